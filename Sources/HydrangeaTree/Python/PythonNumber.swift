/// The number syntax of Python's `int()` and `float()`, which accept more than YAML does. Casts and explicit tags
/// convert by it, and the YAML writer quotes text by it.
package enum PythonNumber {
    /// True if `float()` accepts the text. It accepts all that `int()` accepts.
    package static func accepts(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        guard let first = text.first, mayStart(first) else { return false }
        guard let plain = normalized(text) else { return false }
        return plain.withUnsafeBufferPointer { isFloat($0) }
    }

    /// True if a number can start with this byte; most words are ruled out by it.
    private static func mayStart(_ byte: UInt8) -> Bool {
        switch byte {
        case "0"..."9", "+", "-", ".",
            "i", "I", "n", "N", 0x09...0x0D, 0x1C...0x20,
            0x80...:
            true
        default: false
        }
    }

    /// The value that `float()` gives.
    package static func float(_ text: [UInt8]) -> Double? {
        guard let plain = text.withUnsafeBufferPointer({ normalized($0) }) else { return nil }
        return plain.withUnsafeBufferPointer { plain in
            guard isFloat(plain) else { return nil }
            return Double(String(decoding: plain.filter { $0 != underscore }, as: UTF8.self))
        }
    }

    /// The value that `int(text, radix)` gives: a sign, a prefix that fits the radix, digits with single underscores.
    package static func int(_ text: [UInt8], radix: Int) -> ConfigNode.Content? {
        guard var digits = text.withUnsafeBufferPointer({ normalized($0) })?[...] else { return nil }
        var negative = false
        if digits.first == "-" || digits.first == "+" {
            negative = digits.removeFirst() == "-"
        }
        if radix != 10, digits.count > 1, digits.first == "0",
            (digits[digits.startIndex + 1] | 0x20) == prefix(of: radix)
        {
            digits.removeFirst(2)
            if digits.first == underscore { digits.removeFirst() }
        }
        guard digits.last != underscore, digits.first != underscore else { return nil }
        if zip(digits, digits.dropFirst()).contains(where: { $0 == underscore && $1 == underscore }) { return nil }
        return integer(digits.filter { $0 != underscore }[...], radix: radix, negative: negative)
    }

    private static func prefix(of radix: Int) -> UInt8 {
        switch radix {
        case 2: UInt8(ascii: "b")
        case 8: UInt8(ascii: "o")
        default: UInt8(ascii: "x")
        }
    }

    /// An integer from digits alone; nil if there are none, one is out of range, or there are more than Python accepts.
    package static func integer(_ digits: ArraySlice<UInt8>, radix: Int, negative: Bool) -> ConfigNode.Content? {
        let text = String(decoding: digits, as: UTF8.self)
        guard let first = digits.first, first != "+", first != "-" else { return nil }
        if let value = Int((negative ? "-" : "") + text, radix: radix) { return .int(value) }
        return BigInteger(digits: digits, radix: radix, negative: negative).map(ConfigNode.Content.bigInt)
    }

    /// The value that `int()` gives for a text.
    package static func integer(_ text: String) -> ConfigNode.Content? { int(Array(text.utf8), radix: 10) }

    /// The integer that a text spells, in the range of a list's indices.
    package static func index(_ text: String) -> Int? {
        if case .int(let value) = integer(text) { value } else { nil }
    }

    /// The value that `float()` gives for a text.
    package static func float(_ text: String) -> Double? { float(Array(text.utf8)) }

    private static let underscore = UInt8(ascii: "_")
}

extension PythonNumber {
    /// `[+-]`, then `inf`, `infinity`, `nan`, or digits with a point and an exponent; single underscores stand between
    /// digits.
    private static func isFloat(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        var at = 0
        if at < text.count, text[at] == "+" || text[at] == "-" { at += 1 }
        if isWord(text, from: at) { return true }
        let whole = digits(text, &at)
        var fraction = false
        if at < text.count, text[at] == "." {
            at += 1
            fraction = digits(text, &at)
        }
        guard whole || fraction else { return false }
        if at < text.count, text[at] | 0x20 == "e" {
            at += 1
            if at < text.count, text[at] == "+" || text[at] == "-" { at += 1 }
            guard digits(text, &at) else { return false }
        }
        return at == text.count
    }

    private static func isWord(_ text: UnsafeBufferPointer<UInt8>, from start: Int) -> Bool {
        let word = text[start...]
        func means(_ name: StaticString) -> Bool {
            word.count == name.utf8CodeUnitCount
                && zip(word, UnsafeBufferPointer(start: name.utf8Start, count: name.utf8CodeUnitCount)).allSatisfy {
                    $0 | 0x20 == $1
                }
        }
        return means("inf") || means("nan") || means("infinity")
    }

    /// Skips digits with single underscores between them. True if there were any.
    private static func digits(_ text: UnsafeBufferPointer<UInt8>, _ at: inout Int) -> Bool {
        let start = at
        while at < text.count {
            if text[at].isDigit {
                at += 1
            } else if text[at] == underscore, at > start, at + 1 < text.count, text[at + 1].isDigit {
                at += 2
            } else {
                break
            }
        }
        return at > start
    }

    /// The text without outer white space and with the digits of all scripts as ASCII; nil if it has other characters
    /// beyond ASCII.
    private static func normalized(_ text: UnsafeBufferPointer<UInt8>) -> [UInt8]? {
        if text.allSatisfy({ $0 < 0x80 }) { return trimmed(text) }
        var plain: [UInt8] = []
        for scalar in String(decoding: text, as: UTF8.self).unicodeScalars {
            if scalar.isASCII {
                plain.append(UInt8(truncatingIfNeeded: scalar.value))
            } else if scalar.properties.isWhitespace {
                plain.append(UInt8(ascii: " "))
            } else if scalar.properties.numericType == .decimal, let value = scalar.properties.numericValue {
                plain.append(UInt8(ascii: "0") + UInt8(min(max(value, 0), 9)))
            } else {
                return nil
            }
        }
        return trimmed(plain)
    }

    /// The bytes without ASCII white space at both ends; Python counts the separators 0x1C to 0x1F among it.
    package static func trimmed(_ bytes: some BidirectionalCollection<UInt8>) -> [UInt8] {
        func isSpace(_ byte: UInt8) -> Bool { (0x09...0x0D).contains(byte) || (0x1C...0x20).contains(byte) }
        guard let start = bytes.firstIndex(where: { !isSpace($0) }), let end = bytes.lastIndex(where: { !isSpace($0) })
        else { return [] }
        return Array(bytes[start...end])
    }
}
