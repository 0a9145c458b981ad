import HydrangeaTree

/// The forms in which YAML files and command lines write numbers and booleans.
///
/// This does not decide what a value is, which the readers have done. It makes sure that the text found at some place
/// is that of the value.
enum ScalarSpelling {
    /// True if numbers and booleans may contain this byte.
    static func mayContain(_ byte: UInt8) -> Bool {
        switch byte {
        case "0"..."9", "a"..."z",
            "A"..."Z":
            true
        case ".", "_", "+", "-", ":",
            "~":
            true
        default: false
        }
    }

    static func text(_ text: String, spells content: ConfigNode.Content) -> Bool {
        switch content {
        case .null: ["null", "~"].contains(text.lowercased())
        case .bool(let value): boolean(text) == value
        case .int(let value): Int(text) == value || integers(text).contains { $0.description == "\(value)" }
        case .bigInt(let value): integers(text).contains(value)
        case .float(let value): float(text, is: value)
        case .string, .bytes, .sequence, .mapping: false
        }
    }

    /// The boolean that a word stands for.
    static func boolean(_ text: String) -> Bool? {
        switch text.lowercased() {
        case "true", "yes", "on", "y": true
        case "false", "no", "off", "n": false
        default: nil
        }
    }

    /// All integers that the text may stand for: with a leading zero it is octal in YAML, and decimal elsewhere.
    private static func integers(_ text: String) -> [BigInteger] {
        let (negative, digits) = split(text)
        var found: [BigInteger?] = [BigInteger(digits: digits, radix: 10, negative: negative)]
        if digits.count > 1, digits.first == "0" {
            let rest = digits.dropFirst(2)
            switch digits[1] {
            case "x", "X":
                found.append(BigInteger(digits: rest, radix: 16, negative: negative))
            case "o", "O":
                found.append(BigInteger(digits: rest, radix: 8, negative: negative))
            case "b", "B":
                found.append(BigInteger(digits: rest, radix: 2, negative: negative))
            default: found.append(BigInteger(digits: digits.dropFirst(), radix: 8, negative: negative))
            }
        }
        if let value = base60(digits), let whole = Int(exactly: value) {
            found.append(BigInteger(digits: String(whole).utf8, radix: 10, negative: negative))
        }
        return found.compactMap(\.self)
    }

    private static func float(_ text: String, is value: Double) -> Bool {
        let (negative, digits) = split(text)
        let magnitude: Double?
        switch String(decoding: digits, as: UTF8.self).lowercased() {
        case ".inf", "inf": magnitude = .infinity
        case ".nan", "nan": return value.isNaN
        case let plain: magnitude = Double(plain) ?? base60(digits)
        }
        return magnitude.map { negative ? -$0 : $0 } == value
    }

    /// `1:30` is 90 in YAML 1.1.
    private static func base60(_ digits: [UInt8]) -> Double? {
        let parts = digits.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
        guard parts.count > 1 else { return nil }
        var value = 0.0
        for part in parts {
            guard let digit = Double(String(decoding: part, as: UTF8.self)) else { return nil }
            value = value * 60 + digit
        }
        return value
    }

    /// The sign, and the digits without the underscores between them.
    private static func split(_ text: String) -> (negative: Bool, digits: [UInt8]) {
        var bytes = Array(text.utf8)
        let negative = bytes.first == "-"
        if negative || bytes.first == "+" { bytes.removeFirst() }
        bytes.removeAll { $0 == "_" }
        return (negative, bytes)
    }
}
