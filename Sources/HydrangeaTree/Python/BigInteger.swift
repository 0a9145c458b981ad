/// An integer that does not fit 64 bits, kept exactly as its decimal digits.
///
/// Config files hold such numbers as identifiers and hashes: they are read, compared and printed, never calculated
/// with.
public struct BigInteger: Hashable, Sendable, CustomStringConvertible {
    /// Decimal digits without leading zeros, after a `-` when negative.
    public let description: String

    /// The most decimal digits an integer may have; it is also Python's limit.
    package static let digitLimit = 4300

    /// Makes the integer that `digits` spell in `radix`; nil if there are no digits, one is out of range, or the result
    /// is too long.
    package init?(digits: some Sequence<UInt8>, radix: Int, negative: Bool) {
        // Base 10⁹ limbs, least significant first: nine decimal digits a step when printing.
        var limbs: [UInt64] = []
        var any = false
        for digit in digits {
            guard let value = BigInteger.value(of: digit), value < radix else { return nil }
            any = true
            var carry = UInt64(value)
            for index in limbs.indices {
                let next = limbs[index] * UInt64(radix) + carry
                limbs[index] = next % 1_000_000_000
                carry = next / 1_000_000_000
            }
            if carry > 0 { limbs.append(carry) }
            if limbs.count * 9 > BigInteger.digitLimit + 9 { return nil }
        }
        guard any else { return nil }
        self.init(limbs: limbs, negative: negative)
    }

    /// The integer part of a number; nil if the number is infinite or NaN.
    package init?(truncating value: Double) {
        guard value.isFinite else { return nil }
        if let whole = Int(exactly: value.rounded(.towardZero)) {
            self.init(digits: String(whole.magnitude).utf8, radix: 10, negative: whole < 0)
        } else {
            // A number of this size has no fraction: its bits followed by zeros are the integer.
            let zeros = max(0, Int(value.exponent) - 52)
            let bits = String(value.significandBitPattern | 1 << 52, radix: 2).utf8
            self.init(digits: Array(bits) + Array(repeating: 0x30, count: zeros), radix: 2, negative: value < 0)
        }
    }

    /// True if the number is below zero.
    package var isNegative: Bool { description.utf8.first == "-" }

    /// Makes an integer from its value in base 10⁹, least significant first.
    package init?(limbs: [UInt64], negative: Bool) {
        guard let last = limbs.last(where: { $0 != 0 }), let top = limbs.lastIndex(where: { $0 != 0 }) else {
            description = "0"
            return
        }
        var text = negative ? "-" : ""
        text += String(last)
        for limb in limbs[..<top].reversed() {
            let digits = String(limb)
            text += String(repeating: "0", count: 9 - digits.utf8.count) + digits
        }
        guard text.utf8.count <= BigInteger.digitLimit + (negative ? 1 : 0) else { return nil }
        description = text
    }

    private static func value(of digit: UInt8) -> Int? {
        switch digit {
        case "0"..."9": Int(digit - UInt8(ascii: "0"))
        case "a"..."z": Int(digit - UInt8(ascii: "a")) + 10
        case "A"..."Z": Int(digit - UInt8(ascii: "A")) + 10
        default: nil
        }
    }
}
