public import HydrangeaTree

/// The schema of a config: its keys, the values that they may have, and their defaults.
///
/// A schema is a value: it can be made of a type (``init(of:)``), compared, tested, and printed as help, as a template,
/// and as JSON Schema.
public struct ConfigSchema: Hashable, Sendable {
    /// The kinds of values that a config may hold.
    public indirect enum Shape: Hashable, Sendable {
        /// Any value.
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
        /// A list of any length whose items have one schema.
        case list(of: ConfigSchema)
        /// A list of a fixed length, with a schema for each item.
        case tuple([ConfigSchema])
        /// A mapping with keys of the user's choice.
        case dictionary(of: ConfigSchema)
        /// A mapping with fixed keys. An open one may have others, too.
        case mapping([Property], isOpen: Bool)
        /// One of several mappings, which a key distinguishes: in each of them that key is a choice of one value.
        case variants([ConfigSchema], key: String)
        /// A reference to the type of that name, which contains this one.
        case reference(String)
    }

    /// A key of a mapping.
    public struct Property: Hashable, Sendable {
        /// The key.
        public var name: String
        /// The schema of its value.
        public var schema: ConfigSchema
        /// True if a file or an override must set it.
        public var isRequired: Bool
        /// The value that it has if nothing sets it.
        public var defaultValue: ConfigNode?
        /// The purpose of the key, in words.
        public var documentation: String?
        /// True for a key that is accepted but not listed in help texts.
        public var isHidden: Bool

        /// Makes a key that may be left out and has no default, unless the arguments say otherwise.
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

    /// The allowed values, apart from `null`.
    public var shape: Shape
    /// True if `null` is allowed, too.
    public var allowsNull: Bool
    /// The Swift type that the schema was made of, if it is one of the program's own.
    public var typeName: String?
    /// The types that ``Shape/reference(_:)`` names; only the schema of the whole config has them.
    public var definitions: [String: ConfigSchema] = [:]

    /// Makes a schema without definitions; ``init(of:)`` makes that of a type.
    public init(_ shape: Shape, allowsNull: Bool = false, typeName: String? = nil) {
        self.shape = shape
        self.allowsNull = allowsNull
        self.typeName = typeName
    }
}

extension ConfigSchema {
    /// The keys of a mapping.
    public var properties: [Property] { if case .mapping(let properties, _) = shape { properties } else { [] } }

    /// The schema of the value at a path; nil if no value may stand there, or nothing is known about it.
    public func schema(at path: ConfigPath) -> ConfigSchema? {
        var found: [ConfigSchema] = [self]
        for element in path.elements {
            found = found.flatMap { $0.resolved(in: self).children(element) }
            if found.isEmpty { return nil }
        }
        var unique: [ConfigSchema] = []
        for schema in found where !unique.contains(schema) { unique.append(schema) }
        guard var schema = unique.first else { return nil }
        // If the variants of a mapping differ below it, any of them may stand there.
        if unique.count > 1 { schema = ConfigSchema(.variants(unique, key: "")) }
        schema.definitions = definitions
        return schema
    }

    /// True if a value may stand at a path; false only if the types exclude it.
    package func allows(_ path: ConfigPath) -> Bool {
        var places = alternatives(in: self)
        for element in path.elements {
            if places.contains(where: { $0.takesUnknown(element) }) { return true }
            places = places.flatMap { $0.children($0.step(element)) }.flatMap { $0.alternatives(in: self) }
        }
        return !places.isEmpty
    }

    /// True if a type declares the last key of a path by name; the keys of dictionaries are declared by no type.
    package func declares(_ path: ConfigPath) -> Bool {
        guard case .key(let key)? = path.elements.last else { return false }
        var places = alternatives(in: self)
        for element in path.elements.dropLast() {
            places = places.flatMap { $0.children($0.step(element)) }.flatMap { $0.alternatives(in: self) }
        }
        return places.contains { place in place.properties.contains { $0.name == key.description } }
    }

    /// The alternatives of this schema: its variants, with references resolved.
    private func alternatives(in root: ConfigSchema) -> [ConfigSchema] {
        let schema = resolved(in: root)
        guard case .variants(let variants, _) = schema.shape else { return [schema] }
        return variants.flatMap { $0.alternatives(in: root) }
    }

    /// True if the schema accepts any value at a step.
    private func takesUnknown(_ element: ConfigPath.Element) -> Bool {
        switch shape {
        case .any: true
        case .mapping(_, let isOpen): isOpen && children(element).isEmpty
        default: false
        }
    }

    /// The step as this schema reads it: in a list, the text of a number is an index.
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

    /// The schema with its references replaced by the types that they name, except for a type inside of itself.
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
