import HydrangeaTree

// MARK: - Values

extension OverrideParser {
    static func shown(_ text: String) -> String {
        switch text {
        case "\n", "\r", "\r\n": "a line break"
        case "\u{0}": "a NUL character"
        default: "'\(text)'"
        }
    }

    func unclosed(_ closing: ValueToken.Kind, _ opening: Int) -> ConfigError {
        let (what, expected, bracket) =
            switch closing {
            case .bracketClose: ("list", "',' or ']'", "]")
            case .braceClose: ("mapping", "',' or '}'", "}")
            default: ("call", "',' or ')'", ")")
            }
        let text = lexer.text(0..<lexer.bytes.count)
        let closed = text.utf8.count > 80 || !isReadable(text + bracket) ? nil : spelling(text + bracket)
        return report.error(
            "this \(what) is not closed", at: opening..<lexer.bytes.count, label: "expected \(expected)",
            help: closed.map { "\(isTyped ? "in a shell, quote it:" : "write") \($0)" }
                ?? (isTyped ? "in a shell, quote the whole argument" : nil))
    }

    func unclosedOrUnexpected(_ closing: ValueToken.Kind, _ opening: Int) -> ConfigError {
        let next = lexer.peek()
        return next.kind == .end ? unclosed(closing, opening) : unexpected(next)
    }

    func unclosedInterpolation(_ token: ValueToken) -> ConfigError {
        report.error(
            "this interpolation is not closed", at: token.start..<lexer.bytes.count, label: "expected '}'",
            help: "for the text itself, write \\$\\{\(singleQuotes)")
    }

    func emptyInterpolation(_ range: Range<Int>) -> ConfigError {
        report.error(
            "this interpolation is empty", at: range,
            help: "write ${KEY}\(singleQuotes)")
    }

    private var singleQuotes: String { isTyped ? "; in a shell, use single quotes around the argument" : "" }

    func onlySpaces(_ range: Range<Int>) -> ConfigError {
        report.error("there is only white space here", at: range, help: "quote it: ' '")
    }

    func textAfterQuote(_ token: ValueToken) -> ConfigError {
        if token.kind == .spaces {
            return report.error(
                "a space may not follow the closing quote", at: token.range,
                help: "take the space away, or put it in the quotes")
        }
        return report.error(
            "quoted text is a whole value", at: token.range, label: "nothing may follow the closing quote",
            help: "put the quotes around the whole value; within them, write \\' or \\\" for a quote")
    }

    func unexpectedAfterValue(_ token: ValueToken) -> ConfigError {
        if token.kind == .spaces {
            return report.error(
                "a space may not follow this value", at: token.range,
                help: "take the space away, or quote the whole value")
        }
        return unexpected(token)
    }

    func missingElement(_ token: ValueToken) -> ConfigError {
        switch token.kind {
        case .comma, .end, .bracketClose, .braceClose, .parenthesisClose:
            report.error(
                "a value is missing", at: token.range, label: "expected a value here",
                help: "take the comma away; for empty text, write ''")
        default: unexpected(token)
        }
    }

