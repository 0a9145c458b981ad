import HydrangeaTree

// Python's conversions of a single value: `int(…)`, `float(…)`, `str(…)`, `bool(…)`.
extension Override.Value.Content {
    var asInteger: Override.Value.Content? {
        switch self {
        case .bool(let value): return .int(value ? 1 : 0)
        case .int, .bigInt: return self
        case .float(let value):
            guard value.isFinite else { return nil }
            if let whole = Int(exactly: value.rounded(.towardZero)) { return .int(whole) }
            return BigInteger(truncating: value).map { .bigInt($0) }
        case .string(let text):
            return PythonNumber.integer(text).flatMap(ConfigScalar.init).map { Self($0) }
        default: return nil
        }
    }

    var asFloat: Override.Value.Content? {
        switch self {
        case .bool(let value): return .float(value ? 1 : 0)
        case .int(let value): return .float(Double(value))
        case .bigInt(let value):
            guard let number = Double(value.description), number.isFinite else { return nil }
            return .float(number)
        case .float: return self
        case .string(let text): return PythonNumber.float(text).map { .float($0) }
        default: return nil
        }
    }

    var asText: Override.Value.Content? {
        switch self {
        case .bool(let value): .string(value ? "true" : "false")
        case .int(let value): .string(String(value))
        case .bigInt(let value): .string(value.description)
        case .float(let value): .string(PythonRepr.float(value))
        case .string: self
        default: nil
        }
    }

    var asBool: Override.Value.Content? {
        switch self {
        case .null: .bool(false)
        case .bool: self
        case .int(let value): .bool(value != 0)
        case .bigInt: .bool(true)
        case .float(let value): .bool(value != 0)
        case .string(let text):
            switch text.lowercased() {
            case "true": .bool(true)
            case "false": .bool(false)
            default: nil
            }
        default: nil
        }
    }
}
