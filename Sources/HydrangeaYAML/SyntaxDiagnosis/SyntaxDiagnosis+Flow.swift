import HydrangeaTree

/// Mistakes between brackets.
extension SyntaxDiagnosis {
    /// Something else than ',' or the closing bracket after an item.
    func unexpectedInFlow(isList: Bool) -> Diagnostic {
        let mark = problem.mark
        let closing: Unicode.Scalar = isList ? "]" : "}"
        if let interpolation { return interpolation }
        guard let found = text.scalar(mark), !text.isAtEnd(mark) else { return unclosed(start, isList: isList) }
        if found == "]" || found == "}" {
            return report("expected '\(closing)', found '\(found)'", label: opened(isList: isList))
        }
        if found == "[" || found == "{" {
            return report(
                "'\(found)' may not follow text between brackets",
                help: "quote the text with it, for example 'x[0]', or write ',' before it")
        }
        // libyaml stops at the ':' of a key on a later line, or after it: the bracket was not closed before that line.
        let lineStart = text.line(mark.line).prefix { $0 == " " }.count
        if mark.line > start.line, lineStart == 0 || text.line(mark.line).contains(":") {
            return unclosed(start, isList: isList)
        }
        return report(
            "',' is missing between two items", label: opened(isList: isList),
            help: "write ',' before this, or quote text as a whole")
    }

    private func opened(isList: Bool) -> String {
        "the \(isList ? "list" : "mapping") starts on \(start.inWords)"
    }

    private func unclosed(_ opening: SourceText.Position, isList: Bool) -> Diagnostic {
        let end = text.visible(problem.mark)
        let closing = isList ? "]" : "}"
        let place = end.line == opening.line ? "the line ends" : "\(end.inWords)"
        return report(
            "this \(isList ? "list" : "mapping") is not closed", at: opening,
            label: "expected ',' or '\(closing)' before \(place)",
            help: "add '\(closing)' where it ends")
    }

    /// `${name}` without quotes: its '{' opens a mapping there.
    private var interpolation: Diagnostic? {
        guard text.scalar(problem.mark) == "{", text.before(problem.mark).last == "$" else { return nil }
        let inner = text.rest(problem.mark)
        let end = inner.firstIndex(of: "}").map { inner.index(after: $0) } ?? inner.endIndex
        let shown = "$" + ProblemText.string(inner[..<end])
        return report(
            "an interpolation between brackets needs quotes",
            at: SourceText.Position(line: problem.mark.line, column: problem.mark.column - 1),
            length: shown.unicodeScalars.count, help: Self.quoted(shown))
    }

    /// `{a:[1]}`, which is neither a key nor text.
    var colonBeforeBracket: Diagnostic {
        report(
            "a blank is missing after ':'",
            help: "after a key write ': '; text with a ':' before a bracket needs quotes")
    }

    /// No value where one must be.
    var missingInFlow: Diagnostic {
        let mark = problem.mark
        guard let found = text.scalar(mark), !text.isAtEnd(mark) else {
            guard let opening = BracketFinder(text).innermost(before: mark) else {
                return report("a value is missing here")
            }
            return unclosed(opening.mark, isList: opening.isList)
        }
        if let missing = missingMarker(mark) { return missing }
        switch found {
        case ",": return report("a value is missing before this ','")
        case "]", "}": return report("a value is missing before this '\(found)'")
        case ":": return report("a key is missing before this ':'")
        case "-":
            return report(
                "'- ' may not stand between brackets", help: "there items are separated by ','; for text, quote it")
        default: return report("a value is missing here", help: "for text, " + quoting(text.word(at: mark)))
        }
    }

    /// `???` without quotes: '?' starts a key there.
    private func missingMarker(_ mark: SourceText.Position) -> Diagnostic? {
        let before = text.before(mark)
        let questions = before.reversed().prefix { $0 == "?" }.count
        let after = text.rest(mark).prefix { $0 == "?" }.count
        guard questions + after >= 3 else { return nil }
        return report(
            "'???' between brackets needs quotes",
            at: SourceText.Position(line: mark.line, column: mark.column - questions),
            length: questions + after,
            help: "'???'")
    }
}

/// Finds the bracket that is open at a place; libyaml does not report it if the text ends inside of it.
private struct BracketFinder {
    private let text: ProblemText
    private var open: [(mark: SourceText.Position, isList: Bool)] = []

    init(_ text: ProblemText) { self.text = text }

    func innermost(before end: SourceText.Position) -> (mark: SourceText.Position, isList: Bool)? {
        var finder = self
        var quote: Unicode.Scalar?
        for number in 1...max(1, end.line) {
            finder.scan(number, text.line(number), until: number == end.line ? end.column : .max, &quote)
        }
        return finder.open.last
    }

    private mutating func scan(
        _ number: Int, _ line: [Unicode.Scalar], until column: Int, _ quote: inout Unicode.Scalar?
    ) {
        // A bracket or quote counts only where a value may start: in 'x[0]' outside of brackets it is text.
        var mayStart = true
        for (index, scalar) in line.enumerated() where index + 1 < column {
            if quote != nil {
                if scalar == quote { quote = nil }
                continue
            }
            switch scalar {
            case "#" where index == 0 || line[index - 1] == " ": return
            case "'" where mayStart, "\"" where mayStart: quote = scalar
            case "[" where mayStart || !open.isEmpty, "{" where mayStart || !open.isEmpty:
                open.append((SourceText.Position(line: number, column: index + 1), scalar == "["))
            case "]" where !open.isEmpty, "}" where !open.isEmpty: open.removeLast()
            default: break
            }
            mayStart =
                " \t[{,:-?".unicodeScalars.contains(scalar) && (mayStart || !" \t".unicodeScalars.contains(scalar))
        }
    }
}
