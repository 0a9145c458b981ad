/// Whether Python's `int()` or `float()` would take a text: such a string is printed in quotes.
enum PythonNumberText {
    static func isNumber(_ text: String) -> Bool {
        // Digits of any script and outer white space count; ordinary words are told apart by their first byte.
        var text = text
        let mayBeNumber = text.withUTF8 { bytes in
            guard let first = bytes.first else { return false }
            switch first {
            case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: " "), 0x09...0x0D, 0x1C...0x1F,
                UInt8(ascii: "i"), UInt8(ascii: "I"), UInt8(ascii: "n"), UInt8(ascii: "N"), 0x80...0xFF:
                return true
            default: return false
            }
        }
        return mayBeNumber && isNumber(normalized(text))
    }

    /// White space cut off at both ends and digits of other scripts turned into ours.
    private static func normalized(_ text: String) -> [UInt8] {
        var bytes: [UInt8] = []
        for scalar in text.unicodeScalars {
            if scalar.isASCII {
                bytes.append(isSpace(scalar) ? UInt8(ascii: " ") : UInt8(scalar.value))
            } else if isSpace(scalar) {
                bytes.append(UInt8(ascii: " "))
            } else if scalar.properties.generalCategory == .decimalNumber, let digit = scalar.properties.numericValue {
                bytes.append(UInt8(ascii: "0") + UInt8(digit))
            } else {
                bytes.append(0xFF)
            }
        }
        let start = bytes.firstIndex { $0 != UInt8(ascii: " ") } ?? bytes.endIndex
        let end = bytes.lastIndex { $0 != UInt8(ascii: " ") }.map { $0 + 1 } ?? start
        return Array(bytes[start..<max(start, end)])
    }

    private static func isSpace(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x09...0x0D, 0x1C...0x20, 0x85, 0xA0, 0x1680, 0x2000...0x200A, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000: true
        default: false
        }
    }

    private static func isNumber(_ text: [UInt8]) -> Bool {
        var index = text.first == UInt8(ascii: "+") || text.first == UInt8(ascii: "-") ? 1 : 0
        let word = String(decoding: text[index...].map { $0 | 0x20 }, as: UTF8.self)
        if word == "inf" || word == "infinity" || word == "nan" { return true }
        let whole = digits(text, &index)
        var fraction = false
        if index < text.count, text[index] == UInt8(ascii: ".") {
            index += 1
            fraction = digits(text, &index)
        }
        guard whole || fraction else { return false }
        if index < text.count, text[index] | 0x20 == UInt8(ascii: "e") {
            index += 1
            if index < text.count, text[index] == UInt8(ascii: "+") || text[index] == UInt8(ascii: "-") { index += 1 }
            guard digits(text, &index) else { return false }
        }
        return index == text.count
    }

    /// Takes digits with single underscores between them.
    private static func digits(_ text: [UInt8], _ index: inout Int) -> Bool {
        let start = index
        while index < text.count {
            let isUnderscore = text[index] == UInt8(ascii: "_") && index > start && index + 1 < text.count && ScalarPatterns.isDigit(text[index + 1])
            guard ScalarPatterns.isDigit(text[index]) || isUnderscore else { break }
            index += 1
        }
        return index > start
    }
}
