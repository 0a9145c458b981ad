extension JSONText {
    /// The JSON of a tree, one value a line.
    ///
    /// JSON has fewer values than a config: keys become text, and numbers that JSON lacks become the text that Python
    /// prints.
    package static func lines(_ node: ConfigNode, indent: String = "") -> String {
        switch node.content {
        case .null: return "null"
        case .bool(let value): return value ? "true" : "false"
        case .int(let value): return String(value)
        case .bigInt(let value): return value.description
        case .float(let value):
            return value.isFinite ? PythonRepr.float(value) : string(PythonRepr.float(value))
        case .string(let text): return string(text)
        case .bytes(let bytes): return string(PythonRepr.bytes(bytes))
        case .sequence(let items):
            return block("[", "]", items.map { lines($0, indent: indent + "  ") }, indent)
        case .mapping(let mapping):
            return block(
                "{", "}",
                mapping.entries.map { "\(string($0.key.description)): \(lines($0.value, indent: indent + "  "))" },
                indent)
        }
    }

    /// The JSON of a tree on one line.
    package static func line(_ node: ConfigNode) -> String {
        switch node.content {
        case .sequence(let items): return "[" + items.map { line($0) }.joined(separator: ", ") + "]"
        case .mapping(let mapping):
            let members = mapping.entries.map { "\(string($0.key.description)): \(line($0.value))" }
            return "{" + members.joined(separator: ", ") + "}"
        default: return lines(node)
        }
    }

    /// The JSON of a list with each item on one line.
    package static func rows(_ items: [ConfigNode]) -> String { block("[", "]", items.map(line), "") }

    private static func block(_ opening: String, _ closing: String, _ items: [String], _ indent: String) -> String {
        if items.isEmpty { return opening + closing }
        return opening + "\n" + items.map { indent + "  " + $0 }.joined(separator: ",\n") + "\n" + indent + closing
    }
}
