import HydrangeaTree

/// A mapping whose values a type asks for by name.
///
/// A ``StructuredConfig`` has its defaults for the keys that the mapping lacks, wherever in the config it stands.
struct KeyedNodes<Key: CodingKey>: KeyedDecodingContainerProtocol {
    private let decoder: NodeDecoder
    private let place: Place
    private let mapping: ConfigMapping
    /// The positions of keys that are no strings, by the name they were written with.
    private let otherNames: [String: Int]
    /// The type whose defaults stand for absent keys.
    private let defaulted: (any StructuredConfig.Type)?

    init(decoder: NodeDecoder, mapping: ConfigMapping) {
        self.init(decoder: decoder, place: decoder.place, mapping: mapping, defaulted: decoder.wanted as? any StructuredConfig.Type)
    }

    init(decoder: NodeDecoder, place: Place, mapping: ConfigMapping, defaulted: (any StructuredConfig.Type)? = nil) {
        self.decoder = decoder
        self.place = place
        self.mapping = mapping
        self.defaulted = defaulted
        var names: [String: Int] = [:]
        let wantsIntegers = decoder.wanted is any IntegerKeyedDictionary.Type
        for (position, entry) in mapping.entries.enumerated() where entry.key.string == nil {
            let integer = wantsIntegers ? entry.key.integer : nil
            names[integer.map { "\($0)" } ?? decoder.pass.sources.text(of: entry)] = position
        }
        otherNames = names
    }

    var codingPath: [any CodingKey] { place.codingPath }

    var allKeys: [Key] {
        var names = [String](repeating: "", count: mapping.count)
        for (name, position) in otherNames { names[position] = name }
        return mapping.entries.enumerated().compactMap { position, entry in
            let key = Key(stringValue: entry.key.string ?? names[position]) ?? entry.key.integer.flatMap(Key.init(intValue:))
            if key != nil { place.take(position) }
            return key
        }
    }

    /// The value for a key, with the key as it stands in the config.
    private func value(for key: Key) -> (node: ConfigNode, key: ConfigKey)? {
        let name = key.stringValue
        let position = mapping.position(of: .string(name)) ?? otherNames[name]
        place.ask(name, position)
        if let position { return (mapping.entries[position].value, mapping.entries[position].key) }
        return defaulted.flatMap { decoder.pass.defaults(of: $0) }?[name].map { ($0, .string(name)) }
    }

    private func child(_ key: Key, owned: Bool = false) throws -> Place {
        if let (node, name) = value(for: key) { return place.child(node, .key(name), owned: owned) }
        throw Problem.absent(key.stringValue, in: place).asDecodingError(decoder.wanted, at: place)
    }

    func contains(_ key: Key) -> Bool { value(for: key) != nil }

    func decodeNil(forKey key: Key) -> Bool { value(for: key)?.node.isNull ?? true }

    func decode<T: Decodable>(_ type: T.Type, forKey key: Key) throws -> T {
        guard let (node, name) = value(for: key) else {
            let value = decoder.mode == .collecting ? Harmless.value(of: type) : nil
            return try decoder.pass.harmless(value, after: .absent(key.stringValue, in: place), type, at: place, mode: decoder.mode)
        }
        do {
            return try decoder.pass.decode(type, at: place.child(node, .key(name)), mode: decoder.mode)
        } catch let abandoned as DecodingPass.Abandoned {
            // The default of the property stands in for a value that nothing else can stand in for.
            guard let defaulted, let node = decoder.pass.defaults(of: defaulted)?[key.stringValue] else { throw abandoned }
            return try DecodingPass().decode(type, at: Place(root: node, at: place.path), mode: .strict)
        }
    }

    func decode<T: Decodable & ScalarValue>(_ type: T.Type, forKey key: Key) throws -> T {
        guard let (node, name) = value(for: key) else {
            return try decoder.pass.harmless(T.harmless, after: .absent(key.stringValue, in: place), type, at: place, mode: decoder.mode)
        }
        return try decoder.pass.scalar(type, node, mode: decoder.mode) { place.child(node, .key(name)) }
    }

    func decodeIfPresent<T: Decodable>(_ type: T.Type, forKey key: Key) throws -> T? {
        guard !decodeNil(forKey: key) else { return nil }
        do { return try decode(type, forKey: key) } catch is DecodingPass.Abandoned { return nil }
    }

    func decodeIfPresent<T: Decodable & ScalarValue>(_ type: T.Type, forKey key: Key) throws -> T? {
        try decodeNil(forKey: key) ? nil : decode(type, forKey: key)
    }

    func nestedContainer<Nested: CodingKey>(keyedBy type: Nested.Type, forKey key: Key) throws -> KeyedDecodingContainer<Nested> {
        try decoder.at(child(key, owned: true)).container(keyedBy: type)
    }

    func nestedUnkeyedContainer(forKey key: Key) throws -> any UnkeyedDecodingContainer {
        try decoder.at(child(key, owned: true)).unkeyedContainer()
    }

    func superDecoder() throws -> any Decoder {
        // The key that the standard library gives to the part of a superclass.
        guard let key = Key(stringValue: "super") else { throw Problem.absent("super", in: place).asDecodingError(decoder.wanted, at: place) }
        return try superDecoder(forKey: key)
    }

    func superDecoder(forKey key: Key) throws -> any Decoder { try decoder.at(child(key, owned: true)) }
}

extension NodeDecoder {
    /// The decoder of a node below, which the same type decodes.
    func at(_ place: Place) -> NodeDecoder { NodeDecoder(pass: pass, place: place, wanted: Parts.self, mode: mode) }
}

/// What a decoder wants whose type decodes parts of it by itself.
private struct Parts: Decodable {}
