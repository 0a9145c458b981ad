import HydrangeaTree

/// The decoder that a type sees, for one node of the config.
struct NodeDecoder: Decoder {
    let pass: DecodingPass
    let place: DecodedNode
    /// The type whose `init(from:)` has this decoder.
    let wanted: any Decodable.Type
    let mode: DecodingPass.Mode

    var codingPath: [any CodingKey] { place.codingPath }
    var userInfo: [CodingUserInfoKey: Any] { pass.userInfo }

    func container<Key: CodingKey>(keyedBy type: Key.Type) throws -> KeyedDecodingContainer<Key> {
        place.open()
        if case .mapping(let mapping) = place.node.content {
            pass.enter(place)
            return KeyedDecodingContainer(KeyedNodeDecoder(decoder: self, mapping: mapping))
        }
        if let name = place.node.string, !place.node.isMissing, let choice = wanted as? any CaseIterable.Type {
            // The decoding of an enum without raw values expects a mapping with the case as its key. Here the name of
            // the case is enough.
            guard Key(stringValue: name) != nil else {
                let names = choice.all.map { "\($0)" }
                let problem = Problem(.unknownChoice(.invalidValue, named: "allowed", names, at: place))
                throw problem.asDecodingError(wanted, at: place)
            }
            let named: ConfigMapping = [.string(name): [:]]
            return KeyedDecodingContainer(KeyedNodeDecoder(decoder: self, mapping: named))
        }
        throw mismatch("a mapping")
    }

    func unkeyedContainer() throws -> any UnkeyedDecodingContainer {
        place.open()
        switch place.node.content {
        case .sequence(let items): return NodeListDecoder(decoder: self, nodes: items)
        case .bytes(let bytes):
            return NodeListDecoder(
                decoder: self, nodes: bytes.map { ConfigNode(.int(Int($0)), origin: place.node.origin.prefix(0)) })
        case .mapping(let mapping) where wanted is any PairsDictionary.Type:
            return NodeListDecoder(decoder: self, pairs: mapping)
        default: throw mismatch(wanted is any PairsDictionary.Type ? "a mapping" : "a list")
        }
    }

    func singleValueContainer() -> any SingleValueDecodingContainer {
        place.open()
        return self
    }

    private func mismatch(_ expected: String) -> DecodingError {
        Problem.mismatch(expected, at: place).asDecodingError(wanted, at: place)
    }
}

extension NodeDecoder: SingleValueDecodingContainer {
    func decodeNil() -> Bool { place.node.isNull }

    func decode<T: Decodable>(_ type: T.Type) throws -> T { try pass.decode(type, at: place, mode: mode) }

    func decode(_ type: Int128.Type) throws -> Int128 { try scalar(type) }
    func decode(_ type: UInt128.Type) throws -> UInt128 { try scalar(type) }
    func decode<T: Decodable & ScalarValue>(_ type: T.Type) throws -> T { try scalar(type) }

    private func scalar<T: ScalarValue>(_ type: T.Type) throws -> T {
        try pass.scalar(type, place.node, mode: mode) { place }
    }
}
