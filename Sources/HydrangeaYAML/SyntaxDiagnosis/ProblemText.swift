import HydrangeaTree

/// Reads around in a text that has a mistake: its lines, and the characters at a mark. Only messages need it, so it is
/// simple rather than fast.
struct ProblemText {
    let source: SourceText
    let ranges: [Range<Int>]

    init(_ source: SourceText) {
        self.source = source
        ranges = source.lineRanges
    }

    /// The scalars of a line; none if there is no such line.
    func line(_ number: Int) -> [Unicode.Scalar] {
        guard ranges.indices.contains(number - 1) else { return [] }
        return Array(String(decoding: source.bytes[ranges[number - 1]], as: UTF8.self).unicodeScalars)
    }

    /// The characters of the mark's line that stand before it; ``rest(_:)`` are those from the mark on.
    func before(_ mark: SourceText.Position) -> ArraySlice<Unicode.Scalar> {
        line(mark.line).prefix(max(0, mark.column - 1))
    }
    func rest(_ mark: SourceText.Position) -> ArraySlice<Unicode.Scalar> {
        line(mark.line).dropFirst(max(0, mark.column - 1))
    }

    /// The scalar at the mark, or nil at the end of its line.
    func scalar(_ mark: SourceText.Position) -> Unicode.Scalar? { rest(mark).first }

    /// True if only blanks and comments follow the mark in the text.
    func isAtEnd(_ mark: SourceText.Position) -> Bool {
        guard isEmpty(rest(mark)) else { return false }
        return mark.line >= ranges.count || (mark.line + 1...ranges.count).allSatisfy { isEmpty(line($0)[...]) }
    }

    /// True if only blanks stand before the mark on its line.
    func isFirst(_ mark: SourceText.Position) -> Bool { before(mark).allSatisfy { $0 == " " || $0 == "\t" } }

    /// The number of characters before the mark on its line, without the blanks at its start.
    func trimmedBefore(_ mark: SourceText.Position) -> Int { before(mark).drop { $0 == " " }.count }

    /// The text from the mark to the end of its line, without a comment and outer blanks.
    func word(at mark: SourceText.Position) -> String { Self.string(Self.trimmed(Self.withoutComment(rest(mark)))) }

    /// The nearest line above that is neither blank nor a comment: its number, the column where it starts, and its
    /// text.
    func lineAbove(_ number: Int) -> (number: Int, column: Int, text: String)? {
        var number = number - 1
        while number > 0 {
            let line = line(number)
            if !isEmpty(line[...]) {
                let indentation = line.prefix { $0 == " " || $0 == "\t" }.count
                return (number, indentation + 1, Self.string(Self.trimmed(line[...])))
            }
            number -= 1
        }
        return nil
    }

    /// A place that can be shown: for the end of the text, the end of its last line that is not blank.
    func visible(_ mark: SourceText.Position) -> SourceText.Position {
        if !line(mark.line).isEmpty || mark.line == 1 { return mark }
        var number = mark.line - 1
        while number > 1, line(number).isEmpty { number -= 1 }
        return SourceText.Position(line: number, column: line(number).count + 1)
    }

    private func isEmpty(_ scalars: ArraySlice<Unicode.Scalar>) -> Bool {
        let rest = Self.trimmed(scalars)
        return rest.isEmpty || rest.first == "#"
    }

    static func trimmed(_ scalars: ArraySlice<Unicode.Scalar>) -> ArraySlice<Unicode.Scalar> {
        func isBlank(_ scalar: Unicode.Scalar) -> Bool { scalar == " " || scalar == "\t" }
        let rest = scalars.drop(while: isBlank)
        guard let last = rest.lastIndex(where: { !isBlank($0) }) else { return [] }
        return rest[...last]
    }

    static func withoutComment(_ scalars: ArraySlice<Unicode.Scalar>) -> ArraySlice<Unicode.Scalar> {
        for index in scalars.indices where scalars[index] == "#" {
            if index > scalars.startIndex, scalars[index - 1] == " " || scalars[index - 1] == "\t" {
                return scalars[..<index]
            }
        }
        return scalars
    }

    static func string(_ scalars: some Sequence<Unicode.Scalar>) -> String {
        var text = String.UnicodeScalarView()
        text.append(contentsOf: scalars)
        return String(text)
    }
}
