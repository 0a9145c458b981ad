/// How Python writes values as text: what interpolation inside text, override values handed to a job, and the YAML of floats rest on.
package enum PythonSpelling {
    package static func bool(_ value: Bool) -> String { value ? "True" : "False" }

    /// The shortest digits that read back as the same number: `1.0`, `1e-07`, `1e+16`, `inf`, `nan`.
    package static func float(_ value: Double) -> String {
        if value.isNaN { return "nan" }
        if value.isInfinite { return value < 0 ? "-inf" : "inf" }
        if value == 0 { return value.sign == .minus ? "-0.0" : "0.0" }
        // Swift gives the same shortest digits, and switches to an exponent at other sizes: take the digits, place the point anew.
        let (digits, exponent) = decimal(value.magnitude)
        let sign = value < 0 ? "-" : ""
        let point = exponent + 1
        if exponent < -4 || exponent >= 16 {
            var text = sign + String(digits.prefix(1))
            if digits.count > 1 { text += "." + digits.dropFirst() }
            let size = String(abs(exponent))
            return text + "e" + (exponent < 0 ? "-" : "+") + (size.count < 2 ? "0" : "") + size
        }
        if point <= 0 { return sign + "0." + String(repeating: "0", count: -point) + digits }
        if point >= digits.count { return sign + digits + String(repeating: "0", count: point - digits.count) + ".0" }
        return sign + String(digits.prefix(point)) + "." + digits.dropFirst(point)
    }

    /// The shortest digits of a positive number, and the power of ten of the first one.
    private static func decimal(_ value: Double) -> (digits: String, exponent: Int) {
        let text = value.description
        var mantissa = Substring(text)
        var exponent = 0
        if let e = text.firstIndex(of: "e") {
            mantissa = text[..<e]
            exponent = Int(text[text.index(after: e)...]) ?? 0
        }
        let parts = mantissa.split(separator: ".", omittingEmptySubsequences: false)
        let whole = parts.first ?? ""
        let fraction = parts.count > 1 ? parts[1] : ""
        var digits = String(whole + fraction)
        exponent += whole.count - 1
        while digits.hasPrefix("0"), digits.count > 1 {
            digits.removeFirst()
            exponent -= 1
        }
        while digits.hasSuffix("0"), digits.count > 1 { digits.removeLast() }
        return (digits, exponent)
    }

    /// `b'…'` with what is not printable ASCII escaped.
    package static func bytes(_ bytes: [UInt8]) -> String {
        let quote: UInt8 = bytes.contains(UInt8(ascii: "'")) && !bytes.contains(UInt8(ascii: "\"")) ? UInt8(ascii: "\"") : UInt8(ascii: "'")
        var text = "b" + String(Unicode.Scalar(quote))
        for byte in bytes {
            switch byte {
            case UInt8(ascii: "\\"): text += "\\\\"
            case quote: text += "\\" + String(Unicode.Scalar(quote))
            case UInt8(ascii: "\t"): text += "\\t"
            case UInt8(ascii: "\n"): text += "\\n"
            case UInt8(ascii: "\r"): text += "\\r"
            case 0x20..<0x7F: text += String(Unicode.Scalar(byte))
            default: text += "\\x" + (byte < 16 ? "0" : "") + String(byte, radix: 16)
            }
        }
        return text + String(Unicode.Scalar(quote))
    }
}
