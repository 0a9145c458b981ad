import HydrangeaTree

/// Where the value of an override was written, and the columns of its parts.
struct WrittenPlace: Sendable {
    var origin: Origin
    var columns: [Int]
}

extension Override {
    /// Where the values were written that the override stands for in a sweep: one, or each of a choice. Empty for what
    /// a function has made.
    var writtenPlaces: [WrittenPlace] {
        switch value {
        case nil: return []
        case .sweep(.choice(let choice)) where isWrittenInOrder(choice):
            var columns = partColumns[...]
            if !choice.isSimple { columns = columns.dropFirst() }
            return choice.values.map { value in
                let own = columns.prefix(value.partCount)
                columns = columns.dropFirst(value.partCount)
                return WrittenPlace(
                    origin: Origin(origin.source, Mark(line: origin.mark.line, column: own.first ?? valueColumn)),
                    columns: Array(own))
            }
        case .sweep: return []
        default: return [WrittenPlace(origin: valueOrigin, columns: partColumns)]
        }
    }

    /// Whether the choice has its values as they were written: `a,b`, or `choice(a,b)`.
    private func isWrittenInOrder(_ choice: Sweep.Choice) -> Bool {
        let count = choice.values.reduce(0) { $0 + $1.partCount }
        if choice.isSimple { return partColumns.count == count }
        return !choice.isShuffled && partColumns.count == count + 1
            && text.unicodeScalars.dropFirst(valueColumn - 1).starts(with: "choice(".unicodeScalars)
    }

    mutating func takePlace(_ place: WrittenPlace) {
        writtenOrigin = place.origin
        partColumns = place.columns
    }
}