    func unexpected(_ token: ValueToken) -> ConfigError {
        let character = lexer.skippingSpaces(token.start)
        let here =
            min(
                character, token.end)..<max(
                min(character + 1, token.end), token.kind == .illegal ? token.end : token.start)
        let shown = Self.shown(lexer.text(here))
        switch token.kind {
        case .quote:
            return report.error(
                "only a whole value can be quoted", at: here, label: "text stands before this quote",
                help: quoting(besides: "\",[(\n") ?? "put the quotes around the whole value")
        case .equals: return report.error("'=' must be quoted in a value", at: here, help: quotingHelp)
        case .parenthesisOpen:
            return report.error(
                "this parenthesis follows no function's name", at: here,
                help: listInsteadOfTuples.map { "for a list, write \(spelling($0))" } ?? quoting(besides: "'\",\n")
                    ?? "quote the text, or write \\(")
        case .braceClose where isBehindNestedInterpolation(token):
            return report.error(
                "an interpolation within another must be quoted", at: here, label: "the inner one ends before this",
                help: quotingHelp)
        case .parenthesisClose, .bracketClose, .braceClose:
            return report.error(
                "\(shown) closes nothing", at: here, help: "take it away, or write \\\(lexer.text(here)) for the text")
        case .bracketOpen, .braceOpen:
            return report.error(
                "\(shown) cannot stand in text", at: here,
                help: "quote the text; for several values, put commas between them")
        case .illegal:
            let home = shown == "'~'" ? homeInsteadOfTilde : nil
            return report.error("\(shown) must be quoted in a value", at: here, help: home ?? quotingHelp)
        case .end: return report.error("the value ends too early", at: here, label: "expected a value")
        default:
            return report.error(
                "\(shown) cannot follow this value", at: here, label: "expected ',' or the end", help: "quote the text")
        }
    }

    /// Help that shows how to quote the current value.
    private var quotingHelp: String {
        quoting(besides: "'\",[(\n")
            ?? "quote the text"
            + (isTyped ? "; in a shell, quote the whole argument too, with the other kind of quote" : "")
    }

    /// The argument with its value in quotes, to be typed; nil if the value has one of the characters that suggest more
    /// than text.
    private func quoting(besides others: String) -> String? {
        let separator = valueSign ?? 0
        let value = lexer.skippingSpaces(separator + 1)..<lexer.bytes.count
        guard lexer.bytes[value].allSatisfy({ !others.utf8.contains($0) }), value.count <= 60 else { return nil }
        let proposal = "\(lexer.text(0..<separator))=\"\(lexer.text(value))\""
        return isReadable(proposal) ? "\(isTyped ? "in a shell, " : "")write \(spelling(proposal))" : nil
    }

    private func isBehindNestedInterpolation(_ token: ValueToken) -> Bool {
        let before = lexer.bytes[..<token.start]
        guard let last = before.lastIndex(where: { $0 == "$" }), before[..<last].lastIndex(where: { $0 == "}" }) == nil
        else { return false }
        return before[..<last].contains { $0 == "$" }
    }
}

// MARK: - Mappings and calls

extension OverrideParser {
    func badMappingKey(_ token: ValueToken) -> ConfigError {
        switch token.kind {
        case .quote:
            report.error("a key of a mapping is written without quotes", at: token.range, help: "write {key: value}")
        case .interpolation: report.error("a key of a mapping cannot be an interpolation", at: token.range)
        case .braceClose, .comma, .colon: report.error("a key is missing", at: token.range, label: "expected KEY:VALUE")
        default: unexpected(token)
        }
    }

    func missingColon(key: Range<Int>, _ opening: Int) -> ConfigError {
        let next = lexer.peek()
        let name = lexer.text(key)
        switch next.kind {
        case .end: return unclosed(.braceClose, opening)
        case .comma, .braceClose:
            return report.error(
                "key '\(name)' has no value", at: next.range, label: "expected ':'", help: "write \(name):VALUE")
        default: return badMappingKey(next)
        }
    }

    func unknownFunction(_ name: ValueToken) -> ConfigError {
        let text = lexer.text(name.range)
        let names = OverrideFunction.names(compatibility)
        let near = Suggestion.nearest(to: text, among: names)
        return report.error(
            "there is no function '\(text)'", at: name.range, notes: ["functions: \(names.joined(separator: ", "))"],
            help: near.map { "did you mean \($0)(…)?" } ?? quoting(besides: "'\",\n").map { "for text, \($0)" }
                ?? "for text with parentheses, quote it")
    }

    func positionalAfterNamed(_ name: String, at range: Range<Int>) -> ConfigError {
        report.error(
            "this argument has no name, but one before it has", at: range,
            help: "put it before \(name)=, or give it a name too")
    }
}
