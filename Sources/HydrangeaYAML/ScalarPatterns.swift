/// The patterns by which YAML 1.1 readers of Python tell plain scalars apart, over bytes and anchored at both ends.
enum ScalarPatterns {
    typealias Text = UnsafeBufferPointer<UInt8>

    /// Whether a reader without OmegaConf's changes would take plain text for something other than a string: then it must be printed in quotes.
    static func isSpecial(_ text: Text) -> Bool {
        guard let first = text.first else { return true }
        switch first {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): return isInt(text) || isFloat(text) || isTimestamp(text)
        case UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "."): return isInt(text) || isFloat(text)
        case UInt8(ascii: "~"), UInt8(ascii: "n"), UInt8(ascii: "N"): return isNull(text) || isBool(text)
        case UInt8(ascii: "y"), UInt8(ascii: "Y"), UInt8(ascii: "t"), UInt8(ascii: "T"), UInt8(ascii: "f"), UInt8(ascii: "F"),
            UInt8(ascii: "o"), UInt8(ascii: "O"):
            return isBool(text)
        case UInt8(ascii: "<"): return equals(text, "<<")
        case UInt8(ascii: "="): return text.count == 1
        default: return false
        }
    }

    static func isNull(_ text: Text) -> Bool {
        text.isEmpty || equals(text, "~") || equals(text, "null") || equals(text, "Null") || equals(text, "NULL")
    }

    static func isBool(_ text: Text) -> Bool {
        switch text.count {
        case 2: isAny(text, ["no", "No", "NO", "on", "On", "ON"])
        case 3: isAny(text, ["yes", "Yes", "YES", "off", "Off", "OFF"])
        case 4: isAny(text, ["true", "True", "TRUE"])
        case 5: isAny(text, ["false", "False", "FALSE"])
        default: false
        }
    }

    private static func isAny(_ text: Text, _ words: [StaticString]) -> Bool { words.contains { equals(text, $0) } }

    static func equals(_ text: Text, _ word: StaticString) -> Bool {
        text.count == word.utf8CodeUnitCount && word.withUTF8Buffer { text.elementsEqual($0) }
    }
}

// MARK: - Integers

extension ScalarPatterns {
    /// Binary, octal, decimal, hexadecimal, and base 60.
    static func isInt(_ text: Text) -> Bool {
        let start = afterSign(text)
        guard start < text.count else { return false }
        if text[start] == UInt8(ascii: "0") {
            guard start + 1 < text.count else { return true }
            let rest = start + 2
            switch text[start + 1] {
            case UInt8(ascii: "b"): return rest < text.count && all(text, from: rest) { $0 == UInt8(ascii: "0") || $0 == UInt8(ascii: "1") || $0 == UInt8(ascii: "_") }
            case UInt8(ascii: "x"): return rest < text.count && all(text, from: rest) { isHexadecimal($0) || $0 == UInt8(ascii: "_") }
            default: return all(text, from: start + 1) { ($0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "7")) || $0 == UInt8(ascii: "_") }
            }
        }
        guard isDigit(text[start]) else { return false }
        let end = afterDigits(text, from: start)
        return end == text.count || afterBase60(text, from: end) == text.count
    }

    private static func isHexadecimal(_ byte: UInt8) -> Bool {
        isDigit(byte) || (byte | 0x20 >= UInt8(ascii: "a") && byte | 0x20 <= UInt8(ascii: "f"))
    }
}

// MARK: - Floats

extension ScalarPatterns {
    /// With a point: an exponent needs its sign, and a leading point takes no sign before it.
    static func isFloat(_ text: Text) -> Bool {
        let start = afterSign(text)
        guard start < text.count else { return false }
        if text[start] == UInt8(ascii: ".") { return isPointFirst(text, start) }
        guard isDigit(text[start]) else { return false }
        let end = afterDigits(text, from: start)
        guard end < text.count else { return false }
        if text[end] == UInt8(ascii: ".") {
            let fraction = afterDigits(text, from: end + 1)
            return fraction == text.count || isSignedExponent(text, from: fraction)
        }
        let base60 = afterBase60(text, from: end)
        return base60 > end && base60 < text.count && text[base60] == UInt8(ascii: ".") && afterDigits(text, from: base60 + 1) == text.count
    }

