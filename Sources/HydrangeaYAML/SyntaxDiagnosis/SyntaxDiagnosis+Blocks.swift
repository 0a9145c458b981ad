import HydrangeaTree

/// Mistakes that concern several lines: indentation, keys, list items.
extension SyntaxDiagnosis {
    /// A ':' where no key may be: a value with ': ' in it, or a line that is indented deeper than its neighbour.
    var unexpectedColon: Diagnostic {
        let before = text.before(problem.mark)
        if let first = before.indices.first(where: {
            before[$0] == ":" && before[before.index(after: $0)...].first == " "
        }) {
            let key = ProblemText.string(ProblemText.trimmed(before[..<first]))
            let start = SourceText.Position(line: problem.mark.line, column: first + 3)
            let value = text.word(at: start)
            let isLast = text.rest(problem.mark).count == 1
            return report(
                isLast ? "a value that ends with ':' needs quotes" : "a value with ': ' in it needs quotes",
                help: value.unicodeScalars.count > 60 || value.hasPrefix("'") || value.hasPrefix("\"")
                    ? "put all of the value into one pair of quotes" : "\(key): \(Self.quoted(value))")
        }
        let keySize = text.trimmedBefore(problem.mark)
        if keySize > Self.longestKey {
            return longKey(SourceText.Position(line: problem.mark.line, column: before.count - keySize + 1))
        }
        guard let above = text.lineAbove(problem.mark.line) else { return report("a key is missing before ':'") }
        if above.column == Self.indentation(text.line(problem.mark.line)) {
            return report(
                "':' is missing after a key", at: SourceText.Position(line: above.number, column: above.column),
                length: above.text.unicodeScalars.count,
                help: "write ': ' and a value after it")
        }
        return report(
            "a key may not start here", label: compared(with: above, problem.mark.line),
            help: "begin this line in column \(above.column)")
    }

    /// Two neighbouring lines and the columns where they start.
    private func compared(with above: (number: Int, column: Int, text: String), _ line: Int) -> String {
        let column = Self.indentation(text.line(line))
        let shown =
            above.text.unicodeScalars.count > 30
            ? ProblemText.string(above.text.unicodeScalars.prefix(29)) + "…" : above.text
        return "'\(shown)' on line \(above.number) starts in column \(above.column), this line in column \(column)"
    }

    /// The column where a line starts.
    private static func indentation(_ line: [Unicode.Scalar]) -> Int {
        line.prefix { $0 == " " || $0 == "\t" }.count + 1
    }

    private static let longestKey = 1024

    private func longKey(_ mark: SourceText.Position) -> Diagnostic {
        report(
            "a key may have at most \(Self.longestKey) characters", at: mark,
            help: "write '? ' before it, and ': ' with its value on the next line")
    }

    /// A line that must be a key and has no ': '.
    var missingColon: Diagnostic {
        let line = text.rest(start)
        let shown = text.word(at: start)
        let size = shown.unicodeScalars.count
        if let colon = line.firstIndex(of: ":"), line.index(after: colon) < line.endIndex,
            line[line.index(after: colon)] != " ",
            shown.first != "\"", shown.first != "'"
        {
            let key = ProblemText.string(line[..<colon])
            let value = ProblemText.string(
                ProblemText.trimmed(ProblemText.withoutComment(line[line.index(after: colon)...])))
            return report(
                "a blank is missing after ':'", at: SourceText.Position(line: start.line, column: colon + 1),
                help: value.unicodeScalars.count > 60 ? nil : "\(key): \(value)")
        }
        if let item = itemWithoutBlank(start, shown) { return item }
        if size > Self.longestKey { return longKey(start) }
        if let above = text.lineAbove(start.line), opensBlock(above.text), above.column == start.column {
            return report(
                "a text block must be indented deeper than its key", at: start, length: max(1, size),
                label: "'\(above.text)' on line \(above.number) starts in column \(above.column)",
                help: "indent the text by 2 blanks")
        }
        if problem.mark.line > start.line, shown.first == "\"" || shown.first == "'" {
            return report(
                "a key must end on the line where it starts", at: start,
                help: "write it on one line, with \\n for a line break")
        }
        return report(
            "':' is missing after a key", at: start, length: max(1, size),
            help: "for text over several lines, indent it below its key")
    }

