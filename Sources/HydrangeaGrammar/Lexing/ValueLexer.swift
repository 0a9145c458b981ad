import HydrangeaTree

/// Splits values into tokens: the only lexer for overrides and for resolvers' arguments.
///
/// The longest token wins. So `1e5` is one number, while `1e` is a number and a word, hence text.
struct ValueLexer {
    /// The language that the values are written in.
    enum Language {
        /// Values of overrides: functions have parentheses and named arguments.
        case overrides
        /// Arguments of resolvers: parentheses and `=` must be quoted.
        case arguments
    }

    let bytes: [UInt8]
    let language: Language
    var position: Int

    init(_ bytes: [UInt8], language: Language, from position: Int = 0) {
        self.bytes = bytes
        self.language = language
        self.position = position
    }

    func byte(at index: Int) -> UInt8? { index < bytes.count ? bytes[index] : nil }

    /// The text of a range of bytes.
    func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }

    /// The next token, without consuming it.
    func peek() -> ValueToken {
        guard let first = byte(at: position) else { return ValueToken(kind: .end, range: position..<position) }
        switch first {
        case " ", "\t": return afterSpaces()
        case ",", ":": return punctuation(at: position)
        case "=", "(", ")":
            return language == .overrides ? punctuation(at: position) : token(.illegal, to: position + 1)
        case "[", "]", "{", "}": return punctuation(at: position)
        case "'", "\"": return token(.quote, to: position + 1)
        case "\\": return escapes()
        case "$" where byte(at: position + 1) == "{": return token(.interpolation, to: position + 2)
        case "+", "-", ".", "0"..."9": return number() ?? token(.symbol, to: position + 1)
        case "/", "$", "%", "*", "@", "?", "|": return token(.symbol, to: position + 1)
        case "a"..."z", "A"..."Z", "_": return word()
        default: return token(.illegal, to: endOfCharacter(position))
        }
    }

    private func token(_ kind: ValueToken.Kind, to end: Int) -> ValueToken {
        ValueToken(kind: kind, range: position..<end)
    }

    func skippingSpaces(_ index: Int) -> Int {
        var index = index
        while let next = byte(at: index), next.isBlank { index += 1 }
        return index
    }

    /// The end of the character that begins at `index`, for messages.
    func endOfCharacter(_ index: Int) -> Int {
        var end = index + 1
        while let next = byte(at: end), next & 0xC0 == 0x80 { end += 1 }
        return end
    }
}

// MARK: - Spaces and punctuation

extension ValueLexer {
    /// Reads spaces. They belong to the punctuation after them, and are tokens only before text.
    private func afterSpaces() -> ValueToken {
        let next = skippingSpaces(position)
        switch byte(at: next) {
        case ",", ":", "]", "}": return punctuation(at: next)
        case "=", "(", ")": return language == .overrides ? punctuation(at: next) : token(.spaces, to: next)
        default: return token(.spaces, to: next)
        }
    }

    private func punctuation(at index: Int) -> ValueToken {
        switch byte(at: index) {
        case ",": token(.comma, to: skippingSpaces(index + 1))
        case ":": token(.colon, to: skippingSpaces(index + 1))
        case "=": token(.equals, to: skippingSpaces(index + 1))
        case "(": token(.parenthesisOpen, to: skippingSpaces(index + 1))
        case "[": token(.bracketOpen, to: skippingSpaces(index + 1))
        case "{": token(.braceOpen, to: skippingSpaces(index + 1))
        case ")": token(.parenthesisClose, to: index + 1)
        case "]": token(.bracketClose, to: index + 1)
        default: token(.braceClose, to: index + 1)
        }
    }

    private func escapes() -> ValueToken {
        var end = position
        while byte(at: end) == "\\", let next = byte(at: end + 1), Self.isEscapable(next) { end += 2 }
        return end > position ? token(.escapes, to: end) : token(.symbol, to: position + 1)
    }

    static func isEscapable(_ byte: UInt8) -> Bool {
        switch byte {
        case "\\", "(", ")", "[", "]", "{", "}", ":", "=", ",", " ", "\t": true
        default: false
        }
    }
}

// MARK: - Words and numbers

extension ValueLexer {
    private func word() -> ValueToken {
        let end = endOfWord(position)
        let kind: ValueToken.Kind =
            switch end - position {
            case 3 where matches("inf", at: position) || matches("nan", at: position): .float
            case 4 where matches("true", at: position): .bool
            case 4 where matches("null", at: position): .null
            case 5 where matches("false", at: position): .bool
            default: .word
            }
        return token(kind, to: end)
    }

    /// The end of the name that begins at `index`.
    func endOfWord(_ index: Int) -> Int {
        var end = index
        while let next = byte(at: end), next.isLetter || next.isDigit || next == "_" || next == "-" { end += 1 }
        return end
    }

    /// True if the bytes at `index` are `word` in any case.
    private func matches(_ word: StaticString, at index: Int) -> Bool {
        word.withUTF8Buffer { word in
            index + word.count <= bytes.count && word.indices.allSatisfy { bytes[index + $0] | 0x20 == word[$0] }
        }
    }

    /// The longest number that begins here; nil if there is none.
    private func number() -> ValueToken? {
        var start = position
        if let sign = byte(at: start), sign == "+" || sign == "-" { start += 1 }
        if matches("inf", at: start) || matches("nan", at: start) { return token(.float, to: start + 3) }

        var end = endOfInteger(start)
        var kind = ValueToken.Kind.int
        if byte(at: end) == "." {
            let fraction = endOfDigits(end + 1)
            // A single point is not a number, but `1.` and `.5` are.
            if end > start || fraction > end + 1 {
                end = fraction
                kind = .float
            }
        }
        guard end > start else { return nil }
        if let exponent = endOfExponent(end) {
            end = exponent
            kind = .float
        }
        return token(kind, to: end)
    }

    /// The end of an integer, which has no leading zero; `0` alone is one.
    func endOfInteger(_ index: Int) -> Int {
        byte(at: index) == "0" ? index + 1 : endOfDigits(index)
    }

    /// The end of digits with single underscores between them.
    private func endOfDigits(_ index: Int) -> Int {
        guard byte(at: index)?.isDigit == true else { return index }
        var end = index + 1
        while let next = byte(at: end) {
            if next.isDigit {
                end += 1
            } else if next == "_", byte(at: end + 1)?.isDigit == true {
                end += 2
            } else {
                break
            }
        }
        return end
    }

    private func endOfExponent(_ index: Int) -> Int? {
        guard let letter = byte(at: index), letter == "e" || letter == "E" else { return nil }
        var digits = index + 1
        if let sign = byte(at: digits), sign == "+" || sign == "-" { digits += 1 }
        let end = endOfDigits(digits)
        return end > digits ? end : nil
    }
}
