import HydrangeaTree

/// Finds the place of an interpolation in its source, given the place of its node.
enum InterpolationPlace {
    /// The place of the first of `spellings` that occurs in the node's line or in the next ones; otherwise the node's
    /// place.
    ///
    /// A node's origin is the start of its scalar. Quotes, escapes or the indentation of a block can separate the start
    /// from the interpolation, so the source is searched.
    static func of(_ spellings: [String], in origin: Origin) -> (Origin, length: Int) {
        for spelling in spellings {
            if let found = place(of: spelling, in: origin) { return found }
        }
        return (origin, 1)
    }

    private static func place(of spelling: String, in origin: Origin) -> (Origin, length: Int)? {
        let lines = 20
        guard let source = origin.source else { return nil }
        for number in origin.position.line..<(origin.position.line + lines) {
            guard let line = source.line(number) else { break }
            let start = number == origin.position.line ? max(0, origin.position.column - 1) : 0
            let scalars = Array(line.unicodeScalars)
            guard let column = position(of: Array(spelling.unicodeScalars), in: scalars, from: start) else { continue }
            let length = spelling.hasSuffix("}") ? spelling.unicodeScalars.count : toEnd(in: scalars, from: column)
            return (Origin(source, SourceText.Position(line: number, column: column + 1)), length)
        }
        return nil
    }

    private static func position(of wanted: [Unicode.Scalar], in line: [Unicode.Scalar], from start: Int) -> Int? {
        guard !wanted.isEmpty, start + wanted.count <= line.count else { return nil }
        return (start...(line.count - wanted.count)).first {
            line[$0] == wanted[0] && line[$0..<($0 + wanted.count)].elementsEqual(wanted)
        }
    }

    /// The length of the interpolation that begins at a column, up to its closing brace.
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
