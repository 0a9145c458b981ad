import HydrangeaTree

extension Resolvers {
    /// `${oc.dict.keys:key}` and `${oc.dict.values:key}`: the keys and the values of a mapping as lists.
    mutating func registerDict() {
        registerStandard("oc.dict.keys", takes: 1...1, write: "${oc.dict.keys:key}") { call throws(ConfigError) in
            try Self.mapping(call) { mapping, _ in
                ConfigNode(.sequence(mapping.keys.map { ConfigNode(Self.value(of: $0)) }))
            }
        }
        registerStandard("oc.dict.values", takes: 1...1, write: "${oc.dict.values:key}") { call throws(ConfigError) in
            try Self.mapping(call) { mapping, key in
                // The values are references, so that each is read where it stands. A relative key starts one level
                // deeper here: in the list.
                let lead = key.hasPrefix(".") ? ".\(key)" : key
                return ConfigNode(
                    .sequence(
                        mapping.keys.map { ConfigNode(.string("${\(lead).\(PythonText.key($0, quoted: false))}")) }))
            }
        }
    }

    private static func mapping(
        _ call: StandardCall, _ list: @escaping @Sendable (ConfigMapping, String) -> ConfigNode
    ) throws(ConfigError) -> Answer {
        let key = try call.string(at: 0, called: "the key")
        return .select(.key(key)) { landing throws(ConfigError) in
            switch landing {
            case .node(let node):
                guard let mapping = node.mapping else {
                    throw call.failure(
                        "'\(call.name)' wants a mapping, and '\(key)' is \(node.kindName)",
                        help: "write \(call.signature) with the key of a mapping")
                }
                return .config(list(mapping, key))
            case .missing: throw call.failure("'\(key)' has no value yet (???)", help: "\(key)=VALUE")
            default:
                throw call.failure(
                    "there is no '\(key)' for '\(call.name)'", help: "write \(call.signature) with the key of a mapping"
                )
            }
        }
    }

    private static func value(of key: ConfigKey) -> ConfigNode.Content {
        switch key {
        case .string(let text): .string(text)
        case .int(let value): .int(value)
        case .bigInt(let value): .bigInt(value)
        case .float(let value): .float(value)
        case .bool(let value): .bool(value)
        case .bytes(let bytes): .bytes(bytes)
        case .null: .null
        }
    }
}
