import CLibYAML
import HydrangeaTree

extension TreeBuilder {
    typealias Scalar = yaml_event_s.__Unnamed_union_data.__Unnamed_struct_scalar

    mutating func scalar(_ scalar: Scalar, _ start: Mark, _ end: Mark) throws(ConfigError) {
        count.addWritten()
        let text = UnsafeBufferPointer(start: scalar.value, count: scalar.length)
        let meaning: ScalarRules.Meaning
        var mark = start
        if scalar.tag != nil || scalar.anchor != nil { mark = textMark(scalar, text, start, end) }
        if let tag = scalar.tag, tag[0] != UInt8(ascii: "!") || tag[1] != 0 {
            meaning = try tagged(Tag(String(cString: tag)), text, start, end)
        } else if scalar.plain_implicit != 0 || rules == .hydra1_3 && scalar.tag != nil && scalar.length == 0 {
            // The tag `!` alone is null by 1.3's rules, and an empty text by 1.4's.
            meaning = ScalarRules.meaning(of: text)
        } else {
            meaning = .value(.string(String(decoding: text, as: UTF8.self)))
        }
        if expectsKey {
            let key = try begin(key: meaning, mark, end)
            if let anchor = scalar.anchor {
                try anchors.add(String(cString: anchor), ConfigNode(key, origin: Origin(source, mark)), start, source)
            }
            return
        }
        let node = ConfigNode(try value(meaning, mark, end), origin: Origin(source, mark))
        if let anchor = scalar.anchor { try anchors.add(String(cString: anchor), node, start, source) }
        try deliver(node, height: 0)
    }

    /// The place of the text itself; libyaml's mark is that of the anchor or tag before it.
    private func textMark(_ scalar: Scalar, _ text: UnsafeBufferPointer<UInt8>, _ start: Mark, _ end: Mark) -> Mark {
        guard scalar.style == YAML_PLAIN_SCALAR_STYLE, start.line == end.line, !text.isEmpty else { return start }
        let characters = text.reduce(0) { $1 & 0xC0 == 0x80 ? $0 : $0 + 1 }
        return Mark(line: end.line, column: max(start.column, end.column - characters))
    }

    private func tagged(
        _ tag: Tag, _ text: UnsafeBufferPointer<UInt8>, _ start: Mark, _ end: Mark
    ) throws(ConfigError) -> ScalarRules.Meaning {
        switch tag.convert(text) {
        case .meaning(let meaning): return meaning
        case .misplaced:
            if case .other = tag { throw unknownTag(tag, start) }
            throw misplacedTag(tag, "a single value", start)
        case .refused(let example):
            let shown = String(decoding: text.prefix(40), as: UTF8.self)
            throw failure(
                .yamlValue, "'\(shown)' is not what \(tag.name) asks for", start, end,
                help: "for example \(example), or no tag at all")
        }
    }

    /// The content of a scalar that is a value.
    private func value(_ meaning: ScalarRules.Meaning, _ start: Mark, _ end: Mark) throws(ConfigError)
        -> ConfigNode.Content
    {
        switch meaning {
        case .value(let content): return content
        case .equals:
            throw failure(
                .yamlValue, "a value may not be a lone '=', which YAML keeps for itself", start, end,
                help: "quote it: '='")
        case .merge:
            throw failure(
                .yamlValue, "'<<' takes in the keys of another mapping: it is a key, not a value", start, end,
                help: "for the text, write '<<'")
        case .unreadable: throw unreadable(start, end)
        }
    }

    func unreadable(_ start: Mark, _ end: Mark) -> ConfigError {
        failure(
            .yamlValue, "this looks like a number, but cannot be read as one", start, end,
            notes: ["an integer has at most \(BigInteger.digitLimit) digits, and 0x and 0b need at least one"],
            help: "for text, quote it")
    }

    /// An error about the text from `start` to `end`.
    func failure(
        _ code: Diagnostic.Code, _ message: String, _ start: Mark, _ end: Mark? = nil, label: String? = nil,
        notes: [String] = [],
        help: String? = nil
    ) -> ConfigError {
        let length = end.map { $0.line == start.line ? max(1, $0.column - start.column) : 1 } ?? 1
        return ConfigError(
            Diagnostic(
                code, message, origin: Origin(source, start), length: length, label: label, notes: notes, help: help))
    }
}
