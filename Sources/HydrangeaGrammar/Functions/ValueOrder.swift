import HydrangeaTree

/// Python's order of values. It remembers if two values could not be compared.
struct ValueOrder {
    private(set) var incomparable: (Override.Value, Override.Value)?

    mutating func precedes(_ a: Override.Value, _ b: Override.Value) -> Bool {
        switch (a.content, b.content) {
        case (.string(let a), .string(let b)): return a.utf8.lexicographicallyPrecedes(b.utf8)
        case (.list(let a), .list(let b)):
            for (a, b) in zip(a, b) where !Self.areEqual(a, b) { return precedes(a, b) }
            return a.count < b.count
        default:
            if let a = a.number, let b = b.number { return PythonOrder.compare(a, b) ?? 0 < 0 }
            incomparable = incomparable ?? (a, b)
            return false
        }
    }

    private static func areEqual(_ a: Override.Value, _ b: Override.Value) -> Bool {
        if case .list(let a) = a.content, case .list(let b) = b.content {
            return a.count == b.count && zip(a, b).allSatisfy(areEqual)
        }
        if let a = a.number, let b = b.number { return PythonOrder.compare(a, b) == 0 }
        return a == b
    }
}

extension Override.Value {
    /// The value, if Python compares it as a number.
    fileprivate var number: ConfigScalar? { scalar.flatMap { $0.isNumber ? $0 : nil } }
}
