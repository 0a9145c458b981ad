import HydrangeaDecode
import HydrangeaTree

/// Parses a subset of YAML with the places of all values: `key: value` lines, indented by two spaces for each level.
///
/// The subset consists of mappings, flow lists of scalars, numbers, booleans, null, and text with or without quotes.
func yaml(_ text: String, kind: SourceText.Kind = .file("conf/config.yaml")) -> ConfigNode {
    let source = SourceText(kind, text: text)
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
        .map { (number: $0.offset + 1, text: String($0.element)) }
        .filter { !$0.text.allSatisfy { $0 == " " } }[...]
    return mapping(&lines, indent: 0, source)
}

private func mapping(_ lines: inout ArraySlice<(number: Int, text: String)>, indent: Int, _ source: SourceText)
    -> ConfigNode
{
    var result = ConfigMapping()
    var first: SourceText.Position?
    while let line = lines.first, line.text.prefix(while: { $0 == " " }).count == indent {
        lines.removeFirst()
        guard let colon = line.text.firstIndex(of: ":") else { continue }
        let name = String(line.text[..<colon].dropFirst(indent))
        let keyMark = SourceText.Position(line: line.number, column: indent + 1)
        first = first ?? keyMark
        let rest = line.text[line.text.index(after: colon)...]
        let value: ConfigNode
        if rest.allSatisfy({ $0 == " " }), let next = lines.first, next.text.prefix(while: { $0 == " " }).count > indent
        {
            value = mapping(&lines, indent: indent + 2, source)
        } else {
            let column = line.text.count - rest.drop(while: { $0 == " " }).count + 1
            value = scalar(
                String(rest.drop(while: { $0 == " " })),
                Origin(source, SourceText.Position(line: line.number, column: column)))
        }
        let key = scalar(name, .unknown).content
        switch key {
        case .int(let number):
            result.set(.init(key: .int(number), keyRange: Origin(source, keyMark).range, value: value))
        case .float(let number):
            result.set(.init(key: .float(number), keyRange: Origin(source, keyMark).range, value: value))
        case .bool(let flag): result.set(.init(key: .bool(flag), keyRange: Origin(source, keyMark).range, value: value))
        default: result.set(.init(key: .string(name), keyRange: Origin(source, keyMark).range, value: value))
        }
    }
    return ConfigNode(.mapping(result), origin: Origin(source, first ?? SourceText.Position(line: 1, column: 1)))
}

/// The value of a scalar, or of a flow list of scalars.
func scalar(_ text: String, _ origin: Origin) -> ConfigNode {
    if text.hasPrefix("["), text.hasSuffix("]") {
        var items: [ConfigNode] = []
        var column = origin.position.column + 1
        for part in text.dropFirst().dropLast().split(separator: ",") {
            let blanks = part.prefix { $0 == " " }.count
            let mark = SourceText.Position(line: origin.position.line, column: column + blanks)
            items.append(scalar(String(part.dropFirst(blanks)), Origin(origin.source, mark)))
            column += part.count + 1
        }
        return ConfigNode(.sequence(items), origin: origin)
    }
    if text.hasPrefix("'") || text.hasPrefix("\"") {
        return ConfigNode(.string(String(text.dropFirst().dropLast())), origin: origin)
    }
    let plain = text.replacing("_", with: "")
    let content: ConfigNode.Content =
        switch plain {
        case "null", "~", "": .null
        case "true", "on", "yes": .bool(true)
        case "false", "off", "no": .bool(false)
        case "1:30": .int(90)
        case ".inf": .float(.infinity)
        case ".nan": .float(.nan)
        default:
            if plain.hasPrefix("0x"), let value = Int(plain.dropFirst(2), radix: 16) {
                .int(value)
            } else if plain.hasPrefix("0"), let value = Int(plain, radix: 8) {
                .int(value)
            } else if let value = Int(plain) {
                .int(value)
            } else if let digit = plain.utf8.first, digit < 0x3A, digit != UInt8(ascii: "/"), let value = Double(plain)
            {
                .float(value)
            } else {
                .string(text)
            }
        }
    return ConfigNode(content, origin: origin)
}

/// The value of the argument `key=value`.
func argument(_ number: Int, _ text: String) -> ConfigNode {
    let source = SourceText(.argument(number), text: text)
    let parts = text.split(separator: "=", maxSplits: 1)
    let key = String(parts[0])
    let value = scalar(String(parts[1]), Origin(source, SourceText.Position(line: 1, column: key.count + 2)))
    return ConfigNode(.mapping([.string(key): value]), origin: Origin(source))
}

/// The message of a decoding error, or the decoded value.
func message<T: Decodable>(_ type: T.Type, _ node: ConfigNode) -> String {
    do {
        return "decoded: \(try ConfigDecoder().decode(type, from: node))"
    } catch {
        return error.description
    }
}
