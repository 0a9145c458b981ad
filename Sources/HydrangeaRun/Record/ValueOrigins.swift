import HydrangeaCompose
import HydrangeaTree

/// The place where each value of a config was written, for `.hydra/origins.yaml`. Example: `optimizer.lr:
/// conf/optimizer/sgd.yaml:2:5`.
struct ValueOrigins {
    static let fileName = "origins.yaml"
    /// The longest shown text of an argument. An argument can hold thousands of values, each of which has a line with
    /// it.
    private static let longestArgument = 200

    private let redactor: Redactor
    /// The shown texts of arguments, so that each is redacted only once.
    private var arguments: [ObjectIdentifier: String] = [:]

    private init(_ redactor: Redactor) { self.redactor = redactor }

    /// The origins of all values of a composed config. Arguments are shown without secrets.
    static func of(_ composition: Composition, _ redactor: Redactor) -> ConfigNode {
        var origins = ValueOrigins(redactor)
        var mapping = ConfigMapping()
        for (path, node) in composition.root.leaves {
            mapping[path.description] = ConfigNode(.string(origins.text(node.origin)))
        }
        return ConfigNode(.mapping(mapping))
    }

    private mutating func text(_ origin: Origin) -> String {
        guard let source = origin.source else { return "the program" }
        switch source.kind {
        case .argument: return "\(source.name): \(argument(source))"
        case .type(let name): return "the type \(name)"
        default: return origin.description
        }
    }

    private mutating func argument(_ source: SourceText) -> String {
        if let known = arguments[ObjectIdentifier(source)] { return known }
        let whole = redactor.redact(argument: String(decoding: source.bytes, as: UTF8.self))
        let shown = whole.dropFirst(Self.longestArgument).isEmpty ? whole : whole.prefix(Self.longestArgument) + "…"
        arguments[ObjectIdentifier(source)] = shown
        return shown
    }
}
