import HydrangeaTree

/// Numbers as Python's `int(text)` and `float(text)` read them: blanks around, single underscores between digits.
enum PythonNumber {
    /// The integer that a text spells, or nil.
    static func integer(_ text: String) -> ConfigNode.Content? {
        guard let digits = digits(of: text, isFloat: false) else { return nil }
        if let value = Int(digits) { return .int(value) }
        let negative = digits.hasPrefix("-")
        let magnitude = digits.utf8.drop { $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "+") }
        return BigInteger(digits: magnitude, radix: 10, negative: negative).map(ConfigNode.Content.bigInt)
    }

    /// The integer that a text spells, where only a small one makes sense: the index of a list.
    static func index(_ text: String) -> Int? {
        if case .int(let value) = integer(text) { value } else { nil }
    }

    static func float(_ text: String) -> Double? {
        guard let digits = digits(of: text, isFloat: true) else { return nil }
        let word = digits.drop { $0 == "-" || $0 == "+" }.lowercased()
        let sign: Double = digits.hasPrefix("-") ? -1 : 1
        if word == "inf" || word == "infinity" { return sign * .infinity }
        if word == "nan" { return .nan }
        guard word.utf8.allSatisfy({ isDigit($0) || ".e-+".utf8.contains($0) }) else { return nil }
        return Double(word.hasPrefix(".") ? "0" + word : String(word)).map { sign * $0 }
    }

    /// The text without its outer blanks and with plain digits, or nil when an underscore or a sign stands wrong.
    private static func digits(of text: String, isFloat: Bool) -> String? {
        let scalars = Array(text.unicodeScalars)
        guard let first = scalars.firstIndex(where: { !isBlank($0) }), let last = scalars.lastIndex(where: { !isBlank($0) }) else { return nil }
        var result: [UInt8] = []
        var wasDigit = false
        for index in first...last {
            let scalar = scalars[index]
            if scalar == "_" {
                guard wasDigit, index < last, digit(scalars[index + 1]) != nil else { return nil }
                wasDigit = false
            } else if let digit = digit(scalar) {
                result.append(UInt8(ascii: "0") + digit)
                wasDigit = true
            } else {
                guard scalar.isASCII, isFloat || index == first && (scalar == "-" || scalar == "+") else { return nil }
                result.append(UInt8(scalar.value))
                wasDigit = false
            }
        }
        return String(decoding: result, as: UTF8.self)
    }

    private static func isBlank(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.isWhitespace || (0x1C...0x1F).contains(scalar.value)
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }

    /// The value of a decimal digit of any script.
    private static func digit(_ scalar: Unicode.Scalar) -> UInt8? {
        if scalar.isASCII { return isDigit(UInt8(scalar.value)) ? UInt8(scalar.value) - UInt8(ascii: "0") : nil }
        guard scalar.properties.generalCategory == .decimalNumber, let value = scalar.properties.numericValue else { return nil }
        return UInt8(exactly: value)
    }
}
