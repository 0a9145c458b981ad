import HydrangeaTree

/// Python's equality of values: `1`, `1.0` and `true` are equal, and the order of keys does not count.
enum PythonEquality {
    static func equal(_ a: ConfigNode, _ b: ConfigNode) -> Bool {
        switch (a.content, b.content) {
        case (.sequence(let a), .sequence(let b)):
            return a.count == b.count && zip(a, b).allSatisfy(equal)
        case (.mapping(let a), .mapping(let b)):
            return a.count == b.count
                && a.entries.allSatisfy { entry in b[entry.key].map { equal(entry.value, $0) } ?? false }
        default:
            if let a = key(a), let b = key(b) { return a == b }
            return a == b
        }
    }

    /// The scalar as a key, because keys have Python's comparison.
    private static func key(_ node: ConfigNode) -> ConfigKey? {
        switch node.content {
        case .bool(let value): .bool(value)
        case .int(let value): .int(value)
        case .bigInt(let value): .bigInt(value)
        case .float(let value): value.isNaN ? nil : .float(value)
        case .null, .string, .bytes, .sequence, .mapping: nil
        }
    }
}
