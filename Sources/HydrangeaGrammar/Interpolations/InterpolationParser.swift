package import HydrangeaTree

extension InterpolatedText {
    /// True if `text` must be parsed at all: without `${` it has neither escapes nor interpolations.
    package static func mayInterpolate(_ text: String) -> Bool {
        text.utf8.withContiguousStorageIfAvailable(mayInterpolate) ?? mayInterpolate(Array(text.utf8))
    }

    private static func mayInterpolate(_ bytes: some RandomAccessCollection<UInt8>) -> Bool {
        var afterDollar = false
        for byte in bytes {
            if afterDollar, byte == "{" { return true }
            afterDollar = byte == "$"
        }
        return false
    }

    /// True if a text is one reference of plain words from the top, such as `${model.name}`. Most references are, and
    /// they are read without a parser.
    package static func isPlainReference(_ text: String) -> Bool {
        text.utf8.withContiguousStorageIfAvailable(isPlainReference) ?? false
    }

    private static func isPlainReference(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        guard bytes.count > 3, bytes[0] == "$", bytes[1] == "{", bytes[bytes.count - 1] == "}" else { return false }
        var isAfterKey = false
        for byte in bytes[2..<bytes.count - 1] {
            switch byte {
            case "a"..."z", "A"..."Z", "0"..."9", "_": isAfterKey = true
            case "." where isAfterKey: isAfterKey = false
            default: return false
            }
        }
        return isAfterKey
    }

    /// The keys of a text that is a plain reference.
    private static func keys(ofPlainReference bytes: UnsafeBufferPointer<UInt8>) -> [Interpolation.Name] {
        var keys: [Interpolation.Name] = []
        keys.reserveCapacity(bytes.count { $0 == "." } + 1)
        var start = 2
        for index in start..<bytes.count where bytes[index] == "." || bytes[index] == "}" {
            keys.append(.text(String(decoding: bytes[start..<index], as: UTF8.self)))
            start = index + 1
        }
        return keys
    }

    /// Reads text with interpolations: `"${model.name}-s${seed}"`.
    ///
    /// - Parameter origin: The place at which the value begins. Messages mark characters after it.
    /// - Throws: an error if an interpolation is malformed. A missing node or resolver is found later, when the text is
    ///   resolved.
    package init(parsing text: String, origin: Origin = .unknown, compatibility: Compatibility) throws(ConfigError) {
        guard Self.mayInterpolate(text) else {
            self.init(parts: text.isEmpty ? [] : [.text(text)])
            return
        }
        let plain =
            text.utf8.withContiguousStorageIfAvailable {
                Self.isPlainReference($0) ? Self.keys(ofPlainReference: $0) : nil
            } ?? nil
        if let plain {
            let place = Interpolation.Place(range: 0..<text.utf8.count)
            self.init(parts: [.interpolation(.reference(Interpolation.Reference(dots: 0, keys: plain, place: place)))])
            return
        }
        var parser = InterpolationParser(Array(text.utf8), origin: origin, compatibility: compatibility)
        self.init(parts: try parser.text(until: nil))
    }

    /// The parts of a text as they are written in it; nil if the text cannot be parsed.
    package static func spellings(ofPartsOf text: String, compatibility: Compatibility) -> [String]? {
        var parser = InterpolationParser(Array(text.utf8), origin: .unknown, compatibility: compatibility)
        guard (try? parser.text(until: nil)) != nil else { return nil }
        var spellings: [String] = []
        var start = 0
        for range in parser.interpolations + [text.utf8.count..<text.utf8.count] {
            if start < range.lowerBound { spellings.append(parser.lexer.text(start..<range.lowerBound)) }
            if !range.isEmpty { spellings.append(parser.lexer.text(range)) }
            start = range.upperBound
        }
        return spellings
    }
}

extension Interpolation.Argument {
    /// Reads one value with the syntax of resolvers' arguments: a number, a word, quoted text, a list, a mapping.
    ///
    /// `oc.decode` reads its argument in this way.
    package init(parsing text: String, origin: Origin = .unknown, compatibility: Compatibility) throws(ConfigError) {
        var parser = InterpolationParser(Array(text.utf8), origin: origin, compatibility: compatibility)
        parser.hasPlaces = false
        self = try parser.wholeArgument()
    }
}

