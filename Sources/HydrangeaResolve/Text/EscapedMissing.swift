import HydrangeaTree

/// The spelling of text that must not be taken for the marker `???`: by the rules of 1.4 a tree holds the text `???` as
/// `\???`.
///
/// Every node here is in that spelling; only where text is read as text, inside other text, is it taken out.
enum EscapedMissing {
    /// Whether the text is `???` after any number of backslashes.
    static func hasSpelling(_ text: String) -> Bool {
        guard text.utf8.count >= 3, text.hasSuffix("???") else { return false }
        return text.utf8.dropLast(3).allSatisfy { $0 == UInt8(ascii: "\\") }
    }

    static func isEscaped(_ text: String, _ rules: RuleSet) -> Bool {
        rules == .hydra1_4 && text.utf8.count > 3 && hasSpelling(text)
    }

    /// The text that a node's text stands for.
    static func decoded(_ text: String, _ rules: RuleSet) -> String {
        isEscaped(text, rules) ? String(text.dropFirst()) : text
    }

    /// A list or mapping that a resolver made: what is spelled `???` in it is text, never a missing value.
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
