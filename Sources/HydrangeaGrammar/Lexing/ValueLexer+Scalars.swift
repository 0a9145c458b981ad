import HydrangeaTree

/// The value of text without quotes.
enum Scalar {
    case null
    case bool(Bool)
    case int(Int)
    case bigInt(BigInteger)
    case float(Double)
    case text(String)

    /// The same value as a key of a mapping.
    var key: ConfigKey {
        switch self {
        case .null: .null
        case .bool(let value): .bool(value)
        case .int(let value): .int(value)
        case .bigInt(let value): .bigInt(value)
        case .float(let value): .float(value)
        case .text(let text): .string(text)
        }
    }
}

extension ValueLexer {
    /// The value of a single token; beside other tokens it is text.
    func scalar(_ token: ValueToken, report: SyntaxReport) throws(ConfigError) -> Scalar {
        switch token.kind {
        case .null: return .null
        case .bool: return .bool(bytes[token.start] | 0x20 == "t")
        case .float: return .float(NumberText.float(bytes[token.range]))
        case .int:
            switch NumberText.integer(bytes[token.range]) {
            case .int(let value): return .int(value)
            case .bigInt(let value): return .bigInt(value)
            case nil:
                throw report.error(
                    "this integer has more than \(BigInteger.digitLimit) digits", at: token.range,
                    help: "to keep it as text, quote it")
            }
        default:
            var text: [UInt8] = []
            append(token, to: &text)
            return .text(String(decoding: text, as: UTF8.self))
        }
    }

    /// Appends the text of a token, with its escapes resolved.
    func append(_ token: ValueToken, to text: inout [UInt8]) {
        if token.kind == .escapes {
            for index in stride(from: token.start + 1, to: token.end, by: 2) { text.append(bytes[index]) }
        } else {
            text += bytes[token.range]
        }
    }
}