/// Parses text with interpolations, the content of their braces, and the arguments of resolvers.
struct InterpolationParser {
    var lexer: ValueLexer
    let report: SyntaxReport
    let compatibility: Compatibility
    var depth = 0
    /// The ranges of the interpolations that are in no other one, in bytes.
    var interpolations: [Range<Int>] = []
    /// False if the text is not that of a node, so that an interpolation has no place in a node.
    var hasPlaces = true

    init(_ bytes: [UInt8], origin: Origin, compatibility: Compatibility) {
        lexer = ValueLexer(bytes, language: .arguments)
        report = SyntaxReport(bytes: bytes, origin: origin, code: .interpolationSyntax)
        self.compatibility = compatibility
    }

    /// Reads the content of one more bracket, brace or quote.
    mutating func nested<Result>(
        at range: Range<Int>, _ read: (inout InterpolationParser) throws(ConfigError) -> Result
    ) throws(ConfigError) -> Result {
        guard depth < SyntaxReport.depthLimit else { throw report.tooDeep(at: range) }
        depth += 1
        defer { depth -= 1 }
        return try read(&self)
    }
}

// MARK: - Text

extension InterpolationParser {
    /// Reads text up to the end, or up to and with the quote that closes it.
    mutating func text(until quote: UInt8?) throws(ConfigError) -> [InterpolatedText.Part] {
        let opening = max(0, lexer.position - 1)
        var parts: [InterpolatedText.Part] = []
        var pending: [UInt8] = []
        func flush() {
            if !pending.isEmpty { parts.append(.text(String(decoding: pending, as: UTF8.self))) }
            pending.removeAll(keepingCapacity: true)
        }
        while let byte = lexer.byte(at: lexer.position) {
            if byte == "\\" {
                pending.append(contentsOf: backslashes(before: quote))
            } else if byte == "$", lexer.byte(at: lexer.position + 1) == "{" {
                flush()
                let start = lexer.position
                parts.append(.interpolation(try interpolation()))
                if depth == 0 { interpolations.append(start..<lexer.position) }
            } else if byte == quote {
                lexer.position += 1
                flush()
                return parts
            } else {
                pending.append(byte)
                lexer.position += 1
            }
        }
        if let quote { throw report.unclosedQuote(quote, at: opening..<opening + 1) }
        flush()
        return parts
    }

    /// Reads a run of backslashes, and the character that the last one escapes.
    ///
    /// Backslashes are special only before `${` and the closing quote: there each pair is one backslash, and a single
    /// one keeps the next character as text.
    private mutating func backslashes(before quote: UInt8?) -> [UInt8] {
        let start = lexer.position
        var end = start
        while lexer.byte(at: end) == "\\" { end += 1 }
        let count = end - start
        let next = lexer.byte(at: end)
        let isBeforeInterpolation = next == "$" && lexer.byte(at: end + 1) == "{"
        guard isBeforeInterpolation || (quote != nil && next == quote) else {
            lexer.position = end
            return Array(repeating: 0x5C, count: count)
        }
        var result = [UInt8](repeating: 0x5C, count: count / 2)
        lexer.position = end
        if count % 2 == 1 {
            let escaped = end..<end + (isBeforeInterpolation ? 2 : 1)
            result.append(contentsOf: lexer.bytes[escaped])
            lexer.position = escaped.upperBound
        }
        return result
    }
}

// MARK: - The content of the braces

extension InterpolationParser {
    /// Reads from `${` up to its brace.
    mutating func interpolation() throws(ConfigError) -> Interpolation {
        let opening = lexer.position..<lexer.position + 2
        return try nested(at: opening) { parser throws(ConfigError) in try parser.interpolationInside(opening) }
    }

