import HydrangeaTree

/// Parses the statements of a `.env` text byte by byte, in one pass.
struct DotEnvParser {
    private let bytes: [UInt8]
    private var position = 0
    /// The position up to which line breaks have been counted, and the number of the line there.
    private var counted = (position: 0, line: 1)

    private(set) var statements: [DotEnv.Statement] = []
    private(set) var dropped: [DotEnv.Dropped] = []

    /// The mistake to report if the current statement turns out to be invalid.
    private var flaw = (position: 0, kind: DotEnv.Flaw.other)

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { position = 3 }
        while true {
            skipWhitespace(acrossLines: true)
            guard position < bytes.count else { return }
            let line = lineNumber(at: position)
            let start = position
            flaw = (position, .other)
            if !readStatement(line: line) {
                dropped.append(
                    DotEnv.Dropped(line: line, mark: mark(of: flaw.position, in: line, from: start), flaw: flaw.kind))
                skipRestOfLine()
            }
        }
    }

    /// Reads one statement and the end of its line. False if the text is not a valid statement; then the caller drops
    /// the rest of the line.
    private mutating func readStatement(line: Int) -> Bool {
        skipExport()
        var key: String?
        if byte != "#" {
            guard let read = byte == "'" ? readQuotedKey() : readPlainKey() else { return false }
            key = read
        }
        skipWhitespace(acrossLines: false)
        var value: String?
        if byte == "=" {
            guard let read = readValue() else { return false }
            value = read
        }
        skipComment()
        guard skipEndOfLine() else {
            if value != nil {
                flaw = (position, .textAfterQuote)
            } else if let colon = key?.utf8.last, colon == ":" {
                flaw = (bytes[..<position].lastIndex(of: colon) ?? position, .colon)
            }
            return false
        }
        if let key { statements.append(DotEnv.Statement(key: key, value: value, line: line)) }
        return true
    }

    // MARK: Keys

    /// Skips `export` if white space follows. Otherwise `export` is the beginning of a name.
    private mutating func skipExport() {
        let word = Array("export".utf8)
        guard bytes[position...].starts(with: word) else { return }
        let start = position
        position += word.count
        let end = position
        skipWhitespace(acrossLines: false)
        if position == end { position = start }
    }

    private mutating func readQuotedKey() -> String? {
        let start = position + 1
        guard let end = bytes[start...].firstIndex(of: UInt8(ascii: "'")), end > start else { return nil }
        position = end + 1
        return text(start..<end)
    }

    private mutating func readPlainKey() -> String? {
        let start = position
        while let byte, byte != "=", byte != "#", whitespaceLength(at: position) == 0 {
            position += 1
        }
        return position > start ? text(start..<position) : nil
    }

    // MARK: Values

    /// Reads the equals sign and the value. Nil if a quote is not closed.
    private mutating func readValue() -> String? {
        position += 1
        let afterSign = position
        skipWhitespace(acrossLines: false)
        switch byte {
        case "#" where position > afterSign: return ""
        case "'": return readQuoted(UInt8(ascii: "'"))
        case "\"": return readQuoted(UInt8(ascii: "\""))
        default: return readPlain()
        }
    }

    /// Reads a value in quotes, which may span lines. A backslash before a character without a special meaning is kept.
    private mutating func readQuoted(_ quote: UInt8) -> String? {
        flaw = (position, .unclosedQuote)
        var index = position + 1
        var value: [UInt8] = []
        while index < bytes.count {
            let byte = bytes[index]
            if byte == quote {
                position = index + 1
                return String(decoding: value, as: UTF8.self)
            }
            if byte == "\\", index + 1 < bytes.count {
                let next = bytes[index + 1]
                if let meant = Self.meaning(ofEscape: next, in: quote) {
                    value.append(meant)
                } else {
                    value += [byte, next]
                }
                index += 2
            } else {
                value.append(byte)
                index += 1
            }
        }
        return nil
    }

    private static func meaning(ofEscape byte: UInt8, in quote: UInt8) -> UInt8? {
        switch byte {
        case "\\", "'": return byte
        default: break
        }
        guard quote == "\"" else { return nil }
        switch byte {
        case "\"": return byte
        case "a": return 0x07
        case "b": return 0x08
        case "f": return 0x0C
        case "n": return 0x0A
        case "r": return 0x0D
        case "t": return 0x09
        case "v": return 0x0B
        default: return nil
        }
    }

    /// Reads a value without quotes. It ends at the end of the line, or before white space and a `#`.
    private mutating func readPlain() -> String {
        let start = position
        var end = position
        while let byte, byte != "\n", byte != "\r" {
            let space = whitespaceLength(at: position)
            if space > 0 {
                position += space
                if self.byte == "#" { break }
            } else {
                position += 1
                end = position
            }
        }
        return text(start..<end)
    }

    // MARK: White space and lines

    /// The line and column of the byte at `index`, in a statement that begins at the byte `start` and in line `line`.
    private func mark(of index: Int, in line: Int, from start: Int) -> SourceText.Position {
        let before = bytes[..<index]
        let breaks = bytes[start..<max(start, index)].count { $0 == "\n" }
        let begin =
            before.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? (bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0)
        return SourceText.Position(
            line: line + breaks, column: before[begin...].count { $0 & 0xC0 != 0x80 } + 1)
    }

    private var byte: UInt8? { position < bytes.count ? bytes[position] : nil }

    private func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }

    private mutating func skipWhitespace(acrossLines: Bool) {
        while let byte {
            if !acrossLines, byte == "\n" || byte == "\r" { return }
            let length = whitespaceLength(at: position)
            if length == 0 { return }
            position += length
        }
    }

    private mutating func skipComment() {
        let start = position
        skipWhitespace(acrossLines: false)
        guard byte == "#" else {
            position = start
            return
        }
        while let byte, byte != "\n", byte != "\r" { position += 1 }
    }

    private mutating func skipEndOfLine() -> Bool {
        skipWhitespace(acrossLines: false)
        return byte.map { $0 == "\n" || $0 == "\r" } ?? true
    }

    private mutating func skipRestOfLine() {
        while let byte, byte != "\n", byte != "\r" { position += 1 }
    }

    /// The length in bytes of the white space character at `index`, or 0. The characters are those of Python's
    /// `str.isspace`.
    private func whitespaceLength(at index: Int) -> Int {
        func at(_ offset: Int) -> UInt8 { index + offset < bytes.count ? bytes[index + offset] : 0 }
        switch at(0) {
        case 0x09...0x0D, 0x1C...0x20: return 1
        case 0xC2: return at(1) == 0x85 || at(1) == 0xA0 ? 2 : 0
        case 0xE1: return at(1) == 0x9A && at(2) == 0x80 ? 3 : 0
        case 0xE2:
            switch (at(1), at(2)) {
            case (0x80, 0x80...0x8A), (0x80, 0xA8), (0x80, 0xA9), (0x80, 0xAF), (0x81, 0x9F): return 3
            default: return 0
            }
        case 0xE3: return at(1) == 0x80 && at(2) == 0x80 ? 3 : 0
        default: return 0
        }
    }

    private mutating func lineNumber(at index: Int) -> Int {
        while counted.position < index {
            let byte = bytes[counted.position]
            let isPair =
                byte == "\r" && counted.position + 1 < bytes.count
                && bytes[counted.position + 1] == "\n"
            if byte == "\n" || (byte == "\r" && !isPair) { counted.line += 1 }
            counted.position += 1
        }
        return counted.line
    }
}
