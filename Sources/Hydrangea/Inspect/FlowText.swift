import HydrangeaTree
import HydrangeaYAML

/// Values on one line, in a syntax that YAML and overrides share: `[64, 64]`, `{_target_: sgd}`, `'1.10'`.
enum FlowText {
    static func of(_ node: ConfigNode) -> String {
        switch node.content {
        case .sequence(let items): "[" + items.map(of).joined(separator: ", ") + "]"
        case .mapping(let mapping):
            "{" + mapping.entries.map { "\($0.key): \(of($0.value))" }.joined(separator: ", ") + "}"
        default: scalar(node)
        }
    }

    /// The scalar with the quotes that the YAML writer gives it after a key.
    private static func scalar(_ node: ConfigNode) -> String {
        let line = YAMLWriter().string(for: ["k": node])
        return String(line.dropFirst("k: ".count).prefix { $0 != "\n" })
    }
}
