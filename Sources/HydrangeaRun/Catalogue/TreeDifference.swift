package import HydrangeaTree

/// A key whose values differ in two trees. The order of keys does not count.
package struct TreeDifference: Hashable, Sendable {
    package var path: ConfigPath
    /// The value in the first tree; nil if the key is missing there.
    package var first: ConfigNode?
    package var second: ConfigNode?

    /// The differences between `first` and `second`, in the order of the first tree, followed by the keys that only the
    /// second tree has.
    ///
    /// If only one tree has a mapping or list, that is one difference.
    ///
    /// - Parameter equal: True if two values are the same. By default, numbers are compared by value: `1` equals `1.0`.
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

    /// True if two values are the same. Numbers are compared by value: `1` equals `1.0`.
    package static func isSame(_ first: ConfigNode, _ second: ConfigNode) -> Bool {
        switch (first.content, second.content) {
        case (.int(let one), .float(let other)): Double(one) == other && Int(exactly: other) == one
        case (.float(let one), .int(let other)): one == Double(other) && Int(exactly: one) == other
        default: first == second
        }
    }
}