    private mutating func interpolationInside(_ opening: Range<Int>) throws(ConfigError) -> Interpolation {
        lexer.position = lexer.skippingSpaces(opening.upperBound)
        var reference = Interpolation.Reference(dots: 0, keys: [])
        /// True while everything read so far can be the name of a resolver: words with single dots between them.
        var isName = true
        while lexer.byte(at: lexer.position) == "." {
            reference.dots += 1
            lexer.position += 1
            isName = false
        }
        try key(of: &reference, isFirst: true, isName: &isName, opening: opening)
        while true {
            let start = lexer.position
            switch lexer.byte(at: start) {
            case "[":
                try key(of: &reference, isFirst: false, isName: &isName, opening: opening)
            case ".":
                lexer.position += 1
                let first = lexer.byte(at: lexer.position)
                if first == "." || first == "[" || first == "}" {
                    throw emptyKey(at: start..<lexer.position, opening: opening)
                }
                try key(of: &reference, isFirst: false, isName: &isName, opening: opening)
            default:
                return try end(of: &reference, isName: isName, opening: opening)
            }
        }
    }

    /// Reads a key, in brackets or not.
    private mutating func key(
        of reference: inout Interpolation.Reference, isFirst: Bool, isName: inout Bool, opening: Range<Int>
    ) throws(ConfigError) {
        guard lexer.byte(at: lexer.position) == "[" else {
            reference.keys.append(try name(isName: &isName, opening: opening))
            return
        }
        isName = false
        let bracket = lexer.position..<lexer.position + 1
        lexer.position += 1
        let name = try name(isName: &isName, opening: opening)
        if case .interpolation(let inner) = name {
            reference.keys.append(.bracketed(inner))
        } else {
            reference.keys.append(name)
        }
        guard lexer.byte(at: lexer.position) == "]" else {
            throw report.error(
                "this index is not closed", at: bracket, label: "expected ']'",
                help: "write \(lexer.text(bracket.lowerBound..<lexer.position))]")
        }
        lexer.position += 1
    }

    /// Reads one name: words and other characters, or a nested interpolation.
    private mutating func name(isName: inout Bool, opening: Range<Int>) throws(ConfigError) -> Interpolation.Name {
        let start = lexer.position
        if lexer.byte(at: start) == "$", lexer.byte(at: start + 1) == "{" { return .interpolation(try interpolation()) }
        var text: [UInt8] = []
        /// The start of the part that has not been added to `text`; without an escape that is the whole name.
        var pending = start
        scan: while let byte = lexer.byte(at: lexer.position) {
            switch byte {
            case "\\":
                guard compatibility.keysHaveEscapes, let next = lexer.byte(at: lexer.position + 1),
                    Self.isKeyEscape(next)
                else {
                    break scan
                }
                text += lexer.bytes[pending..<lexer.position]
                pending = lexer.position + 1
                lexer.position += 2
            case "{", "}", "(", ")", "[", "]", ":", ".", " ", "\t", "'", "\"":
                break scan
            default:
                lexer.position += 1
            }
        }
        guard lexer.position > start else { throw missingKey(opening: opening) }
        if lexer.bytes[start].isDigit || lexer.bytes[start] == "-" || lexer.endOfWord(start) != lexer.position {
            isName = false
        }
        return .text(
            text.isEmpty
                ? lexer.text(pending..<lexer.position)
                : String(decoding: text + lexer.bytes[pending..<lexer.position], as: UTF8.self))
    }

    private static func isKeyEscape(_ byte: UInt8) -> Bool {
        switch byte {
        case "\\", ".", "[", "]", ":", "=": true
        default: false
        }
    }

    /// Reads the part after the keys: the brace, or a resolver's arguments.
    private mutating func end(
        of reference: inout Interpolation.Reference, isName: Bool, opening: Range<Int>
    ) throws(ConfigError) -> Interpolation {
        let next = lexer.skippingSpaces(lexer.position)
        switch lexer.byte(at: next) {
        case "}":
            lexer.position = next + 1
            reference.place = place(from: opening)
            return .reference(reference)
        case ":":
            guard isName else { throw notAResolver(opening: opening, colon: next) }
            lexer.position = lexer.skippingSpaces(next + 1)
            let arguments = try self.arguments(of: opening)
            return .call(Interpolation.Call(name: reference.keys, arguments: arguments, place: place(from: opening)))
        default:
            throw unexpectedInName(opening: opening)
        }
    }

    /// The place of an interpolation that has just been read.
    private func place(from opening: Range<Int>) -> Interpolation.Place {
        Interpolation.Place(range: hasPlaces ? opening.lowerBound..<lexer.position : nil)
    }
}
