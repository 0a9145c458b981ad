import HydrangeaTree

extension Component: SchemaType {
    static var definitionName: String? { SchemaInquiry.name(of: Family.self) }

    /// One variant for each entry of the registry: its arguments, and the name that chooses it.
    static func schema(_ inquiry: SchemaInquiry) -> ConfigSchema {
        let variants = Family.registry.targets.map { target in
            var properties = [
                ConfigSchema.Property(
                    ComponentKey.target.rawValue, ConfigSchema(.choice([ConfigNode(.string(target))])), isRequired: true
                )
            ]
            let arguments = Family.registry.argumentTypes[target].map(inquiry.schema) ?? ConfigSchema(.any)
            var isOpen = true
            if case .mapping(let own, let others) = arguments.shape {
                properties += own
                isOpen = others
            }
            properties += ComponentKey.allCases.dropFirst().map { .init($0.rawValue, $0.schema, isHidden: true) }
            return ConfigSchema(.mapping(properties, isOpen: isOpen), typeName: arguments.typeName)
        }
        return ConfigSchema(.variants(variants, key: ComponentKey.target.rawValue))
    }
}

extension ComponentKey {
    fileprivate var schema: ConfigSchema {
        switch self {
        case .target: ConfigSchema(.text)
        case .partial, .recursive: ConfigSchema(.boolean)
        case .positional: ConfigSchema(.tuple([]))
        case .convert: ConfigSchema(.choice(ComponentConversion.allCases.map { ConfigNode(.string($0.rawValue)) }))
        }
    }
}
