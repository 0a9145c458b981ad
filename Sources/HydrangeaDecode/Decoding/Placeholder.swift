import HydrangeaTree

/// Placeholders for wrong values, with which decoding goes on to find the other mistakes. Decoding fails in the end, so
/// no program sees them.
enum Placeholder {
    /// The scalars that are tried as placeholders: some types accept only a UUID as text. None is zero, because a type
    /// may divide by it.
    private static let attempts: [[ConfigNode]] = [
        ["a", 1, false], ["00000000-0000-0000-0000-000000000000", 1, false],
    ]
    /// The deepest nesting of placeholders for a type that contains itself.
    fileprivate static let depthLimit = 30

    static func value<T: Decodable>(of type: T.Type) -> T? {
        for scalars in attempts {
            if let value = try? PlaceholderDecoder(depth: 0, scalars: scalars).decode(type) { return value }
        }
        return nil
    }
}

/// A type whose empty value is its placeholder.
protocol EmptyInitializable {
    init()
}

extension Mandatory: EmptyInitializable {}

/// A type that wraps a value in the same place of the config.
protocol ValueWrapper {}
extension Mandatory: ValueWrapper {}

/// Gives a type a placeholder for every value. Lists are empty, and optionals nil.
private struct PlaceholderDecoder: Decoder, SingleValueDecodingContainer {
    let depth: Int
    /// A text, a number and a boolean.
    let scalars: [ConfigNode]
    var codingPath: [any CodingKey] { [] }
    var userInfo: [CodingUserInfoKey: Any] { [:] }

    func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedDecodingContainer<Key> {
        KeyedDecodingContainer(Keyed<Key>(decoder: self))
    }
    func unkeyedContainer() -> any UnkeyedDecodingContainer { List(decoder: self) }
    func singleValueContainer() -> any SingleValueDecodingContainer { self }

    func decodeNil() -> Bool { true }
    func decode<T: Decodable>(_ type: T.Type) throws -> T {
        let value: Any?
        if let scalar = type as? any ScalarValue.Type {
            value = scalars.lazy.compactMap { scalar.read($0) }.first
        } else if let config = type as? any StructuredConfig.Type {
            value = config.init()
        } else if let empty = type as? any EmptyInitializable.Type {
            value = empty.init()
        } else if let choice = type as? any CaseIterable.Type {
            value = choice.all.first
        } else if depth < Placeholder.depthLimit {
            value = try T(from: PlaceholderDecoder(depth: depth + 1, scalars: scalars))
        } else {
            value = nil
        }
        guard let value = value as? T else { throw NoPlaceholder() }
        return value
    }

    struct Keyed<Key: CodingKey>: KeyedDecodingContainerProtocol {
        let decoder: PlaceholderDecoder
        var codingPath: [any CodingKey] { [] }
        var allKeys: [Key] { [] }
        func contains(_ key: Key) -> Bool { false }
        func decodeNil(forKey key: Key) -> Bool { true }
        func decode<T: Decodable>(_ type: T.Type, forKey key: Key) throws -> T { try decoder.decode(type) }
        func nestedContainer<Nested: CodingKey>(keyedBy type: Nested.Type, forKey key: Key) -> KeyedDecodingContainer<
            Nested
        > {
            decoder.container(keyedBy: type)
        }
        func nestedUnkeyedContainer(forKey key: Key) -> any UnkeyedDecodingContainer { decoder.unkeyedContainer() }
        func superDecoder() -> any Decoder { decoder }
        func superDecoder(forKey key: Key) -> any Decoder { decoder }
    }

    struct List: UnkeyedDecodingContainer {
        let decoder: PlaceholderDecoder
        var codingPath: [any CodingKey] { [] }
        var count: Int? { 0 }
        var isAtEnd: Bool { true }
        var currentIndex: Int { 0 }
        func decodeNil() -> Bool { true }
        func decode<T: Decodable>(_ type: T.Type) throws -> T { try decoder.decode(type) }
        func nestedContainer<Nested: CodingKey>(keyedBy type: Nested.Type) -> KeyedDecodingContainer<Nested> {
            decoder.container(keyedBy: type)
        }
        func nestedUnkeyedContainer() -> any UnkeyedDecodingContainer { self }
        func superDecoder() -> any Decoder { decoder }
    }
}
