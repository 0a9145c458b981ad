extension ConfigNode {
    /// The value on one line: `{lr: 0.1, layers: [64, 64], name: "10"}`. Text has quotes only if it can be mistaken for
    /// another value.
    package var oneLine: String {
        switch content {
        case .string(let text): Self.isPlain(text) ? text : JSONText.string(text)
        case .sequence(let items): "[" + items.map(\.oneLine).joined(separator: ", ") + "]"
        case .mapping(let mapping): "{" + mapping.map { "\($0.key): \($0.value.oneLine)" }.joined(separator: ", ") + "}"
        case .bool(let value): value ? "true" : "false"
        default: plainText
        }
    }

    private static func isPlain(_ text: String) -> Bool {
        !text.isEmpty && text[...].trimmed == text[...] && PythonNumber.integer(text) == nil
            && text.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x7F }
            && !["null", "true", "false"].contains(text)
    }

    /// The scalar as text, as Python's `str` writes it. Example: a directory may be named by a number,
    /// `hydra.run.dir=7`.
    package var plainText: String {
        switch content {
        case .string(let text): text
        case .int(let value): String(value)
        case .bigInt(let value): value.description
        case .float(let value): PythonRepr.float(value)
        case .bool(let value): PythonRepr.bool(value)
        case .bytes(let bytes): PythonRepr.bytes(bytes)
        case .null: "null"
        case .sequence, .mapping: kindName
        }
    }
}
