import HydrangeaTree

extension ValueLexer {
    /// The value of a single token; beside other tokens it is text.
    func scalar(_ token: ValueToken, report: SyntaxReport) throws(ConfigError) -> ConfigScalar {
        switch token.kind {
        case .null: return .null
        case .bool: return .bool(bytes[token.start] | 0x20 == "t")
        case .float: return .float(NumberText.float(bytes[token.range]))
        case .int:
            guard let value = NumberText.integer(bytes[token.range]) else {
                throw report.error(
                    "this integer has more than \(BigInteger.digitLimit) digits", at: token.range,
                    help: "to keep it as text, quote it")
            }
            return value
        default:
            var text: [UInt8] = []
            append(token, to: &text)
            return .string(String(decoding: text, as: UTF8.self))
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
