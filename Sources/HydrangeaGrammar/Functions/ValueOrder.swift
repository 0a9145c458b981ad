import HydrangeaTree

/// The order of values as Python has it, which remembers when two have none.
struct ValueOrder {
    private(set) var incomparable: (OverrideValue, OverrideValue)?

    mutating func precedes(_ a: OverrideValue, _ b: OverrideValue) -> Bool {
        switch (a, b) {
        case (.string(let a), .string(let b)): return a.utf8.lexicographicallyPrecedes(b.utf8)
        case (.list(let a), .list(let b)):
            for (a, b) in zip(a, b) where !Self.areEqual(a, b) { return precedes(a, b) }
            return a.count < b.count
        default:
            if let result = Self.isLess(a, b) { return result }
            incomparable = incomparable ?? (a, b)
            return false
        }
    }

    /// Whether one number is less than another; nil when they are not both numbers.
    private static func isLess(_ a: OverrideValue, _ b: OverrideValue) -> Bool? {
        switch (a, b) {
        case (.bool(let value), _): isLess(.int(value ? 1 : 0), b)
        case (_, .bool(let value)): isLess(a, .int(value ? 1 : 0))
        case (.int(let a), .int(let b)): a < b
        case (.int, .bigInt(let b)): !b.isNegative
        case (.bigInt(let a), .int): a.isNegative
        case (.bigInt(let a), .bigInt(let b)): isLess(a, b)
        case (.float(let a), .float(let b)): a < b
        case (.int(let a), .float(let b)): Double(a) < b
        case (.float(let a), .int(let b)): a < Double(b)
        case (.bigInt(let a), .float(let b)): (Double(a.description) ?? .nan) < b
        case (.float(let a), .bigInt(let b)): a < (Double(b.description) ?? .nan)
        default: nil
        }
    }

    private static func isLess(_ a: BigInteger, _ b: BigInteger) -> Bool {
        if a.isNegative != b.isNegative { return a.isNegative }
        let (low, high) =
            a.isNegative ? (b.description.utf8, a.description.utf8) : (a.description.utf8, b.description.utf8)
        return low.count == high.count ? low.lexicographicallyPrecedes(high) : low.count < high.count
    }

    private static func areEqual(_ a: OverrideValue, _ b: OverrideValue) -> Bool {
        if case .list(let a) = a, case .list(let b) = b { return a.count == b.count && zip(a, b).allSatisfy(areEqual) }
        guard let less = isLess(a, b), let greater = isLess(b, a) else { return a == b }
        return !less && !greater
    }
}

extension BigInteger {
    fileprivate var isNegative: Bool { description.utf8.first == UInt8(ascii: "-") }
}
