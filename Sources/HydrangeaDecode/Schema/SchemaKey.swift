public import HydrangeaTree

/// One key of a config with its path, as a line of a help text shows it.
public struct SchemaKey: Hashable, Sendable {
    /// A key, and the value that it must have for another key to exist.
    public struct Condition: Hashable, Sendable {
        /// The key that chooses.
        public var path: ConfigPath
        /// The value of that key.
        public var value: String
    }

    /// The name in help texts: `layers[].width` is the width of each item, `weights.*` each value of a mapping with
    /// free keys.
    public var name: String
    /// The path; nil below a list or a mapping with free keys.
    public var path: ConfigPath?
    /// The allowed values, the default, and the purpose.
    public var property: ConfigSchema.Property
    /// The choice under which the key exists, such as `kind: s3`; nil if it always exists.
    public var condition: Condition?
}

extension ConfigSchema {
    /// All keys, in the order of the types; those of a mapping follow its own. A type inside of itself is left out.
    public var keys: [SchemaKey] { expanded.keys(in: Way(path: ConfigPath(), name: ""), condition: nil) }

    /// A path in the config, or several that have one schema.
    private struct Way {
        var path: ConfigPath?
        var name: String

        func below(_ key: String) -> Way {
            let word = ConfigPath([.key(.string(key))]).description
            return Way(path: path?.appending(key), name: name.isEmpty ? word : "\(name).\(word)")
        }

        func each(_ sign: String) -> Way { Way(path: nil, name: name + sign) }
    }

    private func keys(in way: Way, condition: SchemaKey.Condition?) -> [SchemaKey] {
        switch shape {
        case .mapping(let properties, _):
            return properties.filter { !$0.isHidden }.flatMap { property -> [SchemaKey] in
                let place = way.below(property.name)
                return [SchemaKey(name: place.name, path: place.path, property: property, condition: condition)]
                    + property.schema.keys(in: place, condition: condition)
            }
        case .list(let item): return item.keys(in: way.each("[]"), condition: condition)
        case .dictionary(let value): return value.keys(in: way.each(".*"), condition: condition)
        case .variants(let variants, let key): return keys(of: variants, key, in: way)
        default: return []
        }
    }

    private func keys(of variants: [ConfigSchema], _ key: String, in way: Way) -> [SchemaKey] {
        let choice = way.below(key)
        var found: [SchemaKey] = []
        for variant in variants {
            let condition = variant.name(under: key).map {
                SchemaKey.Condition(path: choice.path ?? ConfigPath(key), value: $0)
            }
            for other in variant.keys(in: way, condition: condition) where other.name != choice.name {
                // A key that is the same for several choices has one line.
                if let index = found.firstIndex(where: { $0.name == other.name && $0.property == other.property }) {
                    found[index].condition = nil
                } else {
                    found.append(other)
                }
            }
        }
        return found
    }
}
