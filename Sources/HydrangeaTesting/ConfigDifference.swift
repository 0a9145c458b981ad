public import Hydrangea

/// The differences between two configs, key by key. A test shows them instead of two long texts.
///
/// ```swift
/// #expect(ConfigDifference(from: try old.resolved(), to: try new.resolved()) == nil)
/// ```
/// The ``description`` has lines like `optimizer.lr: 0.1 → 0.01`, with `+` or `-` before a key that only one config
/// has.
public struct ConfigDifference: Hashable, Sendable, CustomStringConvertible {
    public let description: String

    /// Compares two trees; nil if they are equal. A different order of keys is a difference, too.
    public init?(from old: ConfigNode, to new: ConfigNode) {
        var lines = TreeDifference.between(old, new, by: ==).map(Self.line)
        if lines.isEmpty, old != new { lines = Self.reordered(old, new) }
        guard !lines.isEmpty else { return nil }
        description = lines.joined(separator: "\n")
    }

    /// Compares two values of a config type.
    ///
    /// - Throws: an error if one of them cannot be encoded as a config.
    public init?(from old: some Encodable, to new: some Encodable) throws(ConfigError) {
        self.init(from: try ConfigEncoder().encode(old), to: try ConfigEncoder().encode(new))
    }

    private static func line(_ difference: TreeDifference) -> String {
        let key = name(difference.path)
        return switch (difference.first, difference.second) {
        case (let first?, let second?): "\(key): \(first.oneLine) → \(second.oneLine)"
        case (let first?, nil): "- \(key): \(first.oneLine)"
        case (nil, let second): "+ \(key): \(second?.oneLine ?? "")"
        }
    }

    /// The lines about mappings whose keys are in another order.
    private static func reordered(_ old: ConfigNode, _ new: ConfigNode) -> [String] {
        var lines: [String] = []
        var waiting: [(ConfigPath, ConfigNode, ConfigNode)] = [(ConfigPath(), old, new)]
        while let (path, a, b) = waiting.popLast() {
            if let one = a.mapping, let other = b.mapping {
                if one.keys != other.keys {
                    lines.append("\(name(path)): keys \(list(one)) → \(list(other))")
                }
                for entry in one.entries {
                    if let value = other[entry.key] { waiting.append((path.appending(entry.key), entry.value, value)) }
                }
            } else if let one = a.sequence, let other = b.sequence {
                for (index, pair) in zip(one, other).enumerated() {
                    waiting.append((path.appending(.index(index)), pair.0, pair.1))
                }
            }
        }
        return lines
    }

    private static func list(_ mapping: ConfigMapping) -> String {
        mapping.keys.map(\.description).joined(separator: ", ")
    }

    private static func name(_ path: ConfigPath) -> String { path.isRoot ? "the config" : path.description }
}
