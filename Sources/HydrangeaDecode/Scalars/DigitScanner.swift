/// Reads a text of digits and signs from its start.
struct DigitScanner {
    private let bytes: [UInt8]
    private var at = 0

    init(_ text: String) { bytes = Array(text.utf8) }

    var isAtEnd: Bool { at == bytes.count }

    mutating func skip(_ wanted: Unicode.Scalar) -> Bool {
        guard !isAtEnd, bytes[at] == UInt8(ascii: wanted) else { return false }
        at += 1
        return true
    }

    /// All digits at this place; nil if there are none.
    mutating func digits() -> String? {
        let found = bytes[at...].prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
        at += found.count
        return found.isEmpty ? nil : String(decoding: found, as: UTF8.self)
    }

    /// The number with exactly so many digits.
    mutating func number(_ count: Int) -> Int? {
        guard at + count <= bytes.count else { return nil }
        let part = bytes[at..<at + count]
        guard part.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }) else { return nil }
        at += count
        return Int(String(decoding: part, as: UTF8.self))
    }

    /// All bytes at this place up to the next digit.
    mutating func word() -> String {
        let found = bytes[at...].prefix { !(UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
        at += found.count
        return String(decoding: found, as: UTF8.self)
    }
}
