extension PythonOrder {
    /// True if Python's `==` holds: `1`, `1.0` and `true` are equal, NaN is not equal to itself, and the order of keys
    /// does not count.
    package static func areEqual(_ a: ConfigNode, _ b: ConfigNode) -> Bool {
        switch (a.content, b.content) {
        case (.sequence(let a), .sequence(let b)):
            return a.count == b.count && zip(a, b).allSatisfy(areEqual)
        case (.mapping(let a), .mapping(let b)):
            return a.count == b.count
                && a.entries.allSatisfy { entry in b[entry.key].map { areEqual(entry.value, $0) } ?? false }
        default:
            guard let a = ConfigScalar(a.content), let b = ConfigScalar(b.content) else { return false }
            // As keys, two NaNs are the same; as values, they are not.
            return a.isNumber && b.isNumber ? compare(a, b) == 0 : a == b
        }
    }
}
