import HydrangeaTree

/// The value of a scalar without quotes and without a tag: YAML 1.1's rules as OmegaConf changes them.
enum PlainScalar {
    enum Meaning {
        case value(ConfigNode.Content)
        /// `<<`: a key that merges other mappings, and no value.
        case merge
        /// `=`: text as a key, and no value.
        case equals(String)
        /// Text that looks like a number and is none, such as `0x_`.
        case unreadable
    }

    static func meaning(of text: UnsafeBufferPointer<UInt8>) -> Meaning {
        guard let first = text.first else { return .value(.null) }
        switch first {
        case "0"..."9", "+", "-", ".":
            guard let shape = YAMLNumberKind(text) else { break }
            return number(text, shape).map(Meaning.value) ?? .unreadable
        case "<", "=", "~", "n", "N",
            "y",
            "Y", "t", "T", "f", "F",
            "o",
            "O":
            if text.count <= 5, let word = word(text) { return word }
        default: break
        }
        return .value(.string(String(decoding: text, as: UTF8.self)))
    }

    /// The words with a meaning, such as `true`: in small letters, with a capital first letter, or in capitals, and in
    /// no other form.
    private static func word(_ text: UnsafeBufferPointer<UInt8>) -> Meaning? {
        switch text.count {
        case 1:
            switch text[0] {
            case "~": return .value(.null)
            case "=": return .equals("=")
            default: return nil
            }
        case 2:
            if text[0] == "<", text[1] == "<" { return .merge }
            return spells(text, "no") ? .value(.bool(false)) : spells(text, "on") ? .value(.bool(true)) : nil
        case 3: return spells(text, "yes") ? .value(.bool(true)) : spells(text, "off") ? .value(.bool(false)) : nil
        case 4: return spells(text, "true") ? .value(.bool(true)) : spells(text, "null") ? .value(.null) : nil
        case 5: return spells(text, "false") ? .value(.bool(false)) : nil
        default: return nil
        }
    }

    private static func spells(_ text: UnsafeBufferPointer<UInt8>, _ word: StaticString) -> Bool {
        let small = UnsafeBufferPointer(start: word.utf8Start, count: word.utf8CodeUnitCount)
        guard text[0] | 0x20 == small[0] else { return false }
        // The letters after the first one have one case throughout, and capitals need a capital first letter.
        let isCapital = text[0] < 0x60 && text[1] < 0x60
        for index in 1..<small.count where text[index] != (isCapital ? small[index] & 0xDF : small[index]) {
            return false
        }
        return true
    }

    /// True if YAML 1.1 gives the text another type, so that it needs quotes to stay text. Dates count, although the
    /// reader leaves them as text.
    static func isTypedInYAML11(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        guard let first = text.first else { return true }
        switch first {
        case "0"..."9", "+", "-", ".":
            switch YAMLNumberKind(text) {
            case .wideFloat: return false
            case .some: return true
            case nil: return Timestamp.matches(text)
            }
        case "!", "&", "*": return text.count == 1
        default:
            if text.count > 5 { return false }
            return word(text) != nil
        }
    }
}

extension PlainScalar {
    /// The value of a number; nil if the conversion fails.
    static func number(_ text: UnsafeBufferPointer<UInt8>, _ shape: YAMLNumberKind) -> ConfigNode.Content? {
        let negative = text.first == "-"
        let sign = negative || text.first == "+" ? 1 : 0
        let digits = UnsafeBufferPointer(rebasing: text[sign...])
        switch shape {
        case .decimal: return integer(digits, radix: 10, negative: negative)
        case .octal: return integer(digits, radix: 8, negative: negative)
        case .binary: return integer(UnsafeBufferPointer(rebasing: digits[2...]), radix: 2, negative: negative)
        case .hexadecimal: return integer(UnsafeBufferPointer(rebasing: digits[2...]), radix: 16, negative: negative)
        case .sexagesimal: return sexagesimal(withoutUnderscores(digits), negative: negative)
        case .float, .wideFloat: return float(text).map(ConfigNode.Content.float)
        case .sexagesimalFloat: return sexagesimalFloat(withoutUnderscores(digits), negative: negative)
        case .infinity: return .float(negative ? -.infinity : .infinity)
        case .nan: return .float(.nan)
        }
    }

