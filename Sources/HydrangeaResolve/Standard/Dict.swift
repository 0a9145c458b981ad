import HydrangeaTree

extension Resolvers {
    /// `${oc.dict.keys:key}` and `${oc.dict.values:key}`: the keys and the values of a mapping as lists.
    mutating func registerDict() {
        registerStandard("oc.dict.keys", takes: 1...1, write: "${oc.dict.keys:key}") {
            call, evaluation throws(Evaluation.Fault) in
            let (_, mapping) = try Self.mapping(call, &evaluation, keysOnly: true)
            return try Self.list(mapping.keys.map(\.content), call, &evaluation)
        }
        registerStandard("oc.dict.values", takes: 1...1, write: "${oc.dict.values:key}") {
            call, evaluation throws(Evaluation.Fault) in
            let (key, mapping) = try Self.mapping(call, &evaluation)
            // The items are references, so that each value is resolved in its own place. A relative key needs one more
            // dot here, because the reference is inside the list.
            let lead = key.hasPrefix(".") ? ".\(key)" : key
            let references = mapping.keys.map { "${\(lead).\(PythonRepr.str($0))}" }
            return try Self.list(references.map { .string($0) }, call, &evaluation)
        }
    }

    /// Adds a list to the tree at the place of the call.
    private static func list(
        _ items: [ConfigNode.Content], _ call: StandardCall, _ evaluation: inout Evaluation
    ) throws(Evaluation.Fault) -> ResolvedValue {
        try evaluation.config(
            try evaluation.bounded(ConfigNode(.sequence(items.map { ConfigNode($0) }))), for: call)
    }

    /// The mapping at the key that is the argument.
    private static func mapping(
        _ call: StandardCall, _ evaluation: inout Evaluation, keysOnly: Bool = false
    ) throws(Evaluation.Fault) -> (key: String, mapping: ConfigMapping) {
        let key = try call.string(at: 0, called: "the key")
        switch try evaluation.select(key, for: call, keysOnly: keysOnly) {
        case .found(let value):
            let node = evaluation.written(value)
            if let mapping = node.mapping { return (key, mapping) }
            throw call.failure(
                "'\(call.name)' wants a mapping, and '\(key)' is \(node.kindName)",
                help: "write \(call.signature) with the key of a mapping")
        case .missing: throw call.failure("'\(key)' has no value yet (???)", help: "\(key)=VALUE")
        case .absent:
            throw call.failure(
                "there is no '\(key)' for '\(call.name)'", help: "write \(call.signature) with the key of a mapping")
        }
    }
}
