import HydrangeaTree

/// The kind of number that a plain scalar spells, found in one pass over its bytes.
enum YAMLNumberKind {
    case decimal, octal, hexadecimal, binary
    /// `1:30`: base 60.
    case sexagesimal
    case float
    /// A float only by OmegaConf's rule, such as `1e5`: YAML 1.1 requires a point and the exponent's sign.
    case wideFloat
    case sexagesimalFloat
    case infinity, nan

    /// The kind of number of a text; nil if it is no number.
    init?(_ text: UnsafeBufferPointer<UInt8>) {
        var scan = ByteScanner(text)
        guard let shape = scan.numberShape() else { return nil }
        self = shape
    }
}

extension ByteScanner<UnsafeBufferPointer<UInt8>> {
    fileprivate mutating func numberShape() -> YAMLNumberKind? {
        let signed = skip("+") || skip("-")
        guard let first = byte else { return nil }
        if first == "." { return afterPoint(signed: signed) }
        guard first.isDigit else { return nil }
        if first == "0", let prefixed = prefixedInteger() { return prefixed }
        let start = position
        let strict = digitsAndUnderscores()
        switch byte {
        case nil: return integer(bytes[start..<position])
        case ".": return fraction(strict: strict)
        case ":": return sexagesimal(first: first)
        case "e", "E": return strict && exponent() != nil ? .wideFloat : nil
        default: return nil
        }
    }

    /// Skips digits and underscores. True if each underscore stood alone between two digits.
    private mutating func digitsAndUnderscores() -> Bool {
        var strict = true
        var previous = UInt8(ascii: "_")
        while position < bytes.count {
            let next = bytes[position]
            if next == "_" {
                if previous == "_" { strict = false }
            } else if !next.isDigit {
                break
            }
            previous = next
            position += 1
        }
        return strict && previous != "_"
    }

    /// `0b1_0` and `0x1f`, in small letters only.
    private mutating func prefixedInteger() -> YAMLNumberKind? {
        guard bytes.count - position > 2 else { return nil }
        let digits = bytes[(position + 2)...]
        switch bytes[position + 1] {
        case "b":
            return digits.allSatisfy { $0 == "0" || $0 == "1" || $0 == "_" }
                ? .binary : nil
        case "x":
            return digits.allSatisfy {
                $0.isDigit || ($0 | 0x20) &- UInt8(ascii: "a") < 6 || $0 == "_"
            } ? .hexadecimal : nil
        default: return nil
        }
    }

    /// A run that reaches the end: octal after a leading zero, and then without 8 and 9.
    private func integer(_ run: Slice<UnsafeBufferPointer<UInt8>>) -> YAMLNumberKind? {
        guard run.first == "0", run.count > 1 else { return .decimal }
        return run.allSatisfy { $0 != "8" && $0 != "9" } ? .octal : nil
    }

    private mutating func fraction(strict: Bool) -> YAMLNumberKind? {
        position += 1
        _ = digitsAndUnderscores()
        if byte == nil { return .float }
        switch exponent() {
        case .signed: return .float
        case .unsigned: return strict ? .wideFloat : nil
        case nil: return nil
        }
    }

    fileprivate enum NumberExponent { case signed, unsigned }

    /// An exponent that reaches the end.
    private mutating func exponent() -> NumberExponent? {
        guard skip("e") || skip("E") else { return nil }
        let signed = skip("+") || skip("-")
        guard skip(while: \.isDigit) > 0, byte == nil else { return nil }
        return signed ? .signed : .unsigned
    }

    /// `:MM` once or more, MM below 60; then the end, or a point and a fraction.
    private mutating func sexagesimal(first: UInt8) -> YAMLNumberKind? {
        while skip(":") {
            let start = position
            let size = skip(while: \.isDigit)
            guard size == 1 || (size == 2 && bytes[start] < UInt8(ascii: "6")) else { return nil }
        }
        if byte == nil { return first == "0" ? nil : .sexagesimal }
        guard skip(".") else { return nil }
        _ = digitsAndUnderscores()
        return byte == nil ? .sexagesimalFloat : nil
    }

    /// `.5`, `.inf`, `.nan`: only infinity may have a sign.
    private mutating func afterPoint(signed: Bool) -> YAMLNumberKind? {
        position += 1
        let rest = bytes[position...]
        if rest.elementsEqual("inf".utf8) || rest.elementsEqual("Inf".utf8) || rest.elementsEqual("INF".utf8) {
            return .infinity
        }
        if signed { return nil }
        if rest.elementsEqual("nan".utf8) || rest.elementsEqual("NaN".utf8) || rest.elementsEqual("NAN".utf8) {
            return .nan
        }
        guard let first = byte, first.isDigit else { return nil }
        _ = digitsAndUnderscores()
        return byte == nil || exponent() == .signed ? .float : nil
    }
}
