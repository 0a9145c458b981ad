package import HydrangeaTree

/// Values as Python's `str` and `repr` write them, which is how they appear inside other text: `[1, 'a', None]`.
package struct PythonText {
    let compatibility: Compatibility
    /// The most bytes to write.
    let limit: Int
    private(set) var text = ""
    /// True if the limit was reached, so that the text is cut.
    private(set) var isCut = false

    /// A value as Python's `str` writes it.
    package static func spelled(_ node: ConfigNode, compatibility: Compatibility) -> String {
        var text = PythonText(compatibility: compatibility, limit: ResolutionLimits.text)
        text.append(node)
        return text.text
    }

    init(compatibility: Compatibility, limit: Int) {
        self.compatibility = compatibility
        self.limit = limit
    }

    /// Appends a value as `str` writes it: text without quotes.
    mutating func append(_ node: ConfigNode) {
        if case .string(let string) = node.content {
            append(EscapedMissing.decoded(string, compatibility))
        } else {
            appendRepr(node)
        }
    }

    mutating func append(_ string: String) {
        guard text.utf8.count + string.utf8.count <= limit else {
            isCut = true
            return
        }
        text += string
    }

    /// Appends a value as `repr` writes it: text in quotes.
    private mutating func appendRepr(_ node: ConfigNode) {
        guard !isCut else { return }
        switch node.content {
        case .null: append("None")
        case .bool(let value): append(PythonSpelling.bool(value))
        case .int(let value): append(String(value))
        case .bigInt(let value): append(value.description)
        case .float(let value): append(PythonSpelling.float(value))
        case .string(let value): append(Self.quoted(EscapedMissing.decoded(value, compatibility)))
        case .bytes(let bytes): append(PythonSpelling.bytes(bytes))
        case .sequence(let items):
            append("[")
            for (index, item) in items.enumerated() {
                if index > 0 { append(", ") }
                appendRepr(item)
            }
            append("]")
        case .mapping(let mapping):
            append("{")
            for (index, entry) in mapping.entries.enumerated() {
                if index > 0 { append(", ") }
                append(Self.key(entry.key, quoted: true))
                append(": ")
                appendRepr(entry.value)
            }
            append("}")
        }
    }

    /// A key as Python writes it: with quotes in the text of a mapping, without them alone.
    static func key(_ key: ConfigKey, quoted: Bool) -> String {
        switch key {
        case .string(let text): quoted ? Self.quoted(text) : text
        case .int(let value): String(value)
        case .bigInt(let value): value.description
        case .float(let value): PythonSpelling.float(value)
        case .bool(let value): PythonSpelling.bool(value)
        case .null: "None"
        case .bytes(let bytes): PythonSpelling.bytes(bytes)
        }
    }

    /// Text in single quotes, or in double quotes if it contains single quotes and no double quotes, as Python does.
    static func quoted(_ text: String) -> String {
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