    /// The mistake of `-64` below an item of a list, or below a key: it is meant as an item.
    private func itemWithoutBlank(_ start: SourceText.Position, _ shown: String) -> Diagnostic? {
        guard shown.hasPrefix("-"), shown.dropFirst().first.map({ $0 != "-" }) == true,
            let above = text.lineAbove(start.line),
            above.text.hasPrefix("- ") && above.column == start.column || above.text.hasSuffix(":")
        else { return nil }
        return report("a blank is missing after '-'", at: start, help: "write - \(shown.dropFirst())")
    }

    /// True if a line ends with the sign that starts a text block.
    private func opensBlock(_ line: String) -> Bool {
        let word = ProblemText.string(ProblemText.trimmed(ProblemText.withoutComment(Array(line.unicodeScalars)[...])))
        return ["|", ">", "|-", ">-", "|+", ">+"].contains { word.hasSuffix(" " + $0) }
    }

    /// Something in a mapping that is not a key.
    var unexpectedInMapping: Diagnostic {
        let mark = problem.mark
        if let closing = strayClosing { return closing }
        if text.scalar(mark) == "\u{FEFF}" || text.before(mark).last == "\u{FEFF}" {
            return report("a byte order mark may stand only at the start of a file", help: "remove it")
        }
        if text.scalar(mark) == ":" {
            return report("a key is missing before ':'", help: "for the empty key, write '': ")
        }
        guard text.isFirst(mark) else { return textAfterValue }
        let above = text.lineAbove(mark.line)
        if let above, opensBlock(above.text) {
            return report(
                "a text block may not start with a blank line that is longer than its indentation",
                help: "remove the blanks from the empty lines before it")
        }
        if let above, isCommentEnding(above.number) {
            return report(
                "text may not go on after a comment", label: "line \(above.number) ends with one",
                help: "quote the text, or remove the comment")
        }
        if text.scalar(mark) == "-", text.rest(mark).dropFirst().first ?? " " == " " {
            return report(
                "a list item may not stand among keys",
                label: "the mapping starts on \(start.inWords)",
                help: "put the list below a key of its own")
        }
        guard let above, mark.column != start.column else { return textAfterValue }
        return report("this line's indentation fits no line above it", label: compared(with: above, mark.line))
    }

    private func isCommentEnding(_ number: Int) -> Bool {
        let line = text.line(number)[...]
        return ProblemText.withoutComment(line).count < line.count
    }

    private var textAfterValue: Diagnostic {
        let before = text.before(problem.mark)
        if before.last == "'", before.dropLast().contains("'") {
            return report(
                "text may not follow a value that is complete",
                help: "a ' within single quotes is written twice: 'it''s'")
        }
        return report(
            "text may not follow a value that is complete",
            help: "quote all of the value, or write ' #' before a comment")
    }

    /// A closing bracket that nothing opened.
    var strayClosing: Diagnostic? {
        guard let scalar = text.scalar(problem.mark), scalar == "]" || scalar == "}" else { return nil }
        return report("this '\(scalar)' closes nothing", help: "remove it, or quote the value that it belongs to")
    }

    /// Something in a list that is not an item.
    var unexpectedInList: Diagnostic {
        if let closing = strayClosing { return closing }
        guard text.isFirst(problem.mark) else { return textAfterValue }
        return report(
            "a list item must start with '- '", label: "the list starts on \(start.inWords)",
            help: "to go on with the item above, indent this line deeper than its '-'")
    }

    var misplacedDash: Diagnostic {
        let word = text.word(at: problem.mark)
        return report(
            "a list may not start here",
            help: "put its items on lines of their own, or write [a, b]; for text, " + quoting(word))
    }

    var misplacedQuestionMark: Diagnostic {
        report(
            "a key that starts with '? ' may not stand here",
            help: "for text that starts with '? ', " + quoting(text.word(at: problem.mark)))
    }

    /// Something after the end of the document.
    var afterDocument: Diagnostic {
        if let closing = strayClosing { return closing }
        if let end = (1..<max(1, problem.mark.line)).last(where: { text.line($0).starts(with: "...".unicodeScalars) }) {
            return report("the document ended with '...' on line \(end)", help: "remove the '...'")
        }
        return text.isFirst(problem.mark)
            ? report(
                "a config is one mapping, and it is complete before this line",
                help: "indent the line, if it belongs to the one above")
            : textAfterValue
    }
}
