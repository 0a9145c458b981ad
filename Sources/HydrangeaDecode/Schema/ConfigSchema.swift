public import HydrangeaTree

/// What a config may hold: which keys there are, what their values may be, and what they are when nobody says anything.
///
/// A schema is a value: it can be made of a type (``init(of:)``), compared, tested, printed as help, as a template, and
/// as JSON Schema.
public struct ConfigSchema: Hashable, Sendable {
    /// The kinds of values that a config may hold.
    public indirect enum Shape: Hashable, Sendable {
        /// Anything at all.
        case any
        /// `true` or `false`.
        case boolean
        /// An integer of so many bits.
        case integer(bits: Int, isSigned: Bool)
        /// A number with or without decimals: `Double` and `Float`.
        case number
        /// Text of any kind.
        case text
        /// Text that has the form of one of Foundation's values, or of a `Duration`: `1h30m`.
        case date, duration, url, data, uuid
        /// One of a few values.
        case choice([ConfigNode])
        /// A list of any length, whose items are alike.
        case list(of: ConfigSchema)
        /// A list of just these.
        case tuple([ConfigSchema])
        /// A mapping with keys of the user's choice.
        case dictionary(of: ConfigSchema)
        /// A mapping with keys of its own. An open one may have others too.
        case mapping([Property], isOpen: Bool)
        /// One of several mappings, which a key tells apart: each has that key as a choice of one.
        case variants([ConfigSchema], key: String)
        /// The type of that name, which holds this one.
        case reference(String)
    }

    /// A key of a mapping.
    public struct Property: Hashable, Sendable {
        /// The key.
        public var name: String
        /// What its value may be.
        public var schema: ConfigSchema
        /// Whether some file or override must give it a value.
        public var isRequired: Bool
        /// The value that it has when nothing sets it.
        public var defaultValue: ConfigNode?
        /// What it is for.
        public var documentation: String?
        /// Accepted, but not worth a line in a help text.
        public var isHidden: Bool

        /// A key that may be left out and has no default, unless it is said otherwise.
        public init(
            _ name: String, _ schema: ConfigSchema, isRequired: Bool = false, defaultValue: ConfigNode? = nil,
            documentation: String? = nil,
            isHidden: Bool = false
        ) {
            self.name = name
            self.schema = schema
            self.isRequired = isRequired
            self.defaultValue = defaultValue
            self.documentation = documentation
            self.isHidden = isHidden
        }
    }

    /// What the value may be, `null` aside.
    public var shape: Shape
    /// Whether `null` is a value too.
    public var allowsNull: Bool
    /// The Swift type that it was made of, when that is the program's own.
    public var typeName: String?
    /// The types that ``Shape/reference(_:)`` names; only the whole schema has them.
    public var definitions: [String: ConfigSchema] = [:]

    /// A schema without definitions: ``init(of:)`` makes that of a type.
    public init(_ shape: Shape, allowsNull: Bool = false, typeName: String? = nil) {
        self.shape = shape
        self.allowsNull = allowsNull
        self.typeName = typeName
    }
}

extension ConfigSchema {
    /// The keys of a mapping.
    public var properties: [Property] { if case .mapping(let properties, _) = shape { properties } else { [] } }

    /// The schema of what stands at a path; nil when nothing may stand there, or nothing is known of it.
    public func schema(at path: ConfigPath) -> ConfigSchema? {
        var found: [ConfigSchema] = [self]
        for element in path.elements {
            found = found.flatMap { $0.resolved(in: self).children(element) }
            if found.isEmpty { return nil }
        }
        var unique: [ConfigSchema] = []
        for schema in found where !unique.contains(schema) { unique.append(schema) }
        guard var schema = unique.first else { return nil }
        // Where the variants of a mapping differ below it, either may stand there.
        if unique.count > 1 { schema = ConfigSchema(.variants(unique, key: "")) }
        schema.definitions = definitions
        return schema
    }

    /// Whether something may stand at a path: false only where the types say that nothing can.
    package func allows(_ path: ConfigPath) -> Bool {
        var places = alternatives(in: self)
        for element in path.elements {
            if places.contains(where: { $0.takesUnknown(element) }) { return true }
            places = places.flatMap { $0.children($0.step(element)) }.flatMap { $0.alternatives(in: self) }
        }
        return !places.isEmpty
    }

    /// The schemas that this one may stand for: those of its variants, with no references.
    private func alternatives(in root: ConfigSchema) -> [ConfigSchema] {
        let schema = resolved(in: root)
        guard case .variants(let variants, _) = schema.shape else { return [schema] }
        return variants.flatMap { $0.alternatives(in: root) }
    }

    /// Whether it says nothing about what stands at a step: it takes whatever there is.
    private func takesUnknown(_ element: ConfigPath.Element) -> Bool {
        switch shape {
        case .any: true
        case .mapping(_, let isOpen): isOpen && children(element).isEmpty
        default: false
        }
    }

    /// A step as this schema reads it: in a list, the text of a number is an index.
    private func step(_ element: ConfigPath.Element) -> ConfigPath.Element {
        guard case .key(let key) = element, let index = Int(key.description) else { return element }
        return switch shape {
        case .list, .tuple: .index(index)
        default: element
        }
    }

    /// The schema that a reference names.
    func resolved(in root: ConfigSchema) -> ConfigSchema {
        guard case .reference(let name) = shape, var schema = root.definitions[name] else { return self }
        schema.allowsNull = schema.allowsNull || allowsNull
        return schema
    }

    /// The schema with what its references name in their place, but for a type inside of itself.
    public var expanded: ConfigSchema {
        var copy = expanded(in: definitions, within: [])
        copy.definitions = definitions
        return copy
    }

    private func expanded(in definitions: [String: ConfigSchema], within names: Set<String>) -> ConfigSchema {
        func inner(_ schema: ConfigSchema) -> ConfigSchema { schema.expanded(in: definitions, within: names) }
        func inner(_ property: Property) -> Property {
            var property = property
            property.schema = inner(property.schema)
            return property
        }
        var copy = self
        switch shape {
        case .reference(let name):
            guard !names.contains(name), let named = definitions[name] else { return self }
            copy = named.expanded(in: definitions, within: names.union([name]))
            copy.allowsNull = copy.allowsNull || allowsNull
        case .list(let item): copy.shape = .list(of: inner(item))
        case .tuple(let items): copy.shape = .tuple(items.map(inner))
        case .dictionary(let value): copy.shape = .dictionary(of: inner(value))
        case .mapping(let properties, let isOpen): copy.shape = .mapping(properties.map(inner), isOpen: isOpen)
        case .variants(let variants, let key): copy.shape = .variants(variants.map(inner), key: key)
        default: break
        }
        return copy
    }

    private func children(_ element: ConfigPath.Element) -> [ConfigSchema] {
        switch (shape, element) {
        case (.mapping(let properties, _), .key(let key)):
            properties.filter { $0.name == key.description }.map(\.schema)
        case (.variants(let variants, _), _): variants.flatMap { $0.children(element) }
        case (.dictionary(let value), .key): [value]
        case (.list(let item), .index): [item]
        case (.tuple(let items), .index(let index)): items.indices.contains(index) ? [items[index]] : []
        default: []
        }
    }
}
