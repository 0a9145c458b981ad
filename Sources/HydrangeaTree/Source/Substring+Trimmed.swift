extension Substring {
    /// The text without blanks and tabs at both ends.
    package var trimmed: Substring {
        var rest = self
        while let last = rest.last, last == " " || last == "\t" { rest.removeLast() }
        return rest.drop { $0 == " " || $0 == "\t" }
    }
}
