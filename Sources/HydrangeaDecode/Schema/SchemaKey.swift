public import HydrangeaTree

/// One key of a config, with its way from the top: what a help text has a line for.
public struct SchemaKey: Hashable, Sendable {
    /// A key and the value that it must have for another key to be there.
    public struct Condition: Hashable, Sendable {
        /// The key that chooses.
        public var path: ConfigPath
        /// What it must say.
        public var value: String
    }

    /// How the key is shown: `layers[].width` stands for the width of each item, `weights.*` for each value of a
    /// mapping with free keys.
    public var name: String
    /// Where it is; nil below a list or a mapping with free keys.
    public var path: ConfigPath?
    /// What may stand there, its default, and what it is for.
    public var property: ConfigSchema.Property
    /// The choice under which there is the key, like `kind: s3`; nil when it is always there.
    public var condition: Condition?
}

extension ConfigSchema {
    /// All keys, in the order of the types: those of a mapping after its own. What a type holds inside of itself is
    /// left out.
    public var keys: [SchemaKey] { expanded.keys(in: Way(path: ConfigPath(), name: ""), condition: nil) }

    /// A place in the config, or many that are alike.
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
                // What is the same for several choices has one line.
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
