import HydrangeaTree

/// The place of an override's value, and the columns of its parts.
struct WrittenPlace: Sendable {
    var origin: Origin
    var columns: [Int]
}

extension Override {
    /// The places of the override's values in a sweep: one, or each value of a choice. Empty for values that a function
    /// has made.
    var writtenPlaces: [WrittenPlace] {
        let place = valueOrigin
        switch value {
        case nil: return []
        case .sweep(.choice(let choice)) where isWrittenInOrder(choice):
            var columns = partColumns[...]
            if !choice.isSimple { columns = columns.dropFirst() }
            return choice.values.map { value in
                let own = columns.prefix(value.partCount)
                columns = columns.dropFirst(value.partCount)
                return WrittenPlace(
                    origin: own.first.map {
                        Origin(place.source, SourceText.Position(line: place.position.line, column: $0))
                    } ?? place,
                    columns: Array(own))
            }
        case .sweep: return []
        default: return [WrittenPlace(origin: place, columns: partColumns)]
        }
    }

    /// True if the choice has its values in the order in which they are written: `a,b`, or `choice(a,b)`.
    private func isWrittenInOrder(_ choice: Override.Sweep.Choice) -> Bool {
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
