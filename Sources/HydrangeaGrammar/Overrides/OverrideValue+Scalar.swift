import HydrangeaTree

extension Override.Value {
    /// The value as a scalar; nil for a list, a mapping or a sweep.
    var scalar: ConfigScalar? { content.scalar }
}

extension Override.Value.Content {
    /// Makes a content of a scalar. Bytes, which overrides do not have, become their spelling in Python.
    init(_ scalar: ConfigScalar) {
        switch scalar {
        case .null: self = .null
        case .bool(let value): self = .bool(value)
        case .int(let value): self = .int(value)
        case .bigInt(let value): self = .bigInt(value)
        case .float(let value): self = .float(value)
        case .string(let text): self = .string(text)
        case .bytes(let bytes): self = .string(PythonRepr.bytes(bytes))
        }
    }

    fileprivate var scalar: ConfigScalar? {
        switch self {
        case .null: .null
        case .bool(let value): .bool(value)
        case .int(let value): .int(value)
        case .bigInt(let value): .bigInt(value)
        case .float(let value): .float(value)
        case .string(let text), .quoted(let text, _): .string(text)
        case .list, .map, .sweep, .extendList: nil
        }
    }
}
