import HydrangeaTree

/// The escape `\???` for text that must not be taken for the marker `???`, by the rules of 1.4.
///
/// Nodes keep the escape. It is removed only when the text becomes part of another text: with `a: \???`, `b: "x ${a}"`
/// is `x ???`.
enum EscapedMissing {
    /// True if the text is `???` after any number of backslashes.
    static func hasSpelling(_ text: String) -> Bool {
        guard text.utf8.count >= 3, text.hasSuffix("???") else { return false }
        return text.utf8.dropLast(3).allSatisfy { $0 == UInt8(ascii: "\\") }
    }

    static func isEscaped(_ text: String, _ rules: RuleSet) -> Bool {
        rules == .hydra1_4 && text.utf8.count > 3 && hasSpelling(text)
    }

    /// The text without its escape: `\???` → `???`.
    static func decoded(_ text: String, _ rules: RuleSet) -> String {
        isEscaped(text, rules) ? String(text.dropFirst()) : text
    }

    /// A resolver-made list or mapping with its `???` escaped: there `???` is text, never a missing value.
    static func encoded(_ node: ConfigNode, _ rules: RuleSet) -> ConfigNode {
        guard rules == .hydra1_4 else { return node }
        switch node.content {
        case .string where node.isMissing: return ConfigNode(.string("\\???"), origin: node.origin)
        case .sequence(let items): return ConfigNode(.sequence(items.map { encoded($0, rules) }), origin: node.origin)
        case .mapping(let mapping):
            let pairs = mapping.entries.map { ($0.key, encoded($0.value, rules)) }
            return ConfigNode(.mapping(ConfigMapping(pairs)), origin: node.origin)
        default: return node
        }
    }
}
