/// Python's comparison of numbers, exact for all types. A `bool` is the integer 0 or 1.
///
/// Converting an integer to a `Double` first would make 2⁵³ + 1 and 2⁵³ equal.
package enum PythonOrder {
    /// Negative, zero or positive if `a` is less than, equal to or greater than `b`; nil if one of them is no number,
    /// or is NaN.
    package static func compare(_ a: ConfigKey, _ b: ConfigKey) -> Int? {
        switch (a, b) {
        case (.bool(let a), _): compare(.int(a ? 1 : 0), b)
        case (_, .bool(let b)): compare(a, .int(b ? 1 : 0))
        case (.int(let a), .int(let b)): sign(a, b)
        case (.float(let a), .float(let b)): a.isNaN || b.isNaN ? nil : sign(a, b)
        case (.bigInt(let a), .bigInt(let b)): compare(a, b)
        // Every integer that fits 64 bits is an `int`.
        case (.int, .bigInt(let b)): b.isNegative ? 1 : -1
        case (.int(let a), .float(let b)): compare(a, b)
        case (.bigInt(let a), .float(let b)): compare(a, b)
        case (.bigInt, .int), (.float, .int), (.float, .bigInt): compare(b, a).map { -$0 }
        default: nil
        }
    }

    private static func compare(_ a: Int, _ b: Double) -> Int? {
        if b.isNaN { return nil }
        if b >= 0x1p63 { return -1 }
        if b < -0x1p63 { return 1 }
        let whole = b.rounded(.down)
        let order = sign(a, Int(whole))
        return order == 0 && b > whole ? -1 : order
    }

    private static func compare(_ a: BigInteger, _ b: Double) -> Int? {
        if b.isNaN { return nil }
        guard let b = BigInteger(truncating: b) else { return b < 0 ? 1 : -1 }
        return compare(a, b)
    }

    private static func compare(_ a: BigInteger, _ b: BigInteger) -> Int {
        if a.isNegative != b.isNegative { return a.isNegative ? -1 : 1 }
        let (low, high) =
            a.isNegative ? (b.description.utf8, a.description.utf8) : (a.description.utf8, b.description.utf8)
        if low.count != high.count { return sign(low.count, high.count) }
        return low.lexicographicallyPrecedes(high) ? -1 : low.elementsEqual(high) ? 0 : 1
    }

    private static func sign<Number: Comparable>(_ a: Number, _ b: Number) -> Int { a < b ? -1 : a > b ? 1 : 0 }
}
