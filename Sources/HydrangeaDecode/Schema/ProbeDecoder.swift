import HydrangeaTree

/// Records the keys that a type asks for, and gives it placeholders.
struct ProbeDecoder: Decoder {
    let record: SchemaRecord
    var codingPath: [any CodingKey] { [] }
    var userInfo: [CodingUserInfoKey: Any] { [:] }

    func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedDecodingContainer<Key> {
        record.becomeKeyed()
        return KeyedDecodingContainer(Keyed<Key>(record: record))
    }

    func unkeyedContainer() -> any UnkeyedDecodingContainer {
        record.becomeList()
        return List(record: record)
    }

    func singleValueContainer() -> any SingleValueDecodingContainer { Single(record: record) }

    /// A placeholder for a value.
    fileprivate static func value<T: Decodable>(_ type: T.Type, _ record: SchemaRecord, key: String?) throws -> T {
        if let key, let choice = type as? any CaseIterable.Type {
            if let value = record.answer(choice, for: key) as? T { return value }
        } else if let value = Placeholder.value(of: type) {
            return value
        }
        // Not every type has a placeholder that can be guessed, but its default is one.
        if let key, let node = record.defaults?[key], let value = try? ConfigDecoder().decode(T.self, from: node) {
            return value
        }
        throw NoPlaceholder()
    }

    private struct Keyed<Key: CodingKey>: KeyedDecodingContainerProtocol {
        let record: SchemaRecord
        var codingPath: [any CodingKey] { [] }

        /// A type that asks for all keys reads those of the record.
        var allKeys: [Key] {
            record.isOpen = true
            return []
        }

        func contains(_ key: Key) -> Bool { true }
        func decodeNil(forKey key: Key) -> Bool { false }

        func decode<T: Decodable>(_ type: T.Type, forKey key: Key) throws -> T {
            record.ask(key.stringValue, record.inquiry.schema(of: type), isOptional: false)
            return try ProbeDecoder.value(type, record, key: key.stringValue)
        }

        func decodeIfPresent<T: Decodable>(_ type: T.Type, forKey key: Key) throws -> T? { optional(type, key) }
        func decodeIfPresent(_ type: Bool.Type, forKey key: Key) throws -> Bool? { optional(type, key) }
        func decodeIfPresent(_ type: String.Type, forKey key: Key) throws -> String? { optional(type, key) }
        func decodeIfPresent(_ type: Double.Type, forKey key: Key) throws -> Double? { optional(type, key) }
        func decodeIfPresent(_ type: Float.Type, forKey key: Key) throws -> Float? { optional(type, key) }
        func decodeIfPresent(_ type: Int.Type, forKey key: Key) throws -> Int? { optional(type, key) }
        func decodeIfPresent(_ type: Int8.Type, forKey key: Key) throws -> Int8? { optional(type, key) }
        func decodeIfPresent(_ type: Int16.Type, forKey key: Key) throws -> Int16? { optional(type, key) }
        func decodeIfPresent(_ type: Int32.Type, forKey key: Key) throws -> Int32? { optional(type, key) }
        func decodeIfPresent(_ type: Int64.Type, forKey key: Key) throws -> Int64? { optional(type, key) }
        func decodeIfPresent(_ type: Int128.Type, forKey key: Key) throws -> Int128? { optional(type, key) }
        func decodeIfPresent(_ type: UInt.Type, forKey key: Key) throws -> UInt? { optional(type, key) }
        func decodeIfPresent(_ type: UInt8.Type, forKey key: Key) throws -> UInt8? { optional(type, key) }
        func decodeIfPresent(_ type: UInt16.Type, forKey key: Key) throws -> UInt16? { optional(type, key) }
        func decodeIfPresent(_ type: UInt32.Type, forKey key: Key) throws -> UInt32? { optional(type, key) }
        func decodeIfPresent(_ type: UInt64.Type, forKey key: Key) throws -> UInt64? { optional(type, key) }
        func decodeIfPresent(_ type: UInt128.Type, forKey key: Key) throws -> UInt128? { optional(type, key) }

        private func optional<T: Decodable>(_ type: T.Type, _ key: Key) -> T? {
            record.ask(key.stringValue, record.inquiry.schema(of: type), isOptional: true)
            return nil
        }

        func nestedContainer<Nested: CodingKey>(keyedBy type: Nested.Type, forKey key: Key) -> KeyedDecodingContainer<
            Nested
        > {
            ProbeDecoder(record: record.part(key.stringValue)).container(keyedBy: type)
        }

        func nestedUnkeyedContainer(forKey key: Key) -> any UnkeyedDecodingContainer {
            ProbeDecoder(record: record.part(key.stringValue)).unkeyedContainer()
        }

        func superDecoder() -> any Decoder { ProbeDecoder(record: record.part(ElementKey.superclass.stringValue)) }
        func superDecoder(forKey key: Key) -> any Decoder { ProbeDecoder(record: record.part(key.stringValue)) }
    }

    private struct List: UnkeyedDecodingContainer {
        let record: SchemaRecord
        var codingPath: [any CodingKey] { [] }
        private(set) var currentIndex = 0

        /// One value is enough to know the items of a list.
        var isAtEnd: Bool {
            record.hasAskedForEnd = true
            return currentIndex > 0
        }

        var count: Int? {
            record.hasAskedForEnd = true
            return 1
        }

        mutating func decodeNil() -> Bool { false }

        mutating func decode<T: Decodable>(_ type: T.Type) throws -> T {
            currentIndex += 1
            record.ask(item: record.inquiry.schema(of: type))
            return try ProbeDecoder.value(type, record, key: nil)
        }

        private mutating func next() -> ProbeDecoder {
            currentIndex += 1
            record.ask(item: ConfigSchema(.any, allowsNull: true))
            return ProbeDecoder(record: SchemaRecord(inquiry: record.inquiry))
        }

        mutating func nestedContainer<Nested: CodingKey>(keyedBy type: Nested.Type) -> KeyedDecodingContainer<Nested> {
            next().container(keyedBy: type)
        }
        mutating func nestedUnkeyedContainer() -> any UnkeyedDecodingContainer { next().unkeyedContainer() }
        mutating func superDecoder() -> any Decoder { next() }
    }

    private struct Single: SingleValueDecodingContainer {
        let record: SchemaRecord
        var codingPath: [any CodingKey] { [] }

        func decodeNil() -> Bool { false }

        func decode<T: Decodable>(_ type: T.Type) throws -> T {
            record.ask(whole: record.inquiry.schema(of: type))
            return try ProbeDecoder.value(type, record, key: nil)
        }
    }
}
