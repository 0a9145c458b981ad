import HydrangeaTree

/// The escape `\???` for text that must not be taken for the marker `???`, by the rules of 1.4.
///
/// Nodes keep the escape. It is removed only when the text becomes part of another text: with `a: \???`, `b: "x ${a}"`
/// is `x ???`.
enum EscapedMissing {
    /// True if the text is `???` after any number of backslashes.
    static func hasSpelling(_ text: String) -> Bool {
        guard text.utf8.count >= 3, text.hasSuffix("???") else { return false }
        return text.utf8.dropLast(3).allSatisfy { $0 == "\\" }
    }

    static func isEscaped(_ text: String, _ compatibility: Compatibility) -> Bool {
        compatibility.missingMarkerHasEscape && text.utf8.count > 3 && hasSpelling(text)
    }

    /// The text without its escape: `\???` → `???`.
    static func decoded(_ text: String, _ compatibility: Compatibility) -> String {
        isEscaped(text, compatibility) ? String(text.dropFirst()) : text
    }

    /// The argument of a custom resolver, whose texts have no escapes, because an argument is never a missing value.
    static func decoded(_ node: ConfigNode, _ compatibility: Compatibility) -> ConfigNode {
        guard compatibility.missingMarkerHasEscape else { return node }
        return mapped(node) { decoded($0, compatibility) }
    }

    /// A resolver-made list or mapping with its `???` escaped: there `???` is text, never a missing value.
    static func encoded(_ node: ConfigNode, _ compatibility: Compatibility) -> ConfigNode {
        guard compatibility.missingMarkerHasEscape else { return node }
        return mapped(node) { $0 == "???" ? "\\???" : $0 }
    }

    private static func mapped(_ node: ConfigNode, _ change: (String) -> String) -> ConfigNode {
        switch node.content {
        case .string(let text) where hasSpelling(text): return ConfigNode(.string(change(text)), origin: node.origin)
        case .sequence(let items):
            return ConfigNode(.sequence(items.map { mapped($0, change) }), origin: node.origin)
        case .mapping(let mapping):
            let pairs = mapping.entries.map { ($0.key, mapped($0.value, change)) }
            return ConfigNode(.mapping(ConfigMapping(pairs)), origin: node.origin)
        default: return node
        }
    }
}
