import HydrangeaTree

/// Finds where in a source an interpolation stands, from where its node stands.
enum InterpolationPlace {
    /// The place of the first such text in the node's line or in one of those that follow, or the node's own place.
    ///
    /// A node knows where its scalar begins; what lies between that and the interpolation (quotes, escapes, the
    /// indentation of a block) is found by looking for it.
    static func of(_ spellings: [String], in origin: Origin) -> (Origin, length: Int) {
        for spelling in spellings {
            if let found = place(of: spelling, in: origin) { return found }
        }
        return (origin, 1)
    }

    private static func place(of spelling: String, in origin: Origin) -> (Origin, length: Int)? {
        let lines = 20
        guard let source = origin.source else { return nil }
        for number in origin.mark.line..<(origin.mark.line + lines) {
            guard let line = source.line(number) else { break }
            let start = number == origin.mark.line ? max(0, origin.mark.column - 1) : 0
            let scalars = Array(line.unicodeScalars)
            guard let column = position(of: Array(spelling.unicodeScalars), in: scalars, from: start) else { continue }
            let length = spelling.hasSuffix("}") ? spelling.unicodeScalars.count : toEnd(in: scalars, from: column)
            return (Origin(source, Mark(line: number, column: column + 1)), length)
        }
        return nil
    }

    private static func position(of wanted: [Unicode.Scalar], in line: [Unicode.Scalar], from start: Int) -> Int? {
        guard !wanted.isEmpty, start + wanted.count <= line.count else { return nil }
        return (start...(line.count - wanted.count)).first {
            line[$0] == wanted[0] && line[$0..<($0 + wanted.count)].elementsEqual(wanted)
        }
    }

    /// How many characters the interpolation has that begins at a column: up to the brace that closes it.
    private static func toEnd(in line: [Unicode.Scalar], from column: Int) -> Int {
        var depth = 0
        for index in column..<line.count {
            if line[index] == "{" { depth += 1 }
            if line[index] == "}" {
                depth -= 1
                if depth == 0 { return index - column + 1 }
            }
        }
        return line.count - column
    }
}
