import HydrangeaTree

extension SyntaxReport {
    /// The deepest nesting of brackets, braces and interpolations.
    static let depthLimit = 256

    func tooDeep(at range: Range<Int>) -> ConfigError {
        error("brackets and interpolations nest more than \(Self.depthLimit) deep here", at: range)
    }

    func unclosedQuote(_ quote: UInt8, at range: Range<Int>) -> ConfigError {
        let quote = String(Unicode.Scalar(quote))
        return error(
            "this quote is not closed", at: range, label: "expected another \(quote)",
            help: "end the text with \(quote); within it, write \\\(quote)")
    }
}

extension InterpolationParser {
    func missingKey(opening: Range<Int>) -> ConfigError {
        let position = lexer.position
        guard lexer.byte(at: lexer.skippingSpaces(position)) != nil else { return unclosedInterpolation(opening) }
        let here = position..<lexer.endOfCharacter(position)
        let next = lexer.text(here)
        if next == "}", lexer.bytes[opening.upperBound..<position].allSatisfy({ $0.isBlank }) {
            return report.error(
                "this interpolation is empty", at: opening.lowerBound..<here.upperBound,
                help: "write ${KEY}; for the text itself, write \\${}")
        }
        if next == "'" || next == "\"" {
            return report.error(
                "a key is not quoted here", at: here,
                help: "write ${KEY}; text is quoted only behind a resolver: ${oc.env:HOME,'text'}")
        }
        if next == "]" {
            return report.error("an index is missing", at: here, label: "expected a key or a number before it")
        }
        return report.error("a key is missing", at: here, label: "expected a key here")
    }

    func emptyKey(at dot: Range<Int>, opening: Range<Int>) -> ConfigError {
        report.error(
            "a key is missing after this dot", at: dot,
            help: lexer.byte(at: dot.upperBound) == "["
                ? "write the bracket without a dot before it" : "take the dot away, or write a key after it")
    }

    func notAResolver(opening: Range<Int>, colon: Int) -> ConfigError {
        // A message is one line: a line break in the name is shown as `\n`.
        let name = JSONText.string(lexer.text(opening.upperBound..<colon)).dropFirst().dropLast()
        return report.error(
            "'\(name)' cannot be the name of a resolver", at: opening.upperBound..<colon,
            notes: ["a colon in ${…} calls a resolver, whose name has letters, digits, '_', '-' and single dots"],
            help: "for a key with a colon in it, write \\:")
    }

    func unexpectedInName(opening: Range<Int>) -> ConfigError {
        let position = lexer.position
        let next = lexer.skippingSpaces(position)
        guard let byte = lexer.byte(at: next) else { return unclosedInterpolation(opening) }
        let here = next..<lexer.endOfCharacter(next)
        if next > position {
            return report.error(
                "a key has no spaces", at: position..<here.upperBound, label: "expected '}'",
                help: "close the interpolation before the space, or write \\${ for the text itself")
        }
        if byte == "\\" {
            return report.error(
                "this backslash escapes nothing", at: here,
                notes: compatibility.keysHaveEscapes
                    ? ["in a key it may stand before . [ ] : = and another backslash"] : [])
        }
        return report.error(
            "'\(lexer.text(here))' cannot be part of a key", at: here, label: "expected '.', '[', ':' or '}'")
    }

    func unclosedInterpolation(_ opening: Range<Int>) -> ConfigError {
        report.error(
            "this interpolation is not closed", at: opening, label: "expected '}'",
            help: "write }; for the text itself, write \\${")
    }

    func unclosed(_ closing: ValueToken.Kind, opening: Range<Int>, at end: ValueToken) -> ConfigError {
        if opening.count == 2 { return unclosedInterpolation(opening) }
        let isList = closing == .bracketClose
        return report.error(
            isList ? "this list is not closed" : "this mapping is not closed", at: opening,
            label: isList ? "expected ']'" : "expected '}'")
    }

    func badKey(_ token: ValueToken) -> ConfigError {
        switch token.kind {
        case .quote: report.error("a key of a mapping is written without quotes here", at: token.range)
        case .interpolation: report.error("a key of a mapping cannot be an interpolation here", at: token.range)
        case .braceClose, .comma:
            report.error(
                "a key is missing", at: token.range, label: "expected KEY: VALUE", help: "take the comma before it away"
            )
        default: unexpected(token, after: nil)
        }
    }

    func missingColon(key: Range<Int>, at token: ValueToken) -> ConfigError {
        report.error(
            "key '\(lexer.text(key))' has no value", at: token.range, label: "expected ':'",
            help: "write \(lexer.text(key)): VALUE")
    }

    /// The error for an unexpected token.
    func unexpected(_ token: ValueToken, after previous: String?) -> ConfigError {
        let text = lexer.text(token.range)
        switch token.kind {
        case .end: return report.error("the value ends too early", at: token.range, label: "expected a value")
        case .illegal:
            let shown = text == "\n" || text == "\r" ? "a line break" : "'\(text)'"
            return report.error(
                "\(shown) must be quoted here", at: token.range,
                help: text.utf8.first.map(ValueLexer.isEscapable) == true
                    ? "quote the text, or write \\\(text)" : "quote the text")
        case .quote:
            return report.error(
                "only whole values can be quoted", at: token.range, help: "put the quotes around the whole value")
        default:
            guard let previous else {
                return report.error("a value is missing", at: token.range, label: "expected a value")
            }
            return report.error(
                "'\(text)' cannot follow this \(previous)", at: token.range, label: "expected ',' or the end",
                help: "text with such characters must be quoted")
        }
    }
}
