import HydrangeaTree

/// The spelling of text in `frozen.yaml`.
///
/// Text that holds `${` without meaning an interpolation has a backslash there, as in any config: so what reads configs
/// reads the frozen one too, and a reference that is kept on purpose (to a secret) is told apart from text that looks
/// like one.
enum FrozenText {
    private static let backslash = UInt8(ascii: "\\")

    /// The tree with its texts as they are meant; references stay. What writes them is ``SecretScan``, which knows the
    /// references.
    static func unescaping(_ node: ConfigNode) -> ConfigNode { unescapingTexts(of: node) ?? node }

    /// Every pair of backslashes right before `${` stands for one, and one more keeps the `${` as text.
    static func escaped(_ text: String) -> String? {
        rewritten(text) { backslashes in backslashes * 2 + 1 }
    }

    /// Nil when nothing changes, or when an interpolation is meant.
    static func unescaped(_ text: String) -> String? {
        var isReference = false
        let result = rewritten(text) { backslashes in
            if backslashes.isMultiple(of: 2) { isReference = true }
            return backslashes / 2
        }
        return isReference ? nil : result
    }

    /// The text with other numbers of backslashes before each `${`; nil when there is none.
    private static func rewritten(_ text: String, _ count: (Int) -> Int) -> String? {
        guard text.utf8.contains(UInt8(ascii: "$")) else { return nil }
        let bytes = Array(text.utf8)
        var result: [UInt8] = []
        var isChanged = false
        for (index, byte) in bytes.enumerated() {
            if byte == UInt8(ascii: "$"), index + 1 < bytes.count, bytes[index + 1] == UInt8(ascii: "{") {
                let run = bytes[..<index].reversed().prefix { $0 == backslash }.count
                result.removeLast(run)
                result += [UInt8](repeating: backslash, count: count(run))
                isChanged = true
            }
            result.append(byte)
        }
        return isChanged ? String(decoding: result, as: UTF8.self) : nil
    }

    /// Nil when nothing changes: such a part is shared.
    private static func unescapingTexts(of node: ConfigNode) -> ConfigNode? {
        switch node.content {
        case .string(let text): return unescaped(text).map { ConfigNode(.string($0), origin: node.origin) }
        case .sequence(var items):
            var isChanged = false
            for index in items.indices {
                guard let item = unescapingTexts(of: items[index]) else { continue }
                items[index] = item
                isChanged = true
            }
            return isChanged ? ConfigNode(.sequence(items), origin: node.origin) : nil
        case .mapping(var mapping):
            var isChanged = false
            for entry in mapping.entries {
                guard let value = unescapingTexts(of: entry.value) else { continue }
                mapping.set(ConfigMapping.Entry(key: entry.key, mark: entry.keyOrigin.mark, value: value))
                isChanged = true
            }
            return isChanged ? ConfigNode(.mapping(mapping), origin: node.origin) : nil
        default: return nil
        }
    }
}
