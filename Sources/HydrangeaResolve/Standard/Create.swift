import HydrangeaTree

extension Resolvers {
    /// `${oc.create:[1,2]}`: a config made of a list, a mapping or YAML text; references may lead into it.
    mutating func registerCreate() {
        registerStandard("oc.create", takes: 1...1, write: "${oc.create:[1,2]} or ${oc.create:{a: 1}}") {
            call, evaluation throws(Evaluation.Fault) in
            let argument = call.arguments[0]
            switch argument.content {
            case .null: return .value(.null)
            case .sequence, .mapping:
                if evaluation.size(of: call.values[0]).hasNullKey {
                    throw call.failure("null cannot be a key of a config", help: "write another key")
                }
                return try evaluation.config(call.values[0], for: call)
            case .string: return try evaluation.config(try evaluation.bounded(try Self.read(call)), for: call)
            default:
                throw call.failure(
                    "'oc.create' makes lists and mappings, not \(argument.kindName)", help: "write \(call.signature)")
            }
        }
    }

    /// The config in a YAML text. A single word is a config with that key and a null value: `a` → `{a: null}`.
    private static func read(_ call: StandardCall) throws(Evaluation.Fault) -> ConfigNode {
        guard let reader = call.context.readYAML else { throw call.failure("'oc.create' cannot read YAML text here") }
        let text = try call.string(at: 0, called: "the argument")
        let found: ConfigNode?
        do throws(ConfigError) { found = try reader(text) } catch {
            throw call.failure(
                "'\(text)' is no YAML", notes: error.diagnostics.map(\.message),
                help: error.diagnostics.first?.help ?? "write \(call.signature)")
        }
        guard let node = found else { return [:] }
        switch node.content {
        case .null: return [:]
        case .string(let word): return ConfigNode(.mapping([.string(word): ConfigNode(.null)]))
        case .sequence, .mapping: return node
        default:
            throw call.failure(
                "the text '\(text)' is \(node.kindName), not a list or a mapping", help: "write \(call.signature)")
        }
    }
}
