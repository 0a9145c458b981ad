/// The methods of texts in expressions: `'a/b'.split('/')`.
enum TextMethod {
    static let names = ["endswith", "join", "lower", "replace", "split", "startswith", "strip", "upper"]

    static func call(_ name: String, on text: String, _ arguments: [CalculationValue]) throws(CalculationError)
        -> CalculationValue
    {
        switch (name, arguments.count) {
        case ("lower", 0): return .text(text.lowercased())
        case ("upper", 0): return .text(text.uppercased())
        case ("strip", 0): return .text(stripped(text) { $0.properties.isWhitespace })
        case ("strip", 1):
            let set = try string(arguments[0], name).unicodeScalars
            return .text(stripped(text) { set.contains($0) })
        case ("startswith", 1): return .bool(text.utf8.starts(with: try string(arguments[0], name).utf8))
        case ("endswith", 1):
            return .bool(text.utf8.reversed().starts(with: try string(arguments[0], name).utf8.reversed()))
        case ("replace", 2):
            return .text(try replaced(text, try string(arguments[0], name), try string(arguments[1], name)))
        case ("split", 0):
            return .list(text.unicodeScalars.split { $0.properties.isWhitespace }.map { .text(String($0)) })
        case ("split", 1):
            let separator = try string(arguments[0], name)
            if separator.isEmpty { throw CalculationError("split takes a separator that is not empty") }
            return .list(try Arithmetic.bounded(parts(text, separator).map(CalculationValue.text)))
        case ("join", 1): return .text(try joined(try CalculationFunction.items(of: arguments[0], name), by: text))
        default:
            if names.contains(name) {
                throw CalculationError(
                    "\(name) does not take \(arguments.count) argument\(arguments.count == 1 ? "" : "s")")
            }
            throw CalculationError("text has no '\(name)' here", help: "there is: \(names.joined(separator: ", "))")
        }
    }

    /// The items, which must be texts, joined by a separator.
    static func joined(_ items: [CalculationValue], by separator: String) throws(CalculationError) -> String {
        var texts: [String] = []
        for item in items { texts.append(try string(item, "join")) }
        let length = texts.reduce(texts.count * separator.utf8.count) { $0 + $1.utf8.count }
        if length > CalculationLimit.text { throw Arithmetic.tooLong }
        return texts.joined(separator: separator)
    }

    static func replaced(_ text: String, _ old: String, _ new: String) throws(CalculationError) -> String {
        if old.isEmpty { throw CalculationError("replace takes a text to look for that is not empty") }
        return try Arithmetic.bounded(parts(text, old).joined(separator: new))
    }

    /// The pieces between separators, compared byte by byte.
    private static func parts(_ text: String, _ separator: String) -> [String] {
        let wanted = Array(separator.utf8)
        var rest = Array(text.utf8)[...]
        var parts: [String] = []
        while let found = rest.firstRange(of: wanted) {
            parts.append(String(decoding: rest[..<found.lowerBound], as: UTF8.self))
            rest = rest[found.upperBound...]
        }
        return parts + [String(decoding: rest, as: UTF8.self)]
    }

    private static func stripped(_ text: String, _ isOuter: (Unicode.Scalar) -> Bool) -> String {
        let scalars = text.unicodeScalars.drop(while: isOuter)
        guard let last = scalars.lastIndex(where: { !isOuter($0) }) else { return "" }
        return String(scalars[...last])
    }

    private static func string(_ value: CalculationValue, _ name: String) throws(CalculationError) -> String {
        if case .text(let text) = value { return text }
        throw CalculationError("\(name) takes text, not \(value.kindName)", help: "str(…) makes text of a value")
    }
}
