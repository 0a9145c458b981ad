import HydrangeaTree

// The JSON of `json_str`, as Python writes it: with a space after separators, and with escapes for characters beyond
// ASCII.
extension Override.Value.Content {
    /// The JSON of the value; nil if it contains a sweep.
    var pythonJSON: String? {
        switch self {
        case .null: return "null"
        case .bool(let value): return value ? "true" : "false"
        case .int(let value): return String(value)
        case .bigInt(let value): return value.description
        case .float(let value): return Self.pythonJSON(value)
        case .string(let text), .quoted(let text, _): return Self.pythonJSON(text)
        case .list(let values):
            var items: [String] = []
            for value in values {
                guard let item = value.content.pythonJSON else { return nil }
                items.append(item)
            }
            return "[\(items.joined(separator: ", "))]"
        case .map(let pairs):
            var items: [String] = []
            for pair in pairs {
                guard let value = pair.value.content.pythonJSON else { return nil }
                items.append("\(Self.pythonJSON(key: pair.key)): \(value)")
            }
            return "{\(items.joined(separator: ", "))}"
        case .sweep, .extendList: return nil
        }
    }

    private static func pythonJSON(key: ConfigKey) -> String {
        if case .float(let value) = key { return "\"\(pythonJSON(value))\"" }
        return pythonJSON(key.description)
    }

    private static func pythonJSON(_ value: Double) -> String {
        if value.isNaN { return "NaN" }
        if value.isInfinite { return value < 0 ? "-Infinity" : "Infinity" }
        return PythonRepr.float(value)
    }

    private static func pythonJSON(_ text: String) -> String {
        var json = "\""
        for unit in text.utf16 {
            switch unit {
            case 0x22: json += "\\\""
            case 0x5C: json += "\\\\"
            case 0x08: json += "\\b"
            case 0x09: json += "\\t"
            case 0x0A: json += "\\n"
            case 0x0C: json += "\\f"
            case 0x0D: json += "\\r"
            case 0x20...0x7E: json.unicodeScalars.append(Unicode.Scalar(UInt8(truncatingIfNeeded: unit)))
            default:
                let digits = String(unit, radix: 16)
                json += "\\u" + String(repeating: "0", count: 4 - digits.utf8.count) + digits
            }
        }
        return json + "\""
    }
}