    private static func isPointFirst(_ text: Text, _ point: Int) -> Bool {
        let rest = Text(rebasing: text[(point + 1)...])
        if isAny(rest, ["inf", "Inf", "INF"]) { return true }
        guard point == 0 else { return false }
        if isAny(rest, ["nan", "NaN", "NAN"]) { return true }
        guard let first = rest.first, isDigit(first) else { return false }
        let end = afterDigits(text, from: 1)
        return end == text.count || isSignedExponent(text, from: end)
    }

    private static func isSignedExponent(_ text: Text, from index: Int) -> Bool {
        guard index + 2 < text.count, text[index] | 0x20 == UInt8(ascii: "e"), isSign(text[index + 1]) else { return false }
        return all(text, from: index + 2, isDigit)
    }
}

// MARK: - Timestamps

extension ScalarPatterns {
    /// A date, or a date with a time: strings when read, but printed in quotes.
    static func isTimestamp(_ text: Text) -> Bool {
        guard text.count >= 8, all(Text(rebasing: text[..<4]), from: 0, isDigit), text[4] == UInt8(ascii: "-") else { return false }
        if text.count == 10, text[7] == UInt8(ascii: "-"), isDigit(text[5]), isDigit(text[6]), isDigit(text[8]), isDigit(text[9]) { return true }
        guard let month = afterOneOrTwo(text, from: 5), month < text.count, text[month] == UInt8(ascii: "-"),
            let day = afterOneOrTwo(text, from: month + 1), day < text.count
        else { return false }
        var index = day
        if text[index] | 0x20 == UInt8(ascii: "t") { index += 1 } else { index = afterBlanks(text, from: index) }
        guard index > day, let hour = afterOneOrTwo(text, from: index), let minute = afterColonAndTwo(text, from: hour),
            let second = afterColonAndTwo(text, from: minute)
        else { return false }
        index = second
        if index < text.count, text[index] == UInt8(ascii: ".") {
            index += 1
            while index < text.count, isDigit(text[index]) { index += 1 }
        }
        return index == text.count || isZone(text, from: afterBlanks(text, from: index))
    }

    private static func isZone(_ text: Text, from index: Int) -> Bool {
        guard index < text.count else { return false }
        if text[index] == UInt8(ascii: "Z") { return index + 1 == text.count }
        guard isSign(text[index]), let hour = afterOneOrTwo(text, from: index + 1) else { return false }
        return hour == text.count || afterColonAndTwo(text, from: hour) == text.count
    }

    private static func afterOneOrTwo(_ text: Text, from index: Int) -> Int? {
        guard index < text.count, isDigit(text[index]) else { return nil }
        return index + 1 < text.count && isDigit(text[index + 1]) ? index + 2 : index + 1
    }

    private static func afterColonAndTwo(_ text: Text, from index: Int) -> Int? {
        guard index + 2 < text.count, text[index] == UInt8(ascii: ":"), isDigit(text[index + 1]), isDigit(text[index + 2]) else { return nil }
        return index + 3
    }

    private static func afterBlanks(_ text: Text, from index: Int) -> Int {
        var index = index
        while index < text.count, text[index] == UInt8(ascii: " ") || text[index] == UInt8(ascii: "\t") { index += 1 }
        return index
    }
}

// MARK: - Pieces

extension ScalarPatterns {
    static func isDigit(_ byte: UInt8) -> Bool { byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9") }
    static func isSign(_ byte: UInt8) -> Bool { byte == UInt8(ascii: "+") || byte == UInt8(ascii: "-") }

    static func afterSign(_ text: Text) -> Int { text.first.map(isSign) == true ? 1 : 0 }

    /// Digits and underscores.
    static func afterDigits(_ text: Text, from index: Int) -> Int {
        var index = index
        while index < text.count, isDigit(text[index]) || text[index] == UInt8(ascii: "_") { index += 1 }
        return index
    }

    /// `:` and a number below 60, once or more often.
    static func afterBase60(_ text: Text, from index: Int) -> Int {
        var index = index
        while index + 1 < text.count, text[index] == UInt8(ascii: ":"), isDigit(text[index + 1]) {
            let isTwo = text[index + 1] <= UInt8(ascii: "5") && index + 2 < text.count && isDigit(text[index + 2])
            index += isTwo ? 3 : 2
        }
        return index
    }

    static func all(_ text: Text, from index: Int, _ condition: (UInt8) -> Bool) -> Bool { text[index...].allSatisfy(condition) }
}
