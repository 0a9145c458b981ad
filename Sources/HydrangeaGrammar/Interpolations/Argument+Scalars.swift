import HydrangeaTree

extension Interpolation.Argument {
    /// Makes the argument that is written like a key of a mapping.
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
