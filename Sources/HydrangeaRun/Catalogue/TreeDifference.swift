package import HydrangeaTree

/// How two trees differ, key by key, whatever the order of their keys.
package struct TreeDifference: Hashable, Sendable {
    package var path: ConfigPath
    /// The value in the first tree; nil where it has none.
    package var first: ConfigNode?
    package var second: ConfigNode?

    /// The differences in the order of the first tree, then what only the second one has.
    ///
    /// A mapping or list that only one tree has is one difference.
    ///
    /// - Parameter equal: Whether two values, which are not both mappings, are the same. Numbers are when their values
    ///   are, `1` and `1.0` too.
    package static func between(
        _ first: ConfigNode, _ second: ConfigNode, by equal: (ConfigNode, ConfigNode) -> Bool = isSame
    ) -> [TreeDifference] {
        var found: [TreeDifference] = []
        compare(first, second, at: ConfigPath(), equal, &found)
        return found
    }

    private static func compare(
        _ first: ConfigNode, _ second: ConfigNode, at path: ConfigPath, _ equal: (ConfigNode, ConfigNode) -> Bool,
        _ found: inout [TreeDifference]
    ) {
        switch (first.content, second.content) {
        case (.mapping(let one), .mapping(let other)):
            for entry in one.entries {
                let below = path.appending(entry.key)
                if let value = other[entry.key] {
                    compare(entry.value, value, at: below, equal, &found)
                } else {
                    found.append(TreeDifference(path: below, first: entry.value))
                }
            }
            for entry in other.entries where one[entry.key] == nil {
                found.append(TreeDifference(path: path.appending(entry.key), second: entry.value))
            }
        case (.sequence(let one), .sequence(let other))
        where one.count == other.count && (one + other).contains(where: \.isContainer):
            for (index, pair) in zip(one, other).enumerated() {
                compare(pair.0, pair.1, at: path.appending(.index(index)), equal, &found)
            }
        default:
            if !equal(first, second) { found.append(TreeDifference(path: path, first: first, second: second)) }
        }
    }

    /// Whether two values are the same, numbers by their values.
    package static func isSame(_ first: ConfigNode, _ second: ConfigNode) -> Bool {
        switch (first.content, second.content) {
        case (.int(let one), .float(let other)): Double(one) == other && Int(exactly: other) == one
        case (.float(let one), .int(let other)): one == Double(other) && Int(exactly: one) == other
        default: first == second
        }
    }
}

extension ConfigNode {
    /// The value on one line, as JSON writes it; text stands without quotes where it cannot be taken for something
    /// else.
    package var oneLine: String {
        switch content {
        case .string(let text):
            let isPlain =
                !text.isEmpty && text[...].trimmed == text[...]
                && text.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x7F }
            return isPlain && PythonNumber.integer(text) == nil && !["null", "true", "false"].contains(text)
                ? text : JSONText.string(text)
        case .sequence(let items): return "[" + items.map(\.oneLine).joined(separator: ", ") + "]"
        case .mapping(let mapping):
            return "{" + mapping.entries.map { "\($0.key): \($0.value.oneLine)" }.joined(separator: ", ") + "}"
        case .bool(let value): return value ? "true" : "false"
        default: return plainText
        }
    }
}
