import HydrangeaTree

/// A decimal number with 28 digits, in which ranges of floats step: 0.1, 0.2, 0.3, and not 0.30000000000000004.
struct DecimalNumber {
    private(set) var coefficient: Int128
    private(set) var exponent: Int

    private static let precision = 28
    /// The number of digits that always fit an `Int128`.
    private static let capacity = 37
    /// Results from 10²⁸ on are rounded. `coefficientLimit` is 10³⁷: coefficients stay below it, so that a sum fits
    /// `Int128`.
    private static let roundingLimit = power(precision).magnitude
    private static let coefficientLimit = power(capacity).magnitude

    static let zero = DecimalNumber(coefficient: 0, exponent: 0)

    private init(coefficient: Int128, exponent: Int) {
        self.coefficient = coefficient
        self.exponent = exponent
    }

    init(_ value: Int) { self.init(coefficient: Int128(value), exponent: 0) }

    /// The number of some digits and a power of ten; nil if there are too many digits.
    private init?(digits: some Collection<UInt8>, exponent: Int, negative: Bool) {
        guard digits.count <= Self.capacity else { return nil }
        var coefficient: Int128 = 0
        for digit in digits { coefficient = coefficient * 10 + Int128(digit) - 0x30 }
        self.init(coefficient: negative ? -coefficient : coefficient, exponent: exponent)
    }

    init?(_ value: BigInteger) {
        let digits = value.description.utf8
        let negative = digits.first == 0x2D
        self.init(digits: negative ? Array(digits.dropFirst()) : Array(digits), exponent: 0, negative: negative)
    }

    /// Makes the number that the shortest text of `value` spells.
    init?(shortest value: Double) {
        guard value.isFinite else { return nil }
        let text = value.magnitude.description.utf8
        let parts = text.split(separator: 0x65)
        let halves = parts[0].split(separator: 0x2E)
        let fraction = halves.count > 1 ? Array(halves[1]) : []
        let exponent = parts.count > 1 ? Int(String(decoding: parts[1], as: UTF8.self)) ?? 0 : 0
        self.init(digits: Array(halves[0]) + fraction, exponent: exponent - fraction.count, negative: value < 0)
    }

    /// Makes the exact binary value of `value`, to as many digits as fit.
    init?(binary value: Double) {
        guard value.isFinite else { return nil }
        var bits = value.magnitude.significandBitPattern
        var power = value.magnitude.exponentBitPattern == 0 ? -1074 : Int(value.magnitude.exponentBitPattern) - 1075
        if value.magnitude.exponentBitPattern != 0 { bits |= 1 << 52 }
        while bits != 0, bits & 1 == 0 {
            bits >>= 1
            power += 1
        }
        // m × 2⁻ᵏ is m × 5ᵏ × 10⁻ᵏ.
        var limbs: [UInt64] = [
            bits % 1_000_000_000, bits / 1_000_000_000 % 1_000_000_000, bits / 1_000_000_000_000_000_000,
        ]
        for _ in 0..<abs(power) {
            var carry: UInt64 = 0
            for index in limbs.indices {
                let next = limbs[index] * (power < 0 ? 5 : 2) + carry
                limbs[index] = next % 1_000_000_000
                carry = next / 1_000_000_000
            }
            if carry > 0 { limbs.append(carry) }
        }
        guard let digits = BigInteger(limbs: limbs, negative: false)?.description.utf8 else { return nil }
        let lost = max(0, digits.count - Self.capacity)
        self.init(digits: Array(digits.prefix(Self.capacity)), exponent: min(power, 0) + lost, negative: value < 0)
    }

    /// The nearest `Double`.
    var double: Double { Double("\(coefficient)e\(exponent)") ?? .nan }

    var isNegative: Bool { coefficient < 0 }
    var isZero: Bool { coefficient == 0 }
    var negated: DecimalNumber { DecimalNumber(coefficient: -coefficient, exponent: exponent) }
}

// MARK: - Arithmetic

extension DecimalNumber {
    static func + (a: DecimalNumber, b: DecimalNumber) -> DecimalNumber {
        let (x, y, exponent, _) = aligned(a, b)
        return DecimalNumber(coefficient: x + y, exponent: exponent).rounded
    }

    static func - (a: DecimalNumber, b: DecimalNumber) -> DecimalNumber { a + b.negated }

    /// The product with an integer; nil if it has too many digits.
    func times(_ factor: Int) -> DecimalNumber? {
        let (product, overflow) = coefficient.multipliedReportingOverflow(by: Int128(factor))
        return overflow || product.magnitude >= Self.coefficientLimit
            ? nil : DecimalNumber(coefficient: product, exponent: exponent).rounded
    }

    var half: DecimalNumber { DecimalNumber(coefficient: coefficient * 5, exponent: exponent - 1).rounded }

    static func < (a: DecimalNumber, b: DecimalNumber) -> Bool {
        let (x, y, _, lost) = aligned(a, b)
        return x == y ? lost < 0 : x < y
    }

    /// The number of steps from zero to this number or just beyond it; nil if it is too large.
    func stepCount(by step: DecimalNumber) -> Int? {
        guard !step.isZero else { return nil }
        let (distance, size, _, _) = Self.aligned(self, step)
        guard size != 0 else { return nil }
        let (quotient, remainder) = distance.quotientAndRemainder(dividingBy: size)
        return Int(exactly: remainder == 0 ? quotient : quotient + 1)
    }

    /// Both numbers with the same exponent, as far as they fit. The sign of `lost` is that of the digits which were cut
    /// off, as part of the first minus the second.
    private static func aligned(_ a: DecimalNumber, _ b: DecimalNumber) -> (Int128, Int128, exponent: Int, lost: Int) {
        if a.exponent == b.exponent { return (a.coefficient, b.coefficient, a.exponent, 0) }
        if a.exponent < b.exponent {
            let (y, x, exponent, lost) = aligned(b, a)
            return (x, y, exponent, -lost)
        }
        if a.coefficient == 0 { return (0, b.coefficient, b.exponent, 0) }
        let shift = a.exponent - b.exponent
        let room = min(shift, capacity - digits(a.coefficient))
        let cut = power(shift - room)
        let (kept, remainder) = b.coefficient.quotientAndRemainder(dividingBy: cut)
        return (a.coefficient * power(room), kept, a.exponent - room, -Int(remainder.signum()))
    }

    /// The number rounded to 28 digits, halves to even.
    private var rounded: DecimalNumber {
        guard coefficient.magnitude >= Self.roundingLimit else { return self }
        let excess = Self.digits(coefficient) - Self.precision
        let unit = Self.power(excess)
        var (quotient, remainder) = coefficient.quotientAndRemainder(dividingBy: unit)
        let twice = remainder.magnitude * 2
        if twice > unit.magnitude || (twice == unit.magnitude && quotient & 1 == 1) { quotient += coefficient.signum() }
        return DecimalNumber(coefficient: quotient, exponent: exponent + excess)
    }

    private static func digits(_ value: Int128) -> Int {
        var count = 1
        var left = value.magnitude / 10
        while left > 0 {
            count += 1
            left /= 10
        }
        return count
    }

    /// A power of ten, at most the one that is above every coefficient.
    private static func power(_ exponent: Int) -> Int128 {
        (0..<max(0, min(exponent, 38))).reduce(1) { power, _ in power * 10 }
    }
}
