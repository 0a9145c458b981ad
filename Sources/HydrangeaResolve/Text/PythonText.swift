package import HydrangeaTree

/// Values as Python's `str` and `repr` write them, which is how they appear inside other text: `[1, 'a', None]`.
package struct PythonText {
    /// The release whose escapes of `???` the texts have; nil if they have none.
    let compatibility: Compatibility?
    /// The most bytes to write.
    let limit: Int
    private(set) var text = ""
    /// True if the limit was reached, so that the text is cut.
    private(set) var isCut = false

    /// A value as Python's `str` writes it.
    package static func spelled(_ node: ConfigNode, compatibility: Compatibility?) -> String {
        var text = PythonText(compatibility: compatibility, limit: ResolutionLimits.text)
        text.append(node)
        return text.text
    }

    init(compatibility: Compatibility?, limit: Int) {
        self.compatibility = compatibility
        self.limit = limit
    }

    /// Appends a value as `str` writes it: text without quotes.
    mutating func append(_ node: ConfigNode) {
        if case .string(let string) = node.content {
            append(decoded(string))
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
        case .string(let value): append(PythonRepr.text(decoded(value)))
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
                append(PythonRepr.scalar(entry.key))
                append(": ")
                appendRepr(entry.value)
            }
            append("}")
        default: if let scalar = ConfigScalar(node.content) { append(PythonRepr.scalar(scalar)) }
        }
    }

    private func decoded(_ text: String) -> String {
        compatibility.map { EscapedMissing.decoded(text, $0) } ?? text
    }
}
