import HydrangeaTree

extension ConfigSchema {
    /// Makes the schema of a type, by running its own decoding and recording the keys that it looks for.
    ///
    /// A ``StructuredConfig`` adds its defaults. An enum that is decoded by one of its keys, and a ``Component``, have
    /// a variant for each choice. Keys that a hand-written `init(from:)` looks for only under further conditions cannot
    /// be found; then the schema allows unknown keys.
    public init(of type: any Decodable.Type) {
        let inquiry = SchemaInquiry()
        self = inquiry.schema(of: type)
        definitions = inquiry.definitions
    }
}

/// A type that knows the schema of its values.
protocol SchemaType {
    static func schema(_ inquiry: SchemaInquiry) -> ConfigSchema
    /// The name by which a value inside of itself refers to it; nil if it can contain itself only through another type.
    static var definitionName: String? { get }
}

extension SchemaType {
    static var definitionName: String? { nil }
}

/// Asks types for their schemas, each type once.
final class SchemaInquiry {
    private var known: [ObjectIdentifier: ConfigSchema] = [:]
    private var open: [ObjectIdentifier] = []
    /// The schemas of types that contain themselves.
    private(set) var definitions: [String: ConfigSchema] = [:]
    /// The names of their definitions.
    private var recursive: [ObjectIdentifier: String] = [:]

    func schema(of type: any Decodable.Type) -> ConfigSchema {
        func opened<T: Decodable>(_ type: T.Type) -> ConfigSchema { schema(ofType: type) }
        return opened(type)
    }

    private func schema<T: Decodable>(ofType type: T.Type) -> ConfigSchema {
        if let value = FoundationValue(type) { return ConfigSchema(value.shape) }
        let own = type as? any SchemaType.Type
        guard let name = own == nil ? Self.name(of: type) : own?.definitionName else {
            return own?.schema(self) ?? ConfigSchema(.any)
        }
        let identity = ObjectIdentifier(type)
        if let found = known[identity] { return found }
        if open.contains(identity) {
            return ConfigSchema(.reference(definitionName(identity, name)))
        }
        open.append(identity)
        var schema = own?.schema(self) ?? asked(type)
        open.removeLast()
        if let name = recursive[identity] {
            definitions[name] = schema
            schema = ConfigSchema(.reference(name))
        }
        known[identity] = schema
        return schema
    }

    /// The name of the definition of a type that contains itself. Types may have the same name, such as `A.Node` and
    /// `B.Node`: the second one becomes `Node2`.
    private func definitionName(_ identity: ObjectIdentifier, _ name: String) -> String {
        if let known = recursive[identity] { return known }
        let taken = Set(recursive.values)
        var own = name
        var number = 1
        while taken.contains(own) {
            number += 1
            own = "\(name)\(number)"
        }
        recursive[identity] = own
        return own
    }

    /// The name of a type in a form that may stand in a reference.
    static func name(of type: Any.Type) -> String {
        String("\(type)".map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "_" })
    }

    private func asked<T: Decodable>(_ type: T.Type) -> ConfigSchema {
        if let choice = type as? any CaseIterable.Type {
            return ConfigSchema(.choice(choice.writtenCases), typeName: "\(type)")
        }
        var schema = SchemaProbe(self, type).schema()
        if case .mapping = schema.shape { schema.typeName = "\(type)" }
        if case .variants = schema.shape { schema.typeName = "\(type)" }
        schema.document((type as? any DocumentedConfig.Type)?.documentation ?? [:])
        if let config = type as? any StructuredConfig.Type, let defaults = try? config.defaults() {
            schema.setDefaults(defaults)
        }
        return schema
    }
}

extension ConfigSchema {
    /// Sets the defaults of all keys that a mapping has.
    mutating func setDefaults(_ node: ConfigNode) {
        switch shape {
        case .mapping(var properties, let isOpen):
            guard let mapping = node.mapping else { return }
            for index in properties.indices { properties[index].setDefault(mapping[properties[index].name]) }
            shape = .mapping(properties, isOpen: isOpen)
        case .variants(var variants, let key):
            for index in variants.indices where variants[index].isChosen(by: node.mapping?[key], key) {
                variants[index].setDefaults(node)
            }
            shape = .variants(variants, key: key)
        default: break
        }
    }

    private func isChosen(by node: ConfigNode?, _ key: String) -> Bool {
        guard let node, case .choice(let values)? = properties.first(where: { $0.name == key })?.schema.shape else {
            return false
        }
        return values == [node]
    }

    mutating func document(_ texts: [String: String]) {
        switch shape {
        case .mapping(var properties, let isOpen):
            for index in properties.indices {
                if let text = texts[properties[index].name] { properties[index].documentation = text }
            }
            shape = .mapping(properties, isOpen: isOpen)
        case .variants(var variants, let key):
            for index in variants.indices { variants[index].document(texts) }
            shape = .variants(variants, key: key)
        default: break
        }
    }
}

extension ConfigSchema.Property {
    /// Sets the default that a mapping above declares. For a key that it lacks, the type's own default holds.
    fileprivate mutating func setDefault(_ node: ConfigNode?) {
        guard let node else { return }
        isRequired = node.isMissing
        guard !node.isMissing else {
            defaultValue = nil
            return
        }
        defaultValue = node
        schema.setDefaults(node)
    }
}
