import HydrangeaTree

/// The encoder that a type sees, for one node of the config that is being made.
struct NodeEncoder: Encoder {
    let encoded: EncodedNode
    /// The type that encodes itself here; nil for a nested container.
    var type: Any.Type?
    let codingPath: [any CodingKey]
    let info: [CodingUserInfoKey: any Sendable]
    /// The origin of the values: the type that they come from.
    let origin: Origin

    var userInfo: [CodingUserInfoKey: Any] { info }

    func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedEncodingContainer<Key> {
        encoded.becomeMapping(origin)
        return KeyedEncodingContainer(KeyedNodeEncoder(encoder: self))
    }

    func unkeyedContainer() -> any UnkeyedEncodingContainer {
        encoded.becomeList(origin)
        return NodeListEncoder(encoder: self)
    }

    func singleValueContainer() -> any SingleValueEncodingContainer { self }

    func at(_ encoded: EncodedNode, _ key: any CodingKey) -> NodeEncoder {
        NodeEncoder(encoded: encoded, codingPath: codingPath + [key], info: info, origin: origin)
    }

    /// Puts a finished tree into this place.
    func encode(_ node: ConfigNode) { encoded.become(node.content, node.origin) }
}

extension NodeEncoder: SingleValueEncodingContainer {
    func encodeNil() { encoded.become(.null, origin) }
    func encode(_ value: Bool) { encoded.become(.bool(value), origin) }
    func encode(_ value: String) { encoded.become(.string(value), origin) }
    func encode(_ value: Double) { encoded.become(.float(value), origin) }
    /// The shortest number that reads back as the same one: `0.1` and not `0.10000000149011612`.
    func encode(_ value: Float) { encoded.become(.float(Double(value.description) ?? Double(value)), origin) }

    // The standard library's implementations of these two refuse the types.
    func encode(_ value: Int128) { integer(value) }
    func encode(_ value: UInt128) { integer(value) }
    func encode<T: Encodable & FixedWidthInteger>(_ value: T) { integer(value) }

    private func integer<T: FixedWidthInteger>(_ value: T) {
        let small = Int(exactly: value).map(ConfigNode.Content.int)
        let big = BigInteger(digits: value.magnitude.description.utf8, radix: 10, negative: value < 0).map(
            ConfigNode.Content.bigInt)
        encoded.become(small ?? big ?? .null, origin)
    }

    func encode<T: Encodable>(_ value: T) throws {
        if T.self == Duration.self, let duration = value as? Duration { return encode(DurationText.text(duration)) }
        let origin = T.self is any StructuredConfig.Type ? Origin(SourceText(.type("\(T.self)"))) : origin
        try value.encode(
            to: NodeEncoder(encoded: encoded, type: T.self, codingPath: codingPath, info: info, origin: origin))
        encoded.finish(T.self)
    }
}

/// A mapping that a type writes by name.
struct KeyedNodeEncoder<Key: CodingKey>: KeyedEncodingContainerProtocol {
    let encoder: NodeEncoder

    var codingPath: [any CodingKey] { encoder.codingPath }

    private func child(_ key: Key) -> NodeEncoder {
        // In this order: few keys are numbers, and asking for a type's conformance is slow.
        if let integer = key.intValue, encoder.type is any IntegerKeyedDictionary.Type {
            return encoder.at(encoder.encoded.child(.int(integer)), key)
        }
        return encoder.at(encoder.encoded.child(.string(key.stringValue)), key)
    }

    func encodeNil(forKey key: Key) { child(key).encodeNil() }
    func encode(_ value: Int128, forKey key: Key) { child(key).encode(value) }
    func encode(_ value: UInt128, forKey key: Key) { child(key).encode(value) }
    func encode<T: Encodable>(_ value: T, forKey key: Key) throws { try child(key).encode(value) }

    // The standard library leaves nil properties out, unless a container implements this for each of its types.
    func encodeIfPresent<T: Encodable>(_ value: T?, forKey key: Key) throws { try optional(value, key) }
    func encodeIfPresent(_ value: Bool?, forKey key: Key) throws { try optional(value, key) }
    func encodeIfPresent(_ value: String?, forKey key: Key) throws { try optional(value, key) }
    func encodeIfPresent(_ value: Double?, forKey key: Key) throws { try optional(value, key) }
    func encodeIfPresent(_ value: Float?, forKey key: Key) throws { try optional(value, key) }
    func encodeIfPresent(_ value: Int?, forKey key: Key) throws { try optional(value, key) }
    func encodeIfPresent(_ value: Int8?, forKey key: Key) throws { try optional(value, key) }
    func encodeIfPresent(_ value: Int16?, forKey key: Key) throws { try optional(value, key) }
    func encodeIfPresent(_ value: Int32?, forKey key: Key) throws { try optional(value, key) }
    func encodeIfPresent(_ value: Int64?, forKey key: Key) throws { try optional(value, key) }
    func encodeIfPresent(_ value: Int128?, forKey key: Key) throws { try optional(value, key) }
    func encodeIfPresent(_ value: UInt?, forKey key: Key) throws { try optional(value, key) }
    func encodeIfPresent(_ value: UInt8?, forKey key: Key) throws { try optional(value, key) }
    func encodeIfPresent(_ value: UInt16?, forKey key: Key) throws { try optional(value, key) }
    func encodeIfPresent(_ value: UInt32?, forKey key: Key) throws { try optional(value, key) }
    func encodeIfPresent(_ value: UInt64?, forKey key: Key) throws { try optional(value, key) }
    func encodeIfPresent(_ value: UInt128?, forKey key: Key) throws { try optional(value, key) }

    private func optional<T: Encodable>(_ value: T?, _ key: Key) throws {
        if let value { try encode(value, forKey: key) } else { encodeNil(forKey: key) }
    }

    func nestedContainer<Nested: CodingKey>(keyedBy type: Nested.Type, forKey key: Key) -> KeyedEncodingContainer<
        Nested
    > {
        child(key).container(keyedBy: type)
    }

    func nestedUnkeyedContainer(forKey key: Key) -> any UnkeyedEncodingContainer { child(key).unkeyedContainer() }

    func superEncoder() -> any Encoder {
        let key = ElementKey.superclass
        return encoder.at(encoder.encoded.child(.string(key.stringValue)), key)
    }

    func superEncoder(forKey key: Key) -> any Encoder { child(key) }
}

/// A list that a type writes one value after the other.
struct NodeListEncoder: UnkeyedEncodingContainer {
    let encoder: NodeEncoder

    var codingPath: [any CodingKey] { encoder.codingPath }
    var count: Int { encoder.encoded.count }

    private func next() -> NodeEncoder { encoder.at(encoder.encoded.append(), ElementKey(.index(count - 1))) }

    func encodeNil() { next().encodeNil() }
    func encode(_ value: Int128) { next().encode(value) }
    func encode(_ value: UInt128) { next().encode(value) }
    func encode<T: Encodable>(_ value: T) throws { try next().encode(value) }
    func nestedContainer<Nested: CodingKey>(keyedBy type: Nested.Type) -> KeyedEncodingContainer<Nested> {
        next().container(keyedBy: type)
    }
    func nestedUnkeyedContainer() -> any UnkeyedEncodingContainer { next().unkeyedContainer() }
    func superEncoder() -> any Encoder { next() }
}
