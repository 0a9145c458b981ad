/// Python's `repr` of scalars. Interpolations inside text, the override values of jobs, and floats in YAML use it.
package enum PythonRepr {
    package static func bool(_ value: Bool) -> String { value ? "True" : "False" }

    /// The shortest digits that read back as the same number: `1.0`, `1e-07`, `1e+16`, `inf`, `nan`.
    package static func float(_ value: Double) -> String {
        if value.isNaN { return "nan" }
        if value.isInfinite { return value < 0 ? "-inf" : "inf" }
        if value == 0 { return value.sign == .minus ? "-0.0" : "0.0" }
        // In this range Swift and Python write the same.
        if value.magnitude >= 1e-4, value.magnitude < 1e15 { return value.description }
        // Swift gives the same shortest digits, and switches to an exponent at other sizes: take the digits, place the
        // point anew.
        let (digits, exponent) = decimal(value.magnitude)
        var text: [UInt8] = value < 0 ? [UInt8(ascii: "-")] : []
        let zero = UInt8(ascii: "0")
        if exponent < -4 || exponent >= 16 {
            text.append(digits[0])
            if digits.count > 1 { text += [UInt8(ascii: ".")] + digits[1...] }
            let size = String(abs(exponent))
            text +=
                [UInt8(ascii: "e"), UInt8(ascii: exponent < 0 ? "-" : "+")] + (size.utf8.count < 2 ? [zero] : [])
                + size.utf8
        } else if exponent < 0 {
            text += [zero, UInt8(ascii: ".")] + Array(repeating: zero, count: -exponent - 1) + digits
        } else if exponent + 1 >= digits.count {
            text += digits + Array(repeating: zero, count: exponent + 1 - digits.count) + [UInt8(ascii: "."), zero]
        } else {
            text += digits[...exponent] + [UInt8(ascii: ".")] + digits[(exponent + 1)...]
        }
        return String(decoding: text, as: UTF8.self)
    }

    /// The shortest digits of a positive number, at least one, and the power of ten of the first one.
    private static func decimal(_ value: Double) -> (digits: [UInt8], exponent: Int) {
        var digits: [UInt8] = []
        var exponent = 0
        var point: Int?
        let text = value.description.utf8
        for (index, byte) in text.enumerated() {
            if byte == "." {
                point = digits.count
            } else if byte == "e" {
                exponent = Int(String(decoding: text.dropFirst(index + 1), as: UTF8.self)) ?? 0
                break
            } else {
                digits.append(byte)
            }
        }
        exponent += (point ?? digits.count) - 1
        let leading = digits.prefix { $0 == "0" }.count
        if leading < digits.count {
            digits.removeFirst(leading)
            exponent -= leading
        }
        while digits.count > 1, digits.last == "0" { digits.removeLast() }
        return (digits, exponent)
    }

    /// `b'…'` with every byte that is no printable ASCII escaped.
    package static func bytes(_ bytes: [UInt8]) -> String {
        let quote: UInt8 =
            bytes.contains(UInt8(ascii: "'")) && !bytes.contains(UInt8(ascii: "\""))
            ? UInt8(ascii: "\"") : UInt8(ascii: "'")
        var text = "b" + String(Unicode.Scalar(quote))
        for byte in bytes {
            switch byte {
            case "\\": text += "\\\\"
            case quote: text += "\\" + String(Unicode.Scalar(quote))
            case "\t": text += "\\t"
            case "\n": text += "\\n"
            case "\r": text += "\\r"
            case 0x20..<0x7F: text += String(Unicode.Scalar(byte))
            default: text += "\\x" + (byte < 16 ? "0" : "") + String(byte, radix: 16)
            }
        }
        return text + String(Unicode.Scalar(quote))
    }
}

extension PythonRepr {
    /// The scalar as Python writes it in a list or a mapping: text in quotes.
    package static func scalar(_ scalar: ConfigScalar) -> String {
        if case .string(let string) = scalar { text(string) } else { str(scalar) }
    }

    /// The scalar as Python's `str` writes it: text without quotes.
    package static func str(_ scalar: ConfigScalar) -> String {
        switch scalar {
        case .string(let text): text
        case .int(let value): String(value)
        case .bigInt(let value): value.description
        case .float(let value): float(value)
        case .bool(let value): bool(value)
        case .null: "None"
        case .bytes(let bytes): self.bytes(bytes)
        }
    }

    /// Text in single quotes, or in double quotes if it contains single quotes and no double quotes, as Python does.
    package static func text(_ text: String) -> String {
        let single: Unicode.Scalar = "'"
        let double: Unicode.Scalar = "\""
        let scalars = text.unicodeScalars
        let quote = scalars.contains(single) && !scalars.contains(double) ? double : single
        var result = String.UnicodeScalarView()
        result.append(quote)
        for scalar in scalars {
            switch scalar {
            case "\\": result.append(contentsOf: "\\\\".unicodeScalars)
            case quote:
                result.append("\\")
                result.append(scalar)
            case "\n": result.append(contentsOf: "\\n".unicodeScalars)
            case "\r": result.append(contentsOf: "\\r".unicodeScalars)
            case "\t": result.append(contentsOf: "\\t".unicodeScalars)
            default:
                if isPrintable(scalar) {
                    result.append(scalar)
                } else {
                    result.append(contentsOf: escape(scalar).unicodeScalars)
                }
            }
        }
        result.append(quote)
        return String(result)
    }

    private static func isPrintable(_ scalar: Unicode.Scalar) -> Bool {
        if scalar.isASCII { return scalar.value >= 0x20 && scalar.value < 0x7F }
        switch scalar.properties.generalCategory {
        case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator,
            .spaceSeparator:
            return false
        default: return true
        }
    }

    private static func escape(_ scalar: Unicode.Scalar) -> String {
        let digits = String(scalar.value, radix: 16)
        let (mark, width) = scalar.value < 0x100 ? ("\\x", 2) : scalar.value < 0x10000 ? ("\\u", 4) : ("\\U", 8)
        return mark + String(repeating: "0", count: width - digits.utf8.count) + digits
    }
}
