import HydrangeaTree

/// The number that the digits of a token spell.
enum NumberText {
    /// The integer that digits with an optional sign and single underscores spell; nil if there are too many digits.
    static func integer(_ bytes: some BidirectionalCollection<UInt8>) -> ConfigScalar? {
        var digits = bytes.filter { $0 != "_" }[...]
        let negative = digits.first == "-"
        if let sign = digits.first, sign == "-" || sign == "+" { digits.removeFirst() }
        var value = 0
        for digit in digits {
            let (tenfold, overflow) = value.multipliedReportingOverflow(by: 10)
            let step = Int(digit) - 0x30
            let (next, carry) =
                negative ? tenfold.subtractingReportingOverflow(step) : tenfold.addingReportingOverflow(step)
            if overflow || carry {
                return BigInteger(digits: digits, radix: 10, negative: negative).map(ConfigScalar.bigInt)
            }
            value = next
        }
        return .int(value)
    }

    /// The number that a decimal fraction, `inf` or `nan` with single underscores spells.
    static func float(_ bytes: some Sequence<UInt8>) -> Double {
        let text = String(decoding: bytes.lazy.filter { $0 != "_" }, as: UTF8.self)
        return Double(text) ?? .nan
    }
}
