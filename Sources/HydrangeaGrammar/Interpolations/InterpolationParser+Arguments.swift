import HydrangeaTree

// MARK: - Arguments of resolvers

extension InterpolationParser {
    /// Reads the arguments of a resolver and the closing brace.
    mutating func arguments(of opening: Range<Int>) throws(ConfigError) -> [Interpolation.Argument] {
        try sequence(closedBy: .braceClose, opening: opening)
    }

    /// Reads one argument that is the whole text.
    mutating func wholeArgument() throws(ConfigError) -> Interpolation.Argument {
        let first = lexer.peek()
        if first.kind == .end {
            throw report.error("there is no value here", at: first.range, help: "for empty text, write ''")
        }
        let result = try argument()
        let next = lexer.peek()
        guard next.kind == .end else { throw unexpected(next, after: "value") }
        return result
    }

    /// Reads values with commas between them. An omitted value is empty text.
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
            case .end, .braceClose:
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

    /// Reads a number, a word, an interpolation, or a text of several of them.
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
        if case .interpolation(let interpolation)? = parts.first, parts.count == 1 {
            return .interpolation(interpolation)
        }
        if count == 1, let single {
            if single.kind == .spaces {
                throw report.error("there is only white space here", at: single.range, help: "quote it: ' '")
            }
            return Interpolation.Argument(try lexer.scalar(single, report: report))
        }
        if parts.count == 1, case .text(let text) = parts[0] {
            return .string(escapedMissing(start..<lexer.position) ?? text)
        }
        return .text(InterpolatedText(parts: parts))
    }

    /// The text of an argument that is the marker `???` after backslashes.
    ///
    /// The text is kept as written. As in a config tree, the first backslash marks it as text.
    private func escapedMissing(_ range: Range<Int>) -> String? {
        let spelling = lexer.bytes[range]
        guard compatibility.missingMarkerHasEscape, spelling.count > 3, spelling.suffix(3).allSatisfy({ $0 == "?" }),
            spelling.dropLast(3).allSatisfy({ $0 == "\\" })
        else { return nil }
        return lexer.text(range)
    }
}

// MARK: - Mappings

extension InterpolationParser {
    private mutating func pairs(opening: Range<Int>) throws(ConfigError) -> [Interpolation.Argument.Pair] {
        var pairs = KeyedValues<Interpolation.Argument>()
        let first = lexer.peek()
        if first.kind == .braceClose {
            lexer.position = first.end
            return []
        }
        while true {
            let key = try key(of: opening)
            pairs.set(key, try argument())
            let next = lexer.peek()
            lexer.position = next.end
            switch next.kind {
            case .comma: continue
            case .braceClose: return pairs.entries.map { Interpolation.Argument.Pair(key: $0.key, value: $0.value) }
            case .end: throw unclosed(.braceClose, opening: opening, at: next)
            default: throw unexpected(next, after: "value")
            }
        }
    }

    /// Reads a key of a mapping and the colon after it.
    private mutating func key(of opening: Range<Int>) throws(ConfigError) -> ConfigScalar {
        let start = lexer.position
        var text: [UInt8] = []
        var last: ValueToken?
        var count = 0
        while lexer.peek().isPlain {
            let next = lexer.peek()
            lexer.append(next, to: &text)
            lexer.position = next.end
            last = next
            count += 1
        }
        let next = lexer.peek()
        if next.kind == .end { throw unclosed(.braceClose, opening: opening, at: next) }
        guard let last else { throw badKey(next) }
        guard next.kind == .colon else { throw missingColon(key: start..<lexer.position, at: next) }
        lexer.position = next.end
        return count == 1 ? try lexer.scalar(last, report: report) : .string(String(decoding: text, as: UTF8.self))
    }
}
