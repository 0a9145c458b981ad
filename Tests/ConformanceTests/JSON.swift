/// A JSON value that keeps the order of keys and the spelling of numbers. The cases need both, and Foundation's JSON
/// readers drop them.
enum JSON: Hashable, Sendable {
    struct Member: Hashable, Sendable {
        var key: String
        var value: JSON
    }

    case null
    case bool(Bool)
    /// A number as it is written in the file.
    case number(String)
    case string(String)
    case array([JSON])
    case object([Member])

    subscript(key: String) -> JSON? {
        if case .object(let members) = self { members.first { $0.key == key }?.value } else { nil }
    }

    var string: String? { if case .string(let text) = self { text } else { nil } }
    var bool: Bool? { if case .bool(let value) = self { value } else { nil } }
    var int: Int? { if case .number(let text) = self { Int(text) } else { nil } }
    var array: [JSON]? { if case .array(let items) = self { items } else { nil } }
    var members: [Member]? { if case .object(let members) = self { members } else { nil } }
    /// The array as strings; nil if an item is not a string.
    var strings: [String]? {
        guard let array else { return nil }
        let texts = array.compactMap(\.string)
        return texts.count == array.count ? texts : nil
    }

    static func strings(_ texts: [String]) -> JSON { .array(texts.map(JSON.string)) }

    /// The value without all members of this name, at any depth.
    func removing(_ key: String) -> JSON {
        switch self {
        case .array(let items): .array(items.map { $0.removing(key) })
        case .object(let members):
            .object(members.filter { $0.key != key }.map { Member(key: $0.key, value: $0.value.removing(key)) })
        default: self
        }
    }

    /// The value with the keys of all objects sorted, for comparing objects whose order does not count.
    var sorted: JSON {
        switch self {
        case .array(let items): .array(items.map(\.sorted))
        case .object(let members):
            .object(members.map { Member(key: $0.key, value: $0.value.sorted) }.sorted { $0.key < $1.key })
        default: self
        }
    }
}

extension JSON: ExpressibleByDictionaryLiteral, ExpressibleByBooleanLiteral {
    init(dictionaryLiteral elements: (String, JSON)...) {
        self = .object(elements.map { Member(key: $0.0, value: $0.1) })
    }
    init(booleanLiteral value: Bool) { self = .bool(value) }
}

extension JSON: CustomStringConvertible {
    /// The value with each scalar on its own line, for comparing by line.
    var description: String { lines(indent: "").joined(separator: "\n") }

    private func lines(indent: String) -> [String] {
        let inner = indent + "  "
        func list(_ opening: String, _ parts: [[String]], _ closing: String) -> [String] {
            guard !parts.isEmpty else { return [opening + closing] }
            var lines = [opening]
            for (index, part) in parts.enumerated() {
                lines += part.dropLast().map { $0 }
                lines.append((part.last ?? "") + (index == parts.count - 1 ? "" : ","))
            }
            return lines + [indent + closing]
        }
        switch self {
        case .null: return ["null"]
        case .bool(let value): return [value ? "true" : "false"]
        case .number(let text): return [text]
        case .string(let text): return [JSON.quoted(text)]
        case .array(let items):
            return list("[", items.map { JSON.prefixed(inner, $0.lines(indent: inner)) }, "]")
        case .object(let members):
            return list(
                "{", members.map { JSON.prefixed(inner + JSON.quoted($0.key) + ": ", $0.value.lines(indent: inner)) },
                "}")
        }
    }

    private static func prefixed(_ prefix: String, _ lines: [String]) -> [String] {
        lines.prefix(1).map { prefix + $0 } + lines.dropFirst()
    }

    static func quoted(_ text: String) -> String {
        var quoted = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": quoted += "\\\""
            case "\\": quoted += "\\\\"
            case "\n": quoted += "\\n"
            case "\t": quoted += "\\t"
            case _ where scalar.value < 0x20 || scalar.value == 0x7F:
                let digits = String(scalar.value, radix: 16)
                quoted += "\\u" + String(repeating: "0", count: 4 - digits.utf8.count) + digits
            default: quoted.unicodeScalars.append(scalar)
            }
        }
        return quoted + "\""
    }
}
