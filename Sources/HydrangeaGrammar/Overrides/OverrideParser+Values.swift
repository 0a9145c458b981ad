import HydrangeaTree

// MARK: - Values

extension OverrideParser {
    /// Reads the value up to the end: one element, or several with commas between them, which are a sweep.
    mutating func value() throws(ConfigError) -> Override.Value {
        let start = lexer.position
        if start == lexer.bytes.count { return Override.Value(.string(""), origin: places.origin(start..<start)) }
        var values = [try element()]
        while lexer.peek().kind == .comma {
            lexer.position = lexer.peek().end
            values.append(try element())
        }
        guard lexer.position == lexer.bytes.count else { throw unexpectedAfterValue(lexer.peek()) }
        if values.count == 1 { return values[0] }
        return Override.Value(
            .sweep(.choice(Override.Sweep.Choice(values, isSimple: true))), origin: origin(from: start))
    }

    /// The place of what was read from a byte on, without blanks around it.
    private func origin(from start: Int) -> Origin {
        let start = lexer.skippingSpaces(start)
        var end = lexer.position
        while end > start + 1, lexer.bytes[end - 1].isBlank, lexer.bytes[end - 2] != "\\" { end -= 1 }
        return places.origin(start..<max(start, end))
    }

    /// Reads one value: text, a number, a list, a mapping, a call.
    mutating func element() throws(ConfigError) -> Override.Value {
        let start = lexer.position
        let content = try content()
        return Override.Value(content, origin: origin(from: start))
    }

    private mutating func content() throws(ConfigError) -> Override.Value.Content {
        let first = lexer.peek()
        switch first.kind {
        case .bracketOpen:
            return try nested(first) { parser, opening throws(ConfigError) in .list(try parser.list(opening)) }
        case .braceOpen:
            return try nested(first) { parser, opening throws(ConfigError) in .map(try parser.pairs(opening)) }
        case .quote: return try quoted(first)
        case .word:
            var ahead = lexer
            ahead.position = first.end
            let opening = ahead.peek()
            guard opening.kind == .parenthesisOpen else { return try plain() }
            return try nested(opening) { parser, opening throws(ConfigError) in try parser.call(first, opening) }
        default: return try plain()
        }
    }

    /// Consumes an opening bracket and reads its content one level deeper.
    private mutating func nested(
        _ token: ValueToken, _ read: (inout OverrideParser, Int) throws(ConfigError) -> Override.Value.Content
    ) throws(ConfigError) -> Override.Value.Content {
        let opening = lexer.skippingSpaces(token.start)
        guard depth < SyntaxReport.depthLimit else { throw report.tooDeep(at: opening..<opening + 1) }
        depth += 1
        defer { depth -= 1 }
        lexer.position = token.end
        return try read(&self, opening)
    }

    private mutating func list(_ opening: Int) throws(ConfigError) -> [Override.Value] {
        var values: [Override.Value] = []
        if take(.bracketClose) { return values }
        while true {
            if lexer.peek().kind == .end { throw unclosed(.bracketClose, opening) }
            values.append(try element())
            if take(.bracketClose) { return values }
            guard take(.comma) else { throw unclosedOrUnexpected(.bracketClose, opening) }
        }
    }

    private mutating func pairs(_ opening: Int) throws(ConfigError) -> [Override.Value.Pair] {
        var pairs = KeyedValues<(keyOrigin: Origin, value: Override.Value)>()
        if take(.braceClose) { return [] }
        while true {
            if lexer.peek().kind == .end { throw unclosed(.braceClose, opening) }
            let (key, origin) = try key(of: opening)
            pairs.set(key, (origin, try element()))
            if take(.braceClose) { break }
            guard take(.comma) else { throw unclosedOrUnexpected(.braceClose, opening) }
        }
        return pairs.entries.map { key, entry in
            Override.Value.Pair(key: key, keyOrigin: entry.keyOrigin, value: entry.value)
        }
    }

    /// Reads a key of a mapping and the colon after it.
    private mutating func key(of opening: Int) throws(ConfigError) -> (ConfigKey, Origin) {
        let start = lexer.position
        let key = try text(isKey: true)
        guard lexer.position > start else { throw badMappingKey(lexer.peek()) }
        let origin = origin(from: start)
        guard take(.colon) else { throw missingColon(key: start..<lexer.position, opening) }
        return (key, origin)
    }

    mutating func take(_ kind: ValueToken.Kind) -> Bool {
        let next = lexer.peek()
        if next.kind == kind { lexer.position = next.end }
        return next.kind == kind
    }
}

// MARK: - Text

extension OverrideParser {
    private mutating func plain() throws(ConfigError) -> Override.Value.Content {
        let start = lexer.position
        let value = try text(isKey: false)
        guard lexer.position > start else { throw missingElement(lexer.peek()) }
        return Override.Value.Content(value)
    }

    /// Reads text without quotes. A single token has its own type; several are text.
    private mutating func text(isKey: Bool) throws(ConfigError) -> ConfigScalar {
        let start = lexer.position
        if lexer.peek().kind == .spaces { lexer.position = lexer.peek().end }
        var text: [UInt8] = []
        var single: ValueToken?
        var count = 0
        while true {
            var next = lexer.peek()
            if next.kind == .interpolation, !isKey {
                next = try interpolation(next)
            } else if next.kind == .colon ? isKey : !next.isPlain {
                break
            }
            lexer.position = next.end
            // Spaces at the end are dropped, even if they are a token.
            if next.kind == .spaces, isEndOfText(isKey: isKey) { break }
            lexer.append(next, to: &text)
            single = next
            count += 1
        }
        if count == 0, lexer.position > start { throw onlySpaces(start..<lexer.position) }
        if count == 1, let single { return try lexer.scalar(single, report: report) }
        return .string(String(decoding: text, as: UTF8.self))
    }

    private func isEndOfText(isKey: Bool) -> Bool {
        let next = lexer.peek()
        return next.kind == .colon || next.kind == .interpolation ? isKey : !next.isPlain
    }

    /// The token of a whole `${…}`, which ends at the first brace. Its content is parsed when the value is used.
    private func interpolation(_ token: ValueToken) throws(ConfigError) -> ValueToken {
        guard let end = lexer.bytes[token.end...].firstIndex(where: { $0 == "}" }) else {
            throw unclosedInterpolation(token)
        }
        guard end > token.end else { throw emptyInterpolation(token.start..<end + 1) }
        return ValueToken(kind: .interpolation, range: token.start..<end + 1)
    }

    /// Reads quoted text. Backslashes are special only in a run that touches a quote of the same kind: that run is
    /// halved.
    private mutating func quoted(_ token: ValueToken) throws(ConfigError) -> Override.Value.Content {
        let quote = lexer.bytes[token.start]
        var text: [UInt8] = []
        var backslashes = 0
        lexer.position = token.end
        while let next = lexer.byte(at: lexer.position) {
            lexer.position += 1
            if next == "\\" {
                backslashes += 1
                continue
            }
            text.append(contentsOf: repeatElement(0x5C, count: next == quote ? backslashes / 2 : backslashes))
            if next == quote, backslashes % 2 == 0 {
                let following = lexer.peek()
                guard !following.isPlain, following.kind != .quote, following.kind != .interpolation else {
                    throw textAfterQuote(following)
                }
                return .quoted(String(decoding: text, as: UTF8.self), quote == "'" ? .single : .double)
            }
            backslashes = 0
            text.append(next)
        }
        throw report.unclosedQuote(quote, at: token.range)
    }
}
