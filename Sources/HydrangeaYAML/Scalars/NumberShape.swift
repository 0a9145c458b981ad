import HydrangeaTree

/// The kind of number that a plain scalar spells, found in one pass over its bytes.
enum NumberShape {
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
        var scan = NumberScanner(text)
        guard let shape = scan.shape() else { return nil }
        self = shape
    }
}

private struct NumberScanner {
    private let text: UnsafeBufferPointer<UInt8>
    private var at = 0

    init(_ text: UnsafeBufferPointer<UInt8>) { self.text = text }

    mutating func shape() -> NumberShape? {
        let signed = skip("+") || skip("-")
        guard let first = byte else { return nil }
        if first == UInt8(ascii: ".") { return afterPoint(signed: signed) }
        guard PythonNumber.isDigit(first) else { return nil }
        if first == UInt8(ascii: "0"), let prefixed = prefixedInteger() { return prefixed }
        let start = at
        let strict = digitsAndUnderscores()
        switch byte {
        case nil: return integer(text[start..<at])
        case UInt8(ascii: "."): return fraction(strict: strict)
        case UInt8(ascii: ":"): return sexagesimal(first: first)
        case UInt8(ascii: "e"), UInt8(ascii: "E"): return strict && exponent() != nil ? .wideFloat : nil
        default: return nil
        }
    }

    private var byte: UInt8? { at < text.count ? text[at] : nil }

    private mutating func skip(_ wanted: Unicode.Scalar) -> Bool {
        guard byte == UInt8(ascii: wanted) else { return false }
        at += 1
        return true
    }

    private mutating func skip(while matches: (UInt8) -> Bool) -> Int {
        let start = at
        while at < text.count, matches(text[at]) { at += 1 }
        return at - start
    }

    /// Skips digits and underscores. True if each underscore stood alone between two digits.
    private mutating func digitsAndUnderscores() -> Bool {
        var strict = true
        var previous = UInt8(ascii: "_")
        while at < text.count {
            let next = text[at]
            if next == UInt8(ascii: "_") {
                if previous == UInt8(ascii: "_") { strict = false }
            } else if !PythonNumber.isDigit(next) {
                break
            }
            previous = next
            at += 1
        }
        return strict && previous != UInt8(ascii: "_")
    }

    /// `0b1_0` and `0x1f`, in small letters only.
    private mutating func prefixedInteger() -> NumberShape? {
        guard text.count - at > 2 else { return nil }
        let digits = text[(at + 2)...]
        switch text[at + 1] {
        case UInt8(ascii: "b"):
            return digits.allSatisfy { $0 == UInt8(ascii: "0") || $0 == UInt8(ascii: "1") || $0 == UInt8(ascii: "_") }
                ? .binary : nil
        case UInt8(ascii: "x"):
            return digits.allSatisfy {
                PythonNumber.isDigit($0) || ($0 | 0x20) &- UInt8(ascii: "a") < 6 || $0 == UInt8(ascii: "_")
            } ? .hexadecimal : nil
        default: return nil
        }
    }

    /// A run that reaches the end: octal after a leading zero, and then without 8 and 9.
    private func integer(_ run: Slice<UnsafeBufferPointer<UInt8>>) -> NumberShape? {
        guard run.first == UInt8(ascii: "0"), run.count > 1 else { return .decimal }
        return run.allSatisfy { $0 != UInt8(ascii: "8") && $0 != UInt8(ascii: "9") } ? .octal : nil
    }

    private mutating func fraction(strict: Bool) -> NumberShape? {
        at += 1
        _ = digitsAndUnderscores()
        if byte == nil { return .float }
        switch exponent() {
        case .signed: return .float
        case .unsigned: return strict ? .wideFloat : nil
        case nil: return nil
        }
    }

    private enum Exponent { case signed, unsigned }

    /// An exponent that reaches the end.
    private mutating func exponent() -> Exponent? {
        guard skip("e") || skip("E") else { return nil }
        let signed = skip("+") || skip("-")
        guard skip(while: PythonNumber.isDigit) > 0, byte == nil else { return nil }
        return signed ? .signed : .unsigned
    }

    /// `:MM` once or more, MM below 60; then the end, or a point and a fraction.
    private mutating func sexagesimal(first: UInt8) -> NumberShape? {
        while skip(":") {
            let start = at
            let size = skip(while: PythonNumber.isDigit)
            guard size == 1 || (size == 2 && text[start] < UInt8(ascii: "6")) else { return nil }
        }
        if byte == nil { return first == UInt8(ascii: "0") ? nil : .sexagesimal }
        guard skip(".") else { return nil }
        _ = digitsAndUnderscores()
        return byte == nil ? .sexagesimalFloat : nil
    }

    /// `.5`, `.inf`, `.nan`: only infinity may have a sign.
    private mutating func afterPoint(signed: Bool) -> NumberShape? {
        at += 1
        let rest = text[at...]
        if rest.elementsEqual("inf".utf8) || rest.elementsEqual("Inf".utf8) || rest.elementsEqual("INF".utf8) {
            return .infinity
        }
        if signed { return nil }
        if rest.elementsEqual("nan".utf8) || rest.elementsEqual("NaN".utf8) || rest.elementsEqual("NAN".utf8) {
            return .nan
        }
        guard let first = byte, PythonNumber.isDigit(first) else { return nil }
        _ = digitsAndUnderscores()
        return byte == nil || exponent() == .signed ? .float : nil
    }
}
