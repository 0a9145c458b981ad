import HydrangeaTree

// MARK: - Keys

extension OverrideParser {
    func missingValue() -> ConfigError {
        let text = lexer.text(0..<lexer.bytes.count)
        let end = lexer.bytes.count..<lexer.bytes.count
        if text.isEmpty { return report.error("this override is empty", at: end, help: "write KEY=VALUE") }
        if deleted.isEmpty {
            return report.error("this override has no key", at: 0..<end.upperBound, help: "write KEY=VALUE")
        }
        return report.error(
            "'\(text)' has no value", at: end, label: "expected '='",
            help: "write \(text)=VALUE; to delete it, \("~\(deleted)".shellWord)")
    }

    private var deleted: String { String(lexer.text(0..<lexer.bytes.count).drop { $0 == "+" }) }

    func extendListWithSign(_ operation: Override.Operation, at value: Int) -> ConfigError {
        let sign = operation == .delete ? "~" : operation == .add ? "+" : "++"
        let rest = lexer.text(sign.utf8.count..<lexer.bytes.count)
        return report.error(
            "extend_list() takes no '\(sign)' before the key", at: 0..<sign.utf8.count,
            help: readable(rest).map { "write \(spelling($0))" })
    }

    func numberAsKey(_ range: Range<Int>) -> ConfigError {
        report.error(
            "a key cannot be a number alone", at: range,
            help: "give the whole path, for instance items.\(lexer.text(range))")
    }

    func badNumberInKey(_ range: Range<Int>) -> ConfigError {
        let hasZero = lexer.bytes[range].first == "0" && lexer.bytes[range].allSatisfy(\.isDigit)
        return report.error(
            hasZero ? "a number in a key has no leading zero" : "a key cannot begin with a digit", at: range,
            label: hasZero ? nil : "expected a letter, '_' or '$' first")
    }

    func emptyBracket(_ start: Int) -> ConfigError {
        report.error(
            "this index is empty", at: start..<lexer.position + (lexer.byte(at: lexer.position) == "]" ? 1 : 0),
            label: "expected a number or a key",
            help: "to add to a list, write the whole list")
    }

    func unclosedBracket(_ start: Int) -> ConfigError {
        report.error("this index is not closed", at: start..<lexer.position, label: "expected ']'")
    }

    /// An error at a character that a key cannot have.
    func unexpectedInKey() -> ConfigError {
        let position = lexer.position
        guard let byte = lexer.byte(at: position) else {
            return report.error("the key ends too early", at: position..<position, label: "expected a name")
        }
        let here = position..<lexer.endOfCharacter(position)
        switch byte {
        case " ", "\t":
            let sign = lexer.skippingSpaces(position)
            guard lexer.byte(at: sign) == "=" else {
                return report.error(
                    "a key has no spaces", at: here,
                    help: isTyped ? "write KEY=VALUE without a space before '='" : Self.keyCharacters)
            }
            return report.error(
                "a key has no spaces", at: here, help: assignment(to: position, valueFrom: sign + 1))
        case ".":
            if lexer.bytes[..<position].contains(where: { $0 == "/" }) {
                return report.error("the name of a group has no dots", at: here)
            }
            return report.error("a name is missing before this dot", at: here)
        case "-":
            let dashes = lexer.bytes.prefix { $0 == "-" }.count
            let help =
                dashes > 0
                ? "leave it out" + (readable(lexer.text(dashes..<lexer.bytes.count)).map { ": \(spelling($0))" } ?? "")
                : "begin it with a letter, '_' or '$'"
            return report.error("a name cannot begin with '-'", at: here, help: help)
        case "=": return report.error("a name is missing", at: here, label: "expected a name here")
        case "[":
            if rules == .hydra1_3 {
                return report.error(
                    "Hydra 1.3 has no brackets in keys", at: here, help: "write the index after a dot: items.0")
            }
            return report.error("an index cannot stand here", at: here)
        case "\\":
            return report.error(
                "this backslash escapes nothing", at: here, help: "in a key it may stand before . [ ] and =")
        case "/", "@":
            return report.error(
                "'\(lexer.text(here))' cannot stand here", at: here,
                notes: ["a group is names with slashes between, its package stands behind '@': db/driver@backup=pg"])
        default:
            let shown = Self.shown(lexer.text(here))
            let isColon = byte == ":" && !lexer.bytes[position...].contains { $0 == "=" }
            return report.error(
                "\(shown) cannot be part of a key", at: here,
                help: isColon
                    ? assignment(to: position, valueFrom: position + 1)
                    : Self.keyCharacters)
        }
    }

    private static let keyCharacters = "keys have the letters a to z, digits, '_', '-' and '$'"
}

// MARK: - Values

extension OverrideParser {
    /// The override that was probably meant when other characters stand between its key and its value.
    private func assignment(to keyEnd: Int, valueFrom start: Int) -> String {
        let value = lexer.text(lexer.skippingSpaces(start)..<lexer.bytes.count)
        return "write \(readable("\(lexer.text(0..<keyEnd))=\(value)").map(spelling) ?? "KEY=VALUE")"
    }

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
        let names = FunctionCall.names(rules).sorted()
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
