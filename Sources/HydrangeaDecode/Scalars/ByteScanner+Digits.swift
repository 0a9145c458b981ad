import HydrangeaTree

extension ByteScanner<[UInt8]> {
    init(_ text: String) { self.init(Array(text.utf8)) }

    /// Reads digits up to the next byte that is none. Nil if there are no digits.
    mutating func digits() -> String? {
        let found = text(while: \.isDigit)
        return found.isEmpty ? nil : found
    }

    /// Reads the number that exactly so many digits spell.
    mutating func number(_ count: Int) -> Int? {
        let start = position
        guard skip(limit: count, while: \.isDigit) == count else { return nil }
        return Int(String(decoding: bytes[start..<position], as: UTF8.self))
    }

    /// Reads all bytes up to the next digit.
    mutating func word() -> String { text { !$0.isDigit } }

    private mutating func text(while matches: (UInt8) -> Bool) -> String {
        let start = position
        _ = skip(while: matches)
        return String(decoding: bytes[start..<position], as: UTF8.self)
    }
}
