import HydrangeaTree

/// Writes a tree as JSON.
///
/// JSON has fewer values than a config: keys become text, and numbers that JSON lacks become the text that Python prints.
package struct JSONText {
    private var bytes: [UInt8] = []
    private let isIndented: Bool

    /// The JSON of a node, on one line or one value a line.
    package static func bytes(_ node: ConfigNode, indented: Bool = false) -> [UInt8] {
        var writer = JSONText(isIndented: indented)
        writer.write(node, depth: 0)
        return writer.bytes
    }

    private init(isIndented: Bool) { self.isIndented = isIndented }

    private mutating func write(_ node: ConfigNode, depth: Int) {
        switch node.content {
        case .null: add("null")
        case .bool(let value): add(value ? "true" : "false")
        case .int(let value): add(String(value))
        case .bigInt(let value): add(value.description)
        case .float(let value) where value.isFinite: add(PythonSpelling.float(value))
        case .float(let value): write(text: PythonSpelling.float(value))
        case .string(let text): write(text: text)
        case .bytes(let bytes): write(text: PythonSpelling.bytes(bytes))
        case .sequence(let items):
            write("[", "]", items, depth: depth) { writer, item in writer.write(item, depth: depth + 1) }
        case .mapping(let mapping):
            write("{", "}", mapping.entries, depth: depth) { writer, entry in
                writer.write(text: entry.key.description)
                writer.add(": ")
                writer.write(entry.value, depth: depth + 1)
            }
        }
    }

    private mutating func write<Item>(_ opening: String, _ closing: String, _ items: [Item], depth: Int, _ body: (inout JSONText, Item) -> Void) {
        add(opening)
        for (index, item) in items.enumerated() {
            if index > 0 { add(isIndented ? "," : ", ") }
            breakLine(depth + 1)
            body(&self, item)
        }
        if !items.isEmpty { breakLine(depth) }
        add(closing)
    }

    private mutating func breakLine(_ depth: Int) {
        if isIndented { add("\n" + String(repeating: "  ", count: depth)) }
    }

    private mutating func write(text: String) {
        add("\"")
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "\""): add("\\\"")
            case UInt8(ascii: "\\"): add("\\\\")
            case UInt8(ascii: "\n"): add("\\n")
            case UInt8(ascii: "\r"): add("\\r")
            case UInt8(ascii: "\t"): add("\\t")
            case 0..<0x20, 0x7F: add("\\u00" + (byte < 16 ? "0" : "") + String(byte, radix: 16))
            default: bytes.append(byte)
            }
        }
        add("\"")
    }

    private mutating func add(_ text: String) { bytes += Array(text.utf8) }
}
