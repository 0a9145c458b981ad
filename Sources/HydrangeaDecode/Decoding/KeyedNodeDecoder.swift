import HydrangeaTree

/// A mapping whose values a type reads by name.
///
/// A ``StructuredConfig`` has defaults for the keys that the mapping lacks, wherever in the config it stands.
struct KeyedNodeDecoder<Key: CodingKey>: KeyedDecodingContainerProtocol {
    private let decoder: NodeDecoder
    private let place: DecodedNode
    private let mapping: ConfigMapping
    /// The positions of keys that are not text, by their names as written.
    private let otherNames: [String: Int]
    /// The type whose defaults are used for absent keys.
    private let defaulted: (any StructuredConfig.Type)?

    init(decoder: NodeDecoder, mapping: ConfigMapping) {
        self.init(
            decoder: decoder, place: decoder.place, mapping: mapping,
            defaulted: decoder.wanted as? any StructuredConfig.Type)
    }

    init(
        decoder: NodeDecoder, place: DecodedNode, mapping: ConfigMapping, defaulted: (any StructuredConfig.Type)? = nil
    ) {
        self.decoder = decoder
        self.place = place
        self.mapping = mapping
        self.defaulted = defaulted
        place.structure = defaulted
        var names: [String: Int] = [:]
        for (position, entry) in mapping.entries.enumerated() where entry.key.string == nil {
            let integer = decoder.wanted is any IntegerKeyedDictionary.Type ? entry.key.integer : nil
            names[integer.map { "\($0)" } ?? entry.writtenKey] = position
        }
        otherNames = names
    }

    var codingPath: [any CodingKey] { place.codingPath }

    var allKeys: [Key] {
        var names = [String](repeating: "", count: mapping.count)
        for (name, position) in otherNames { names[position] = name }
        return mapping.entries.enumerated().compactMap { position, entry in
            let key =
                Key(stringValue: entry.key.string ?? names[position]) ?? entry.key.integer.flatMap(Key.init(intValue:))
            if key != nil { place.take(position) }
            return key
        }
    }

    /// The value of a key, and the key as it stands in the config.
    private func value(for key: Key) -> (node: ConfigNode, key: ConfigKey)? { value(named: key.stringValue) }

    private func value(named name: String) -> (node: ConfigNode, key: ConfigKey)? {
        let position = mapping.position(of: .string(name)) ?? otherNames[name]
        place.ask(name, position)
        if let position {
            let entry = mapping.entries[position]
            if decoder.pass.checksDeclarations, entry.value.isNull { place.lack(name) }
            return (entry.value, entry.key)
        }
        guard let defaulted, let node = decoder.pass.declaredDefault(name, of: defaulted, at: place) else {
            if decoder.pass.checksDeclarations { place.lack(name) }
            return nil
        }
        if decoder.pass.checksDeclarations, node.isNull { place.lack(name) }
        if place.takesDefault(name) {
            decoder.pass.note(default: node, at: place.path.appending(name), of: defaulted)
        }
        return (node, .string(name))
    }

    /// The decoder of a value that the same type decodes through a nested container.
    private func part(_ name: String) throws -> NodeDecoder {
        guard let (node, key) = value(named: name) else {
            throw Problem.absent(name, in: place).asDecodingError(decoder.wanted, at: place)
        }
        return decoder.at(place.child(node, .key(key), owned: true))
    }

    func contains(_ key: Key) -> Bool { value(for: key) != nil }

    func decodeNil(forKey key: Key) -> Bool { value(for: key)?.node.isNull ?? true }

    func decode<T: Decodable>(_ type: T.Type, forKey key: Key) throws -> T {
        guard let (node, name) = value(for: key) else {
            if type is any OptionalValue.Type {
                return try decoder.pass.decode(
                    type, at: place.child(.null, .key(.string(key.stringValue))), mode: .strict)
            }
            return try decoder.pass.placeholder(
                type, after: .absent(key.stringValue, in: place), at: place, mode: decoder.mode)
        }
        do {
            return try decoder.pass.decode(type, at: place.child(node, .key(name)), mode: decoder.mode)
        } catch let error as NoPlaceholder {
            guard let value: T = declared(key) else { throw error }
            return value
        }
    }

    /// The default of a property, which is the placeholder of a type that has no other.
    private func declared<T: Decodable>(_ key: Key) -> T? {
        guard let defaulted, let node = decoder.pass.defaults(of: defaulted)?[key.stringValue] else { return nil }
        return try? DecodingPass().decode(T.self, at: DecodedNode(root: node, at: place.path), mode: .strict)
    }

    private func scalar<T: ScalarValue>(_ type: T.Type, _ key: Key) throws -> T {
        guard let (node, name) = value(for: key) else {
            return try decoder.pass.placeholder(
                type, after: .absent(key.stringValue, in: place), at: place, mode: decoder.mode)
        }
        return try decoder.pass.scalar(type, node, mode: decoder.mode) { place.child(node, .key(name)) }
    }

    // The standard library's implementations of these two refuse the types.
    func decode(_ type: Int128.Type, forKey key: Key) throws -> Int128 { try scalar(type, key) }
    func decode(_ type: UInt128.Type, forKey key: Key) throws -> UInt128 { try scalar(type, key) }
    func decode<T: Decodable & ScalarValue>(_ type: T.Type, forKey key: Key) throws -> T { try scalar(type, key) }

    func decodeIfPresent<T: Decodable>(_ type: T.Type, forKey key: Key) throws -> T? {
        guard !decodeNil(forKey: key) else { return nil }
        do { return try decode(type, forKey: key) } catch is NoPlaceholder { return nil }
    }

    func nestedContainer<Nested: CodingKey>(keyedBy type: Nested.Type, forKey key: Key) throws
        -> KeyedDecodingContainer<Nested>
    {
        try part(key.stringValue).container(keyedBy: type)
    }

    func nestedUnkeyedContainer(forKey key: Key) throws -> any UnkeyedDecodingContainer {
        try part(key.stringValue).unkeyedContainer()
    }

    func superDecoder() throws -> any Decoder { try part(ElementKey.superclass.stringValue) }
    func superDecoder(forKey key: Key) throws -> any Decoder { try part(key.stringValue) }
}

extension NodeDecoder {
    /// The decoder of a node below that the same type decodes.
    func at(_ place: DecodedNode) -> NodeDecoder {
        NodeDecoder(pass: pass, place: place, wanted: Parts.self, mode: mode)
    }
}

/// The `wanted` type of a decoder whose type decodes parts of the node through nested containers.
private struct Parts: Decodable {}

/// An optional: it is nil for an absent key.
private protocol OptionalValue {}
extension Optional: OptionalValue {}