    private static func withoutUnderscores(_ text: UnsafeBufferPointer<UInt8>) -> [UInt8] {
        text.filter { $0 != "_" }
    }

    private static func integer(_ digits: UnsafeBufferPointer<UInt8>, radix: UInt64, negative: Bool) -> ConfigNode
        .Content?
    {
        var value: UInt64 = 0
        var any = false
        for byte in digits where byte != "_" {
            any = true
            let digit = UInt64(byte < 0x40 ? byte & 0x0F : (byte & 0x0F) + 9)
            let (product, tooLarge) = value.multipliedReportingOverflow(by: radix)
            let (sum, overflow) = product.addingReportingOverflow(digit)
            if tooLarge || overflow { return bigInteger(digits, radix: Int(radix), negative: negative) }
            value = sum
        }
        guard any else { return nil }
        if let small = Int(exactly: value) { return .int(negative ? -small : small) }
        if negative, value == Int.min.magnitude { return .int(.min) }
        return bigInteger(digits, radix: Int(radix), negative: negative)
    }

    private static func bigInteger(_ digits: UnsafeBufferPointer<UInt8>, radix: Int, negative: Bool) -> ConfigNode
        .Content?
    {
        BigInteger(digits: withoutUnderscores(digits), radix: radix, negative: negative).map(ConfigNode.Content.bigInt)
    }

    /// `185:10:25` as `int()` of each part, base 60; the text has neither sign nor underscores.
    static func sexagesimal(_ text: [UInt8], negative: Bool) -> ConfigNode.Content? {
        var limbs: [UInt64] = [0]
        for part in text.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false) {
            // Every part but the first is small. The first one's digits are added one by one; then the number so far is
            // multiplied by 60.
            let isFirst = part.startIndex == text.startIndex
            if limbs.count * 9 > BigInteger.digitLimit + 18 { return nil }
            guard let value = PythonNumber.int(Array(part), radix: 10) else { return nil }
            switch value {
            case .int(let value) where value >= 0: limbs = multiply(limbs, by: isFirst ? 1 : 60, adding: UInt64(value))
            case .bigInt where isFirst:
                for digit in part where digit.isDigit {
                    limbs = multiply(limbs, by: 10, adding: UInt64(digit & 0x0F))
                }
            default: return nil
            }
        }
        guard let big = BigInteger(limbs: limbs, negative: negative) else { return nil }
        return Int(big.description).map(ConfigNode.Content.int) ?? .bigInt(big)
    }

    /// A number in base 10⁹, least part first, times a small factor and plus a number.
    private static func multiply(_ limbs: [UInt64], by factor: UInt64, adding number: UInt64) -> [UInt64] {
        let base: UInt64 = 1_000_000_000
        var result: [UInt64] = []
        var carry = number
        for limb in limbs {
            let next = limb * factor + carry % base
            result.append(next % base)
            carry = carry / base + next / base
        }
        while carry > 0 {
            result.append(carry % base)
            carry /= base
        }
        return result
    }

    /// The float of a base 60 number. Python adds the parts from the last one on, each as a float.
    static func sexagesimalFloat(_ text: [UInt8], negative: Bool) -> ConfigNode.Content? {
        var value = 0.0
        var unit = 1.0
        for part in text.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false).reversed() {
            guard unit.isFinite, let number = PythonNumber.float(Array(part)) else { return nil }
            value += number * unit
            unit *= 60
        }
        return .float(negative ? -value : value)
    }

    /// The float that the bytes spell, apart from underscores.
    private static func float(_ text: UnsafeBufferPointer<UInt8>) -> Double? {
        Double(
            String(decoding: text.contains(UInt8(ascii: "_")) ? withoutUnderscores(text) : Array(text), as: UTF8.self))
    }
}
