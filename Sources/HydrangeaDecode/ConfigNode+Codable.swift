public import HydrangeaTree

/// A property of type `ConfigNode` takes any part of the config, with its origins.
extension ConfigNode: Codable {
    public init(from decoder: any Decoder) throws {
        if let own = decoder as? NodeDecoder {
            self = own.place.node
        } else if let container = try? decoder.container(keyedBy: ElementKey.self) {
            var mapping = ConfigMapping()
            for key in container.allKeys {
                mapping[key.stringValue] = try container.decode(ConfigNode.self, forKey: key)
            }
            self.init(.mapping(mapping))
        } else if var container = try? decoder.unkeyedContainer() {
            var items: [ConfigNode] = []
            while !container.isAtEnd { items.append(try container.decode(ConfigNode.self)) }
            self.init(.sequence(items))
        } else {
            self.init(try ConfigNode.scalar(decoder.singleValueContainer()))
        }
    }

    private static func scalar(_ container: any SingleValueDecodingContainer) throws -> Content {
        if container.decodeNil() { return .null }
        if let value = try? container.decode(Bool.self) { return .bool(value) }
        if let value = try? container.decode(Int.self) { return .int(value) }
        if let value = try? container.decode(Double.self) { return .float(value) }
        return .string(try container.decode(String.self))
    }

    public func encode(to encoder: any Encoder) throws {
        if let own = encoder as? NodeEncoder {
            own.encode(self)
            return
        }
        switch content {
        case .mapping(let mapping):
            var container = encoder.container(keyedBy: ElementKey.self)
            for entry in mapping.entries {
                try container.encode(entry.value, forKey: ElementKey(stringValue: entry.key.description))
            }
        case .sequence(let items):
            var container = encoder.unkeyedContainer()
            for item in items { try container.encode(item) }
        default:
            var container = encoder.singleValueContainer()
            try encodeScalar(in: &container)
        }
    }

    private func encodeScalar(in container: inout any SingleValueEncodingContainer) throws {
        switch content {
        case .bool(let value): try container.encode(value)
        case .int(let value): try container.encode(value)
        case .bigInt(let value): try container.encode(value.description)
        case .float(let value): try container.encode(value)
        case .string(let text): try container.encode(text)
        case .bytes(let bytes): try container.encode(bytes)
        case .null, .sequence, .mapping: try container.encodeNil()
        }
    }
}
