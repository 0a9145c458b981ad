package import HydrangeaTree

// MARK: - Arguments of resolvers

extension InterpolationParser {
    /// Reads a resolver's arguments and the brace behind them.
    mutating func arguments(of opening: Range<Int>) throws(ConfigError) -> [Interpolation.Argument] {
        try sequence(closedBy: .braceClose, opening: opening)
    }

    /// Reads one argument that is the whole text.
    mutating func wholeArgument() throws(ConfigError) -> Interpolation.Argument {
        let first = lexer.peek()
        if first.kind == .end { throw report.error("there is no value here", at: first.range, help: "for empty text, write ''") }
        let result = try argument()
        let next = lexer.peek()
        guard next.kind == .end else { throw unexpected(next, after: "value") }
        return result
    }

    /// Reads values with commas between them. One that is left out is empty text.
    private mutating func sequence(
        closedBy closing: ValueToken.Kind, opening: Range<Int>
    ) throws(ConfigError) -> [Interpolation.Argument] {
        var items: [Interpolation.Argument] = []
        var isAfterComma = false
        while true {
            let next = lexer.peek()
            switch next.kind {
            case closing:
                lexer.position = next.end
                if isAfterComma { items.append(.string("")) }
                return items
            case .comma:
                lexer.position = next.end
                items.append(.string(""))
                isAfterComma = true
                continue
            case .end:
                throw unclosed(closing, opening: opening, at: next)
            default:
                items.append(try argument())
            }
            let separator = lexer.peek()
            switch separator.kind {
            case .comma:
                lexer.position = separator.end
                isAfterComma = true
            case closing:
                isAfterComma = false
            case .end:
                throw unclosed(closing, opening: opening, at: separator)
            default:
                throw unexpected(separator, after: "value")
            }
        }
    }

    private mutating func argument() throws(ConfigError) -> Interpolation.Argument {
        let first = lexer.peek()
        switch first.kind {
        case .bracketOpen:
            lexer.position = first.end
            return try nested(at: first.range) { parser throws(ConfigError) in
                .list(try parser.sequence(closedBy: .bracketClose, opening: first.start..<first.start + 1))
            }
        case .braceOpen:
            lexer.position = first.end
            return try nested(at: first.range) { parser throws(ConfigError) in
                .map(try parser.pairs(opening: first.start..<first.start + 1))
            }
        case .quote:
            return try quoted(first)
        default:
            return try plain()
        }
    }

    private mutating func quoted(_ quote: ValueToken) throws(ConfigError) -> Interpolation.Argument {
        lexer.position = quote.end
        let parts = try nested(at: quote.range) { parser throws(ConfigError) in
            try parser.text(until: parser.lexer.bytes[quote.start])
        }
        if let text = escapedMissing(quote.end..<lexer.position - 1) { return .string(text) }
        switch parts.count {
        case 0: return .string("")
        case 1: if case .text(let text) = parts[0] { return .string(text) }
        default: break
        }
        return .text(InterpolatedText(parts: parts))
    }

    /// Reads a number, a word, an interpolation, or text made of several such.
    private mutating func plain() throws(ConfigError) -> Interpolation.Argument {
        let start = lexer.position
        var parts: [InterpolatedText.Part] = []
        var pending: [UInt8] = []
        var count = 0
        var single: ValueToken?
        while true {
            let next = lexer.peek()
            guard next.isPlain || next.kind == .colon || next.kind == .interpolation else { break }
            count += 1
            single = next
            if next.kind == .interpolation {
                if !pending.isEmpty { parts.append(.text(String(decoding: pending, as: UTF8.self))) }
                pending.removeAll(keepingCapacity: true)
                parts.append(.interpolation(try interpolation()))
            } else {
                lexer.append(next, to: &pending)
                lexer.position = next.end
            }
        }
        guard count > 0 else { throw unexpected(lexer.peek(), after: nil) }
        if !pending.isEmpty { parts.append(.text(String(decoding: pending, as: UTF8.self))) }
        if count == 1, let single { return try value(of: single, parts: parts) }
        if parts.count == 1, case .text(let text) = parts[0] {
            return .string(escapedMissing(start..<lexer.position) ?? text)
        }
        return .text(InterpolatedText(parts: parts))
    }

