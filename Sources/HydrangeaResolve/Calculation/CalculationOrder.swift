import HydrangeaTree

// Comparison of values by Python's rules.
extension CalculationValue {
    /// True if Python's `==` holds: integers and floating-point numbers compare by value, other types are never equal.
    static func isEqual(_ a: CalculationValue, _ b: CalculationValue) -> Bool {
        if let a = a.number, let b = b.number { return compare(a, b) == 0 }
        switch (a, b) {
        case (.none, .none): return true
        case (.text(let a), .text(let b)): return sameText(a, b)
        case (.list(let a), .list(let b)): return a.count == b.count && zip(a, b).allSatisfy { isEqual($0, $1) }
        case (.other(let a), .other(let b)): return a == b
        default: return false
        }
    }

    private static func compare(_ a: CalculationNumber, _ b: CalculationNumber) -> Int? {
        PythonOrder.compare(a.scalar, b.scalar)
    }

    /// True if `a < b`: numbers by value, texts by code points, lists item by item.
    static func isLess(_ a: CalculationValue, _ b: CalculationValue) throws(CalculationError) -> Bool {
        if let a = a.number, let b = b.number { return (compare(a, b) ?? 1) < 0 }
        switch (a, b) {
        case (.text(let a), .text(let b)): return a.unicodeScalars.lexicographicallyPrecedes(b.unicodeScalars)
        case (.list(let a), .list(let b)):
            for (x, y) in zip(a, b) where !isEqual(x, y) { return try isLess(x, y) }
            return a.count < b.count
        default: throw CalculationError("\(a.kindName) and \(b.kindName) have no order")
        }
    }

    /// True if `a <= b`. With NaN, both `a <= b` and `b < a` are false.
    static func isAtMost(_ a: CalculationValue, _ b: CalculationValue) throws(CalculationError) -> Bool {
        if let a = a.number, let b = b.number { return (compare(a, b) ?? 1) <= 0 }
        if isEqual(a, b) {
            _ = try isLess(a, b)
            return true
        }
        return try isLess(a, b)
    }

    /// True if Python's `in` holds: a part of a text, an item of a list, a key of a mapping.
    static func contains(_ whole: CalculationValue, _ part: CalculationValue) throws(CalculationError) -> Bool {
        switch (whole, part) {
        case (.text(let whole), .text(let part)):
            return part.isEmpty || Array(whole.utf8).firstRange(of: Array(part.utf8)) != nil
        case (.list(let items), _): return items.contains { isEqual($0, part) }
        case (.other(let node), .text(let key)) where node.isMapping: return node.mapping?[key] != nil
        case (.other(let node), .int(let key)) where node.isMapping: return node.mapping?[.int(key)] != nil
        default: throw CalculationError("\(part.kindName) cannot be looked for in \(whole.kindName)")
        }
    }
}
