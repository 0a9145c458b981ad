import HydrangeaTree

/// A type of the standard library that is decoded from one scalar.
protocol ScalarValue: Decodable {
    /// The kind of value that is expected, in the words of messages.
    static var expected: String { get }
    /// The value; nil if it would change: numbers convert only without loss.
    static func read(_ node: ConfigNode) -> Self?
}

extension Bool: ScalarValue {
    static var expected: String { "true or false" }

    static func read(_ node: ConfigNode) -> Bool? {
        switch node.content {
        case .bool(let value): value
        case .string(let text): Bool(word: text)
        default: nil
        }
    }
}

extension Bool {
    /// Makes the boolean of a word of YAML 1.1.
    init?(word: String) {
        switch word.lowercased() {
        case "true", "yes", "on", "y": self = true
        case "false", "no", "off", "n": self = false
        default: return nil
        }
    }
}

extension String: ScalarValue {
    static var expected: String { "text" }

    static func read(_ node: ConfigNode) -> String? { node.writtenText }
}

extension ScalarValue where Self: FixedWidthInteger {
    static var expected: String { Self.self == Int.self ? "an integer" : "an integer from \(Self.min) to \(Self.max)" }

    /// A number with a fraction or exponent counts if it is whole: `1e6` is a million. Text counts if it is an integer,
    /// like that of an environment variable.
    static func read(_ node: ConfigNode) -> Self? {
        switch node.content {
        case .int(let value): Self(exactly: value)
        case .bigInt(let value): Self(value.description)
        // Beyond 2⁵³ a float does not tell which integer was meant.
        case .float(let value): value.magnitude <= 0x1p53 ? Self(exactly: value) : nil
        case .string(let text): Self(text)
        default: nil
        }
    }
}

extension Int: ScalarValue {}
extension Int8: ScalarValue {}
extension Int16: ScalarValue {}
extension Int32: ScalarValue {}
extension Int64: ScalarValue {}
extension Int128: ScalarValue {}
extension UInt: ScalarValue {}
extension UInt8: ScalarValue {}
extension UInt16: ScalarValue {}
extension UInt32: ScalarValue {}
extension UInt64: ScalarValue {}
extension UInt128: ScalarValue {}

extension Double: ScalarValue {
    static var expected: String { "a number" }

    static func read(_ node: ConfigNode) -> Double? {
        switch node.content {
        case .float(let value): isWithinRange(value, node) ? value : nil
        case .int(let value): Double(exactly: value)
        case .bigInt(let value): exact(value)
        case .string(let text): Double(text).flatMap { isWithinRange($0, node) ? $0 : nil }
        default: nil
        }
    }

    /// True if the number is the one that was written, and not the infinity or zero that too large and too small ones
    /// become.
    private static func isWithinRange(_ value: Double, _ node: ConfigNode) -> Bool {
        guard value.isInfinite || value == 0, let text = node.writtenText else { return true }
        let digits = text.utf8.prefix { $0 != "e" && $0 != "E" }
        let isZero = !digits.contains { $0 >= UInt8(ascii: "1") && $0 <= UInt8(ascii: "9") }
        return value == 0 ? isZero : !digits.contains { $0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9") }
    }

    /// The number that equals the integer exactly.
    private static func exact(_ integer: BigInteger) -> Double? {
        guard let value = Double(integer.description), value.isFinite, value.exponent >= 52 else { return nil }
        let significand = String(UInt64(1) << 52 | value.significandBitPattern, radix: 2)
        let digits = significand + String(repeating: "0", count: Int(value.exponent) - 52)
        return BigInteger(digits: digits.utf8, radix: 2, negative: value < 0) == integer ? value : nil
    }
}

extension Float: ScalarValue {
    static var expected: String { "a number that fits 32 bits" }

    /// The nearest number of 32 bits. Refused are numbers that are out of range or become zero, and integers that it
    /// cannot hold.
    static func read(_ node: ConfigNode) -> Float? {
        if case .int(let value) = node.content { return Float(exactly: value) }
        guard let value = Double.read(node) else { return nil }
        let narrow = Float(value)
        return narrow.isInfinite && value.isFinite || narrow == 0 && value != 0 ? nil : narrow
    }
}
