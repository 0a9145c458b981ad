import Hydrangea

/// A key of a config type, with the data to set it. The keys are found in the schema, independently of the code that
/// lists them.
struct SettableKey {
    /// The name on the help page: `part[].size`.
    var name: String
    /// A config that contains the key's mapping.
    var config: ConfigNode = [:]
    /// The name in an override: `part[0].size`.
    var path: String
    var schema: ConfigSchema
    /// True if the key chooses a variant of its mapping. The help page lists it with the variants.
    var isChoice = false

    /// All keys below a schema.
    static func all(in schema: ConfigSchema) -> [SettableKey] {
        switch schema.shape {
        case .mapping(let properties, _):
            properties.filter { !$0.isHidden }.flatMap { property in
                [SettableKey(name: property.name, path: property.name, schema: property.schema)]
                    + all(in: property.schema).map { inner in
                        SettableKey(
                            name: property.name + inner.joint + inner.name,
                            config: [.string(property.name): inner.config],
                            path: property.name + inner.joint + inner.path, schema: inner.schema,
                            isChoice: inner.isChoice)
                    }
            }
        case .list(let item):
            all(in: item).map { inner in
                SettableKey(
                    name: "[]\(inner.joint)\(inner.name)", config: ConfigNode(.sequence([inner.config])),
                    path: "[0]\(inner.joint)\(inner.path)", schema: inner.schema, isChoice: inner.isChoice)
            }
        case .dictionary(let value):
            all(in: value).map { inner in
                SettableKey(
                    name: "*\(inner.joint)\(inner.name)", config: ["one": inner.config],
                    path: "one\(inner.joint)\(inner.path)", schema: inner.schema, isChoice: inner.isChoice)
            }
        case .variants(let variants, let key):
            variants.flatMap { variant in
                all(in: variant).map { inner in
                    var inner = inner
                    guard case .mapping(var mapping) = inner.config.content,
                        case .choice(let values)? = variant.properties.first(where: { $0.name == key })?.schema.shape
                    else { return inner }
                    mapping[key] = values.first
                    inner.isChoice = inner.isChoice || inner.name == key
                    inner.config = ConfigNode(.mapping(mapping))
                    return inner
                }
            }
        default: []
        }
    }

    private var joint: String { name.hasPrefix("[") ? "" : "." }

    /// A valid value for the key.
    var value: ConfigNode { Self.value(of: schema) }

    private static func value(of schema: ConfigSchema) -> ConfigNode {
        switch schema.shape {
        case .any, .integer: 6
        case .boolean: true
        case .number: 6.5
        case .choice(let values): values.last ?? .null
        case .list, .tuple: []
        case .mapping(let properties, _):
            ConfigNode(
                .mapping(
                    ConfigMapping(properties.filter(\.isRequired).map { (.string($0.name), value(of: $0.schema)) })))
        case .variants(let variants, _): variants.last.map(value) ?? .null
        case .dictionary: [:]
        default: "six"
        }
    }
}
