import Hydrangea

/// A key of a config type, with what is needed to set it: found in the type's schema, apart from what lists its keys.
struct SettableKey {
    /// As the help page calls it: `part[].size`.
    var name: String
    /// A config in which the key's mapping is there.
    var config: ConfigNode = [:]
    /// As an override calls it: `part[0].size`.
    var path: String
    var schema: ConfigSchema
    /// Whether it tells the variants of its mapping apart: the help page names it with them.
    var isChoice = false

    /// All keys below a place.
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

    /// Something that the key may be set to.
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
