public import HydrangeaTree

extension ConfigNode {
    /// The value as text: a number or boolean as it was written (`1.10`, `0e12345`, `on`); nil for null, lists and
    /// mappings.
    ///
    /// A value without a source text (made by a program, or computed by a resolver) gets its usual spelling.
    public var writtenText: String? {
        var reader = SourceReader()
        return reader.text(of: self)
    }
}

/// Finds in the sources how values were written. It remembers where the lines of a source start, so that the time for
/// many values grows in a straight line.
struct SourceReader {
    private var lines: [ObjectIdentifier: [Range<Int>]] = [:]

    /// The text of a scalar node: see ``HydrangeaTree/ConfigNode/writtenText``.
    mutating func text(of node: ConfigNode) -> String? {
        switch node.content {
        case .string(let text): text
        case .bool, .int, .bigInt, .float:
            spelling(of: node.content, at: node.origin) ?? usualSpelling(of: node.content)
        case .null, .bytes, .sequence, .mapping: nil
        }
    }

    /// The text of a key as it was written, also of a `1.10` or `on` that YAML reads as another type.
    mutating func text(of entry: ConfigMapping.Entry) -> String {
        switch entry.key {
        case .string, .bytes: return entry.key.description
        default: break
        }
        return spelling(of: entry.key.content, at: entry.keyOrigin) ?? entry.key.description
    }

    /// The number of characters that a scalar takes on its line, for an underline; 1 if it does not stand at its place.
    mutating func length(of node: ConfigNode) -> Int {
        guard let rest = rest(of: node.origin) else { return 1 }
        if let quote = rest.first, quote == "'" || quote == "\"" {
            return quotedLength(rest, quote)
        }
        if node.isNull { return max(1, rest.prefix(while: ScalarSpelling.mayContain).count) }
        guard let text = text(of: node), !text.isEmpty, rest.starts(with: text.utf8) else { return 1 }
        return text.unicodeScalars.count
    }

    /// The text at `origin`, if it reads as the value. The origin may also be that of an interpolation, or of a list
    /// that holds the value.
    private mutating func spelling(of content: ConfigNode.Content, at origin: Origin) -> String? {
        guard let rest = rest(of: origin), let first = rest.first else { return nil }
        if first == "[" || first == "{" { return spelling(of: content, within: rest) }
        let bytes = rest.prefix(while: ScalarSpelling.mayContain)
        // The colon behind a mapping's key does not belong to the key; on the command line the value stands behind it,
        // too.
        return text(bytes.last == ":" ? bytes.dropLast() : bytes, spelling: content)
            ?? text(bytes.prefix { $0 != ":" }, spelling: content)
    }

    /// The text of a value in a list on the command line. All values there have the list's place, so the value is found
    /// if only one text in the list reads as it.
    private func spelling(of content: ConfigNode.Content, within list: ArraySlice<UInt8>) -> String? {
        let words = list.split { !ScalarSpelling.mayContain($0) || $0 == ":" }
        let spellings = Set(words.compactMap { text($0, spelling: content) })
        return spellings.count == 1 ? spellings.first : nil
    }

    private func text(_ bytes: ArraySlice<UInt8>, spelling content: ConfigNode.Content) -> String? {
        guard !bytes.isEmpty, bytes.count <= BigInteger.digitLimit * 4 else { return nil }
        let text = String(decoding: bytes, as: UTF8.self)
        return ScalarSpelling.text(text, spells: content) ? text : nil
    }

    private func usualSpelling(of content: ConfigNode.Content) -> String? {
        switch content {
        case .bool(let value): value ? "true" : "false"
        case .int(let value): "\(value)"
        case .bigInt(let value): value.description
        case .float(let value): PythonRepr.float(value)
        default: nil
        }
    }

    /// The rest of the line from the place at which a value starts, behind YAML's anchor and tag.
    private mutating func rest(of origin: Origin) -> ArraySlice<UInt8>? {
        guard let source = origin.source, !source.bytes.isEmpty else { return nil }
        let lines = lines(of: source)
        let number = origin.position.line
        guard lines.indices.contains(number - 1), lines[number - 1].upperBound >= origin.range.lowerBound else {
            return nil
        }
        var line = source.bytes[origin.range.lowerBound..<lines[number - 1].upperBound]
        while let byte = line.first, byte == "&" || byte == "!" {
            line = line.drop { $0 > UInt8(ascii: " ") }.drop { $0 == " " || $0 == "\t" }
        }
        return line
    }

    private mutating func lines(of source: SourceText) -> [Range<Int>] {
        if let known = lines[ObjectIdentifier(source)] { return known }
        let ranges = source.lineRanges
        lines[ObjectIdentifier(source)] = ranges
        return ranges
    }

    private func quotedLength(_ line: ArraySlice<UInt8>, _ quote: UInt8) -> Int {
        var count = 0
        var escaped = false
        for byte in line {
            if byte & 0xC0 != 0x80 { count += 1 }
            if byte == quote, !escaped, count > 1 { return count }
            escaped = byte == "\\" && !escaped
        }
        return count
    }
}
