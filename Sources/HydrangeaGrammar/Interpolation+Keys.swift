package import HydrangeaTree

extension Interpolation.Argument {
    /// The key of a mapping that a scalar is; nil for lists, mappings and what must be resolved first.
    package var mappingKey: ConfigKey? {
        switch self {
        case .null: .null
        case .bool(let value): .bool(value)
        case .int(let value): .int(value)
        case .bigInt(let value): .bigInt(value)
        case .float(let value): .float(value)
        case .string(let text): .string(text)
        case .text, .interpolation, .list, .map: nil
        }
    }

    /// The argument that is written like a key of a mapping.
    init(_ key: ConfigKey) {
        switch key {
        case .null: self = .null
        case .bool(let value): self = .bool(value)
        case .int(let value): self = .int(value)
        case .bigInt(let value): self = .bigInt(value)
        case .float(let value): self = .float(value)
        case .string(let text): self = .string(text)
        case .bytes(let bytes): self = .string(String(decoding: bytes, as: UTF8.self))
        }
    }
}
