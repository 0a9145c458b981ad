import HydrangeaTree

/// A list whose values a type reads one after the other.
struct NodeListDecoder: UnkeyedDecodingContainer {
    private let decoder: NodeDecoder
    private let nodes: [ConfigNode]
    /// The keys of a mapping that is read as a list of keys and values.
    private let keys: [ConfigKey]?
    private(set) var currentIndex = 0

    init(decoder: NodeDecoder, nodes: [ConfigNode]) {
        self.decoder = decoder
        self.nodes = nodes
        keys = nil
    }

    /// Makes a list of keys and values in turn, which is how the standard library decodes a dictionary whose keys are
    /// neither strings nor integers.
    init(decoder: NodeDecoder, pairs: ConfigMapping) {
        self.decoder = decoder
        keys = pairs.keys
        nodes = pairs.entries.flatMap { entry in
            let name = ConfigNode(.string(entry.writtenKey), origin: entry.keyOrigin)
            return [name, entry.value]
        }
    }

    var codingPath: [any CodingKey] { decoder.codingPath }
    var count: Int? { nodes.count }
    var isAtEnd: Bool { currentIndex >= nodes.count }

    private func place(_ index: Int, owned: Bool = false) -> DecodedNode {
        let element: ConfigPath.Element =
            if let keys, keys.indices.contains(index / 2) { .key(keys[index / 2]) } else { .index(index) }
        return decoder.place.child(nodes[index], element, owned: owned)
    }

    /// The index of the next value; the list advances.
    private mutating func next() throws -> Int {
        guard !isAtEnd else {
            let text = "a list of \(nodes.count) is too short"
            throw Problem(.own(text, at: decoder.place)).asDecodingError(
                decoder.wanted, at: decoder.place)
        }
        currentIndex += 1
        return currentIndex - 1
    }

    mutating func decodeNil() -> Bool {
        guard !isAtEnd, nodes[currentIndex].isNull else { return false }
        currentIndex += 1
        return true
    }

    mutating func decode<T: Decodable>(_ type: T.Type) throws -> T {
        while true {
            let index = try next()
            do {
                return try decoder.pass.decode(type, at: place(index), mode: decoder.mode)
            } catch let error as NoPlaceholder {
                // Any other value of the list can replace the wrong one; the mistakes in it are noted meanwhile.
                if isAtEnd || keys != nil { throw error }
            }
        }
    }

    mutating func decode(_ type: Int128.Type) throws -> Int128 { try scalar(type) }
    mutating func decode(_ type: UInt128.Type) throws -> UInt128 { try scalar(type) }
    mutating func decode<T: Decodable & ScalarValue>(_ type: T.Type) throws -> T { try scalar(type) }

    private mutating func scalar<T: ScalarValue>(_ type: T.Type) throws -> T {
        let index = try next()
        return try decoder.pass.scalar(type, nodes[index], mode: decoder.mode) { place(index) }
    }

    mutating func nestedContainer<Nested: CodingKey>(keyedBy type: Nested.Type) throws -> KeyedDecodingContainer<Nested>
    {
        try decoder.at(place(next(), owned: true)).container(keyedBy: type)
    }

    mutating func nestedUnkeyedContainer() throws -> any UnkeyedDecodingContainer {
        try decoder.at(place(next(), owned: true)).unkeyedContainer()
    }

    mutating func superDecoder() throws -> any Decoder { try decoder.at(place(next(), owned: true)) }
}
