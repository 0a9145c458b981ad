import HydrangeaTree

extension ValueLexer {
    /// What a token alone is.
    enum Scalar {
        case null
        case bool(Bool)
        case int(Int)
        case bigInt(BigInteger)
        case float(Double)
        case text
    }

    /// The value of a token that stands alone; next to others it is text.
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
                    "this integer has more than \(BigInteger.digitLimit) digits", at: token.range, help: "to keep it as text, quote it")
            }
        default: return .text
        }
    }

    /// Adds the text of a token, escapes taken out.
    func append(_ token: ValueToken, to text: inout [UInt8]) {
        if token.kind == .escapes {
            text += stride(from: token.start + 1, to: token.end, by: 2).lazy.map { bytes[$0] }
        } else {
            text += bytes[token.range]
        }
    }
}
