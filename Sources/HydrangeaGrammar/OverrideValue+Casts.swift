import HydrangeaTree

// What Python makes of a single value: `int(…)`, `float(…)`, `str(…)`, `bool(…)`.
extension OverrideValue {
    var asInteger: OverrideValue? {
        switch self {
        case .bool(let value): return .int(value ? 1 : 0)
        case .int, .bigInt: return self
        case .float(let value):
            guard value.isFinite else { return nil }
            if value.magnitude < 0x1p62 { return .int(Int(value)) }
            // Beyond 64 bits a number has no fraction: its bits followed by zeros are the integer.
            let zeros = max(0, Int(value.exponent) - 52)
            let bits = String(value.significandBitPattern | 1 << 52, radix: 2).utf8
            return BigInteger(digits: Array(bits) + Array(repeating: 0x30, count: zeros), radix: 2, negative: value < 0).map { .bigInt($0) }
        case .string(let text): return PythonNumber.integer(text)
        default: return nil
        }
    }

    var asFloat: OverrideValue? {
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

    var asText: OverrideValue? {
        switch self {
        case .bool(let value): .string(value ? "true" : "false")
        case .int(let value): .string(String(value))
        case .bigInt(let value): .string(value.description)
        case .float(let value): .string(PythonSpelling.float(value))
        case .string: self
        default: nil
        }
    }

    var asBool: OverrideValue? {
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

/// Numbers as Python's `int()` and `float()` read text: with white space around, single underscores, and digits of any script.
enum PythonNumber {
    static func integer(_ text: String) -> OverrideValue? {
        guard let bytes = plainDigits(text), let body = unsigned(bytes), groups(body, allowsEmpty: false) else { return nil }
        switch NumberText.integer(bytes) {
        case .int(let value): return .int(value)
        case .bigInt(let value): return .bigInt(value)
        case nil: return nil
        }
    }

    static func float(_ text: String) -> Double? {
        guard let bytes = plainDigits(text), let body = unsigned(bytes) else { return nil }
        let word = String(decoding: body, as: UTF8.self).lowercased()
        if word == "inf" || word == "infinity" || word == "nan" { return NumberText.float(bytes) }
        let parts = body.split(maxSplits: 1, omittingEmptySubsequences: false) { $0 == "e" || $0 == "E" }
        let point = parts[0].split(maxSplits: 1, omittingEmptySubsequences: false) { $0 == "." }
        guard point.allSatisfy({ groups($0, allowsEmpty: true) }), point.contains(where: { !$0.isEmpty }) else { return nil }
        if parts.count > 1 {
            guard let exponent = unsigned(Array(parts[1])), groups(exponent, allowsEmpty: false) else { return nil }
        }
        return NumberText.float(bytes)
    }

    /// The text trimmed, its decimal digits of any script as ASCII ones.
    private static func plainDigits(_ text: String) -> [UInt8]? {
        var result: [UInt8] = []
        for scalar in text.unicodeScalars.drop(while: isSpace).reversed().drop(while: isSpace).reversed() {
            if scalar.isASCII {
                result.append(UInt8(truncatingIfNeeded: scalar.value))
            } else if scalar.properties.numericType == .decimal, let digit = scalar.properties.numericValue {
                result.append(0x30 + UInt8(digit))
            } else {
                return nil
            }
        }
        return result
    }

    private static func isSpace(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.isWhitespace || (0x1C...0x1F).contains(scalar.value)
    }

    private static func unsigned(_ bytes: [UInt8]) -> ArraySlice<UInt8>? {
        guard let first = bytes.first else { return nil }
        return first == "+" || first == "-" ? bytes.dropFirst() : bytes[...]
    }

    /// Whether the bytes are digits, with single underscores between them.
    private static func groups(_ bytes: ArraySlice<UInt8>, allowsEmpty: Bool) -> Bool {
        if bytes.isEmpty { return allowsEmpty }
        return bytes.split(omittingEmptySubsequences: false) { $0 == "_" }.allSatisfy { !$0.isEmpty && $0.allSatisfy(\.isDigit) }
    }
}
