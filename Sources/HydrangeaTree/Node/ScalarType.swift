/// The scalar types that values can be declared with, and OmegaConf's conversions to them.
package enum ScalarType: String, Sendable, CaseIterable {
    case bool, bytes, float, int, str

    /// The scalar converted to this type; nil if it cannot be converted. Null belongs to none of the types.
    package func coerced(_ content: ConfigNode.Content) -> ConfigNode.Content? {
        switch self {
        case .bool: Self.bool(content).map { .bool($0) }
        case .bytes: if case .bytes = content { content } else { nil }
        case .float: Self.float(content).map { .float($0) }
        case .int: Self.int(content)
        case .str: Self.text(content).map { .string($0) }
        }
    }

    private static func int(_ value: ConfigNode.Content) -> ConfigNode.Content? {
        switch value {
        case .int, .bigInt: value
        case .string(let text): PythonNumber.integer(text)
        default: nil
        }
    }

    private static func float(_ value: ConfigNode.Content) -> Double? {
        switch value {
        case .float(let value): value
        case .int(let value): Double(value)
        case .bigInt(let value): Double(value.description)
        case .string(let text): PythonNumber.float(text)
        default: nil
        }
    }

    private static func bool(_ value: ConfigNode.Content) -> Bool? {
        switch value {
        case .bool(let value): return value
        case .int(let value): return value != 0
        case .bigInt: return true
        case .string(let text):
            if let number = PythonNumber.integer(text) { return bool(number) }
            switch text.lowercased() {
            case "yes", "y", "on", "true": return true
            case "no", "n", "off", "false": return false
            default: return nil
            }
        default: return nil
        }
    }

    private static func text(_ value: ConfigNode.Content) -> String? {
        switch value {
        case .string(let text): text
        case .bool(let value): PythonRepr.bool(value)
        case .int(let value): String(value)
        case .bigInt(let value): value.description
        case .float(let value): PythonRepr.float(value)
        case .null, .bytes, .sequence, .mapping: nil
        }
    }
}
