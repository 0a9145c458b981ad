import HydrangeaTree

/// Escapes literal `${` in the texts of `frozen.yaml`, as in any config file.
///
/// Example: the literal text `${x}` is written as `\${x}`. So config readers can read the frozen config too, and an
/// unescaped `${…}` is always a reference that was kept on purpose, to a secret.
enum FrozenText {
    private static let backslash = UInt8(ascii: "\\")

    /// The `node` with its literal texts unescaped; references stay as they are. ``SecretScan`` escapes, because it
    /// knows which interpolations are references to secrets.
    static func unescaping(_ node: ConfigNode) -> ConfigNode { unescapingTexts(of: node) ?? node }

    /// Doubles the backslashes right before each `${`, and adds one that escapes the `${`. Example: `\${x}` →
    /// `\\\${x}`. Nil if there is no `${`.
    static func escaped(_ text: String) -> String? {
        rewritten(text) { backslashes in backslashes * 2 + 1 }
    }

    /// Reverses ``escaped(_:)``. Nil if nothing changes, or if the text holds an unescaped interpolation.
    static func unescaped(_ text: String) -> String? {
        var isReference = false
        let result = rewritten(text) { backslashes in
            if backslashes.isMultiple(of: 2) { isReference = true }
            return backslashes / 2
        }
        return isReference ? nil : result
    }

    /// The text with `count(n)` backslashes before each `${` that had `n`; nil if there is no `${`.
    private static func rewritten(_ text: String, _ count: (Int) -> Int) -> String? {
        guard text.utf8.contains(UInt8(ascii: "$")) else { return nil }
        let bytes = Array(text.utf8)
        var result: [UInt8] = []
        var isChanged = false
        for (index, byte) in bytes.enumerated() {
            if byte == "$", index + 1 < bytes.count, bytes[index + 1] == "{" {
                let run = bytes[..<index].reversed().prefix { $0 == backslash }.count
                result.removeLast(run)
                result += [UInt8](repeating: backslash, count: count(run))
                isChanged = true
            }
            result.append(byte)
        }
        return isChanged ? String(decoding: result, as: UTF8.self) : nil
    }

    /// Nil if nothing changes, so that the caller keeps the original node without copying it.
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
                mapping.set(ConfigMapping.Entry(key: entry.key, keyRange: entry.keyOrigin.range, value: value))
                isChanged = true
            }
            return isChanged ? ConfigNode(.mapping(mapping), origin: node.origin) : nil
        default: return nil
        }
    }
}
