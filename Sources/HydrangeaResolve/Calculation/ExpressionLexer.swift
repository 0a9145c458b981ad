import HydrangeaTree

/// Splits an expression into tokens.
struct ExpressionLexer {
    enum Token: Equatable, Sendable {
        case int(Int)
        case float(Double)
        case text(String)
        case name(String)
        /// An operator, a bracket or a comma.
        case sign(String)
        case end
    }

    private let text: [Unicode.Scalar]
    private var index = 0
    /// The start of the last token, in characters.
    private(set) var place = 0

    private static let signs = [
        "**", "//", "==", "!=", "<=", ">=", "<<", ">>", "+", "-", "*", "/", "%", "<", ">", "(", ")", "[", "]", ",", ":",
        ".", "&", "|", "^", "~",
    ].map { Array($0.unicodeScalars) }

    init(_ text: String) { self.text = Array(text.unicodeScalars) }

    mutating func next() throws(CalculationError) -> Token {
        while let scalar = peek(), scalar.properties.isWhitespace { index += 1 }
        place = index
        guard let first = peek() else { return .end }
        if isDigit(first) || first == "." && peek(1).map(isDigit) == true { return try number() }
        if first == "'" || first == "\"" { return .text(try quoted(first)) }
        if isLetter(first) {
            let start = index
            while let scalar = peek(), isLetter(scalar) || isDigit(scalar) { index += 1 }
            return .name(string(start..<index))
        }
        for sign in Self.signs where text[index...].starts(with: sign) {
            index += sign.count
            return .sign(string(place..<index))
        }
        throw CalculationError("'\(String(first))' has no meaning in an expression", at: place)
    }

    private func peek(_ distance: Int = 0) -> Unicode.Scalar? {
        index + distance < text.count ? text[index + distance] : nil
    }
    private func string(_ range: Range<Int>) -> String { String(String.UnicodeScalarView(text[range])) }
    private func isDigit(_ scalar: Unicode.Scalar) -> Bool { ("0"..."9").contains(scalar) }
    private func isLetter(_ scalar: Unicode.Scalar) -> Bool { scalar == "_" || scalar.properties.isAlphabetic }

    private mutating func number() throws(CalculationError) -> Token {
        let start = index
        var isPower = false
        while let scalar = peek() {
            if scalar == "+" || scalar == "-" {
                guard isPower else { break }
            } else if !(isDigit(scalar) || isLetter(scalar) || scalar == ".") {
                break
            }
            isPower = (scalar == "e" || scalar == "E") && !string(start..<index).lowercased().hasPrefix("0x")
            index += 1
        }
        let spelling = string(start..<index)
        if let whole = try whole(spelling) { return .int(whole) }
        guard let value = PythonNumber.float(spelling), spelling.utf8.allSatisfy({ $0 < 0x80 }) else {
            throw CalculationError("'\(spelling)' is no number", at: start)
        }
        return .float(value)
    }

    private func whole(_ spelling: String) throws(CalculationError) -> Int? {
        let radix = ["0x": 16, "0X": 16, "0o": 8, "0O": 8, "0b": 2, "0B": 2][String(spelling.prefix(2))] ?? 10
        if radix == 10, spelling.count > 1, spelling.hasPrefix("0"),
            spelling.utf8.contains(where: { $0 != "0" && $0 != "_" }),
            spelling.utf8.allSatisfy({ $0 != "." && $0 | 0x20 != "e" })
        {
            throw CalculationError("'\(spelling)' is no number: it begins with 0", at: place)
        }
        switch PythonNumber.int(Array(spelling.utf8), radix: radix) {
        case .int(let value)?: return value
        case .bigInt?: throw CalculationError("\(spelling) is beyond 64 bits", at: place)
        default: return nil
        }
    }

    private mutating func quoted(_ quote: Unicode.Scalar) throws(CalculationError) -> String {
        let start = index
        index += 1
        var result = String.UnicodeScalarView()
        while let scalar = peek() {
            index += 1
            if scalar == quote { return String(result) }
            guard scalar == "\\", let escaped = peek() else {
                result.append(scalar)
                continue
            }
            index += 1
            switch escaped {
            case "n": result.append("\n")
            case "t": result.append("\t")
            case "r": result.append("\r")
            case "\\", "'", "\"": result.append(escaped)
            default:
                result.append("\\")
                result.append(escaped)
            }
        }
        throw CalculationError("this quote is not closed", at: start)
    }
}
