import HydrangeaCompose
import HydrangeaTree

/// Where each value of a config was written, for `.hydra/origins.yaml`: `optimizer.lr: conf/optimizer/sgd.yaml:2:5`.
enum ValueOrigins {
    static let fileName = "origins.yaml"

    /// The places of all values of a composed config. An argument is shown with its text, but for secrets.
    static func of(_ composition: Composition, _ secrets: Secrets) -> ConfigNode {
        var mapping = ConfigMapping()
        for (path, node) in composition.root.leaves { mapping[path.description] = ConfigNode(.string(text(node.origin, secrets))) }
        return ConfigNode(.mapping(mapping))
    }

    private static func text(_ origin: Origin, _ secrets: Secrets) -> String {
        guard let source = origin.source else { return "the program" }
        switch source.kind {
        case .argument: return "\(source.name): \(secrets.redact(argument: String(decoding: source.bytes, as: UTF8.self)))"
        case .type(let name): return "the type \(name)"
        default: return origin.description
        }
    }
}
