import HydrangeaTree
import HydrangeaYAML

/// Values on one line, in a syntax that YAML and overrides share: `[64, 64]`, `{_target_: sgd}`, `'1.10'`.
enum FlowText {
    /// The whole value.
    static func of(_ node: ConfigNode) -> String { flow(node, within: .max) }

    /// The value in at most about `limit` characters: a longer scalar is cut, a longer container is given as its size.
    static func line(_ node: ConfigNode, limit: Int = 80) -> String {
        let text = flow(node, within: limit)
        let scalars = text.unicodeScalars
        guard scalars.count > limit else { return text }
        return node.isContainer ? size(of: node) : String(String.UnicodeScalarView(scalars.prefix(limit - 1))) + "…"
    }

    /// `a mapping of 3 keys`
    static func size(of node: ConfigNode) -> String {
        switch node.content {
        case .mapping(let mapping): "a mapping of \(mapping.count) key\(mapping.count == 1 ? "" : "s")"
        case .sequence(let items): "a list of \(items.count) item\(items.count == 1 ? "" : "s")"
        default: node.kindName
        }
    }

    /// - Parameter limit: The length beyond which a container inside the value is given as its size. One with many
    ///   entries is longer for certain, and is not spelled out first.
    private static func flow(_ node: ConfigNode, within limit: Int) -> String {
        switch node.content {
        case .mapping(let mapping) where mapping.count <= limit / 4:
            "{" + mapping.map { "\($0.key): \(flow($0.value, within: limit))" }.joined(separator: ", ") + "}"
        case .sequence(let items) where items.count <= limit / 2:
            "[" + items.map { flow($0, within: limit) }.joined(separator: ", ") + "]"
        case .mapping, .sequence: size(of: node)
        default: scalar(node)
        }
    }

    /// The scalar with the quotes that the YAML writer gives it after a key; its lines are joined.
    private static func scalar(_ node: ConfigNode) -> String {
        YAMLWriter().string(for: ["k": node]).dropFirst("k: ".count).split(separator: "\n").map(\.trimmed)
            .joined(separator: " ")
    }
}