    /// The value of a lone token.
    private func value(of token: ValueToken, parts: [InterpolatedText.Part]) throws(ConfigError) -> Interpolation.Argument {
        if token.kind == .spaces { throw report.error("there is only white space here", at: token.range, help: "quote it: ' '") }
        switch parts.first {
        case .interpolation(let interpolation): return .interpolation(interpolation)
        case .text(let text):
            switch try lexer.scalar(token, report: report) {
            case .null: return .null
            case .bool(let value): return .bool(value)
            case .int(let value): return .int(value)
            case .bigInt(let value): return .bigInt(value)
            case .float(let value): return .float(value)
            case .text: return .string(text)
            }
        case nil: return .string("")
        }
    }

    /// The text of an argument that is the marker `???` behind backslashes.
    ///
    /// It is kept as written, as in a config tree: there too the first backslash says that text is meant.
    private func escapedMissing(_ range: Range<Int>) -> String? {
        let spelling = lexer.bytes[range]
        guard rules == .hydra1_4, spelling.count > 3, spelling.suffix(3).allSatisfy({ $0 == "?" }),
            spelling.dropLast(3).allSatisfy({ $0 == "\\" })
        else { return nil }
        return lexer.text(range)
    }
}

// MARK: - Mappings

extension InterpolationParser {
    private mutating func pairs(opening: Range<Int>) throws(ConfigError) -> [Interpolation.Argument.Pair] {
        var pairs: [Interpolation.Argument.Pair] = []
        var positions: [ConfigKey: Int] = [:]
        let first = lexer.peek()
        if first.kind == .braceClose {
            lexer.position = first.end
            return []
        }
        while true {
            let pair = try pair(opening: opening)
            // Of equal keys the last value wins, in the place of the first.
            let key = pair.key.mappingKey ?? .null
            if let position = positions[key] {
                pairs[position].value = pair.value
            } else {
                positions[key] = pairs.count
                pairs.append(pair)
            }
            let next = lexer.peek()
            lexer.position = next.end
            switch next.kind {
            case .comma: continue
            case .braceClose: return pairs
            case .end: throw unclosed(.braceClose, opening: opening, at: next)
            default: throw unexpected(next, after: "value")
            }
        }
    }

    private mutating func pair(opening: Range<Int>) throws(ConfigError) -> Interpolation.Argument.Pair {
        let start = lexer.position
        var text: [UInt8] = []
        var tokens: [ValueToken] = []
        while lexer.peek().isPlain {
            let next = lexer.peek()
            if tokens.count < 2 { tokens.append(next) }
            lexer.append(next, to: &text)
            lexer.position = next.end
        }
        let next = lexer.peek()
        if next.kind == .end { throw unclosed(.braceClose, opening: opening, at: next) }
        guard !tokens.isEmpty else { throw badKey(next) }
        guard next.kind == .colon else { throw missingColon(key: start..<lexer.position, at: next) }
        lexer.position = next.end
        let string = InterpolatedText.Part.text(String(decoding: text, as: UTF8.self))
        let key = tokens.count == 1 ? try value(of: tokens[0], parts: [string]) : .string(String(decoding: text, as: UTF8.self))
        return Interpolation.Argument.Pair(key: key, value: try argument())
    }
}

extension Interpolation.Argument {
    /// The key of a mapping that a scalar is; nil for lists, mappings and what must be resolved first.
    package var mappingKey: ConfigKey? {
        switch self {
        case .null: .null
        case .bool(let value): .bool(value)
        case .int(let value): .int(value)
        case .bigInt(let value): .bigInt(value)
        case .float(let value): .float(value)
        case .string(let text): .string(text)
        case .text, .interpolation, .list, .map: nil
        }
    }
}
