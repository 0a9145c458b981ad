public import HydrangeaTree

/// One key of a config, with its way from the top: what a help text has a line for.
public struct SchemaKey: Hashable, Sendable {
    public var path: ConfigPath
    public var property: ConfigSchema.Property
    /// The choice under which there is the key, like `kind: s3`; nil when it is always there.
    public var condition: String?
}

extension ConfigSchema {
    /// All keys, in the order of the types: those of a mapping after its own. What a type holds inside of itself is left out.
    public var keys: [SchemaKey] { keys(below: ConfigPath(), condition: nil) }

    private func keys(below path: ConfigPath, condition: String?) -> [SchemaKey] {
        switch shape {
        case .mapping(let properties, _):
            return properties.filter { !$0.isHidden }.flatMap { property -> [SchemaKey] in
                let place = path.appending(property.name)
                return [SchemaKey(path: place, property: property, condition: condition)] + property.schema.keys(below: place, condition: condition)
            }
        case .variants(let variants, let key):
            var found: [SchemaKey] = []
            for variant in variants {
                let name = variant.name(under: key).map { "\(key): \($0)" }
                for other in variant.keys(below: path, condition: name) where other.path != path.appending(key) {
                    // What is the same for several choices has one line.
                    if let index = found.firstIndex(where: { $0.path == other.path && $0.property == other.property }) {
                        found[index].condition = nil
                    } else {
                        found.append(other)
                    }
                }
            }
            return found
        default: return []
        }
    }
}
