public import HydrangeaTree

extension ConfigNode {
    /// The value as text: a number or boolean as it was written (`1.10`, `0e12345`, `on`), nil for null, lists and mappings.
    ///
    /// A value that no text holds (made by a program, or computed by a resolver) gets its usual spelling.
    public var writtenText: String? {
        var reader = SourceReader()
        return reader.text(of: self)
    }
}

/// Finds in the sources how values were written. It remembers where the lines of a source start, so that asking for many values stays linear.
struct SourceReader {
    private var lineStarts: [ObjectIdentifier: [Int]] = [:]

    /// The text of a scalar node: see ``HydrangeaTree/ConfigNode/writtenText``.
    mutating func text(of node: ConfigNode) -> String? {
        switch node.content {
        case .string(let text): text
        case .bool, .int, .bigInt, .float: spelling(of: node.content, at: node.origin) ?? usualSpelling(of: node.content)
        case .null, .bytes, .sequence, .mapping: nil
        }
    }

    /// The text of a key: a `1.10` or `on` that YAML reads as another type is still what was written.
    mutating func text(of entry: ConfigMapping.Entry) -> String {
        let content: ConfigNode.Content
        switch entry.key {
        case .string(let text): return text
        case .int(let value): content = .int(value)
        case .bigInt(let value): content = .bigInt(value)
        case .float(let value): content = .float(value)
        case .bool(let value): content = .bool(value)
        case .null: content = .null
        case .bytes: return entry.key.description
        }
        return spelling(of: content, at: entry.keyOrigin) ?? entry.key.description
    }

    /// How many characters of its line a scalar takes, for an underline; 1 when the place does not hold it.
    mutating func length(of node: ConfigNode) -> Int {
        guard let source = node.origin.source, let start = start(of: node.origin) else { return 1 }
        let line = source.bytes[start...].prefix { $0 != UInt8(ascii: "\n") && $0 != UInt8(ascii: "\r") }
        if let quote = line.first, quote == UInt8(ascii: "'") || quote == UInt8(ascii: "\"") { return quotedLength(line, quote) }
        guard let text = text(of: node), !text.isEmpty, line.starts(with: text.utf8) else { return 1 }
        return text.unicodeScalars.count
    }

    /// What stands at `origin`, if that reads as the value: an origin may be the place of an interpolation, or of a list that holds the value.
    private mutating func spelling(of content: ConfigNode.Content, at origin: Origin) -> String? {
        guard let source = origin.source, let start = start(of: origin) else { return nil }
        let bytes = source.bytes[start...].prefix { ScalarSpelling.mayContain($0) }
        guard !bytes.isEmpty, bytes.count <= BigInteger.digitLimit * 4 else { return nil }
        // A mapping's key is followed by a colon that does not belong to it.
        let text = String(decoding: bytes.last == UInt8(ascii: ":") ? bytes.dropLast() : bytes, as: UTF8.self)
        return ScalarSpelling.text(text, spells: content) ? text : nil
    }

    private func usualSpelling(of content: ConfigNode.Content) -> String? {
        switch content {
        case .bool(let value): value ? "true" : "false"
        case .int(let value): "\(value)"
        case .bigInt(let value): value.description
        case .float(let value): PythonSpelling.float(value)
        default: nil
        }
    }

    /// The byte at which a value starts: YAML's anchor and tag before it are skipped.
    private mutating func start(of origin: Origin) -> Int? {
        guard let source = origin.source, !source.bytes.isEmpty else { return nil }
        let lines = lines(of: source)
        guard lines.indices.contains(origin.mark.line - 1) else { return nil }
        let bytes = source.bytes
        var index = lines[origin.mark.line - 1]
        var left = origin.mark.column - 1
        while left > 0 {
            index += 1
            while index < bytes.count, bytes[index] & 0xC0 == 0x80 { index += 1 }
            left -= 1
            guard index < bytes.count else { return nil }
        }
        while index < bytes.count, bytes[index] == UInt8(ascii: "&") || bytes[index] == UInt8(ascii: "!") {
            while index < bytes.count, bytes[index] > UInt8(ascii: " ") { index += 1 }
            while index < bytes.count, bytes[index] == UInt8(ascii: " ") || bytes[index] == UInt8(ascii: "\t") { index += 1 }
        }
        return index < bytes.count ? index : nil
    }

    private mutating func lines(of source: SourceText) -> [Int] {
        if let known = lineStarts[ObjectIdentifier(source)] { return known }
        var starts = [0]
        for (index, byte) in source.bytes.enumerated() where byte == UInt8(ascii: "\n") { starts.append(index + 1) }
        lineStarts[ObjectIdentifier(source)] = starts
        return starts
    }

    private func quotedLength(_ line: ArraySlice<UInt8>, _ quote: UInt8) -> Int {
        var count = 0
        var escaped = false
        for byte in line {
            if byte & 0xC0 != 0x80 { count += 1 }
            if byte == quote, !escaped, count > 1 { return count }
            escaped = byte == UInt8(ascii: "\\") && !escaped
        }
        return count
    }
}
