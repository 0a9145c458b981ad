import CLibYAML
import HydrangeaTree

extension TreeBuilder {
    typealias Scalar = yaml_event_s.__Unnamed_union_data.__Unnamed_struct_scalar

    /// - Parameter whole: the scalar with its anchor and tag.
    mutating func scalar(_ scalar: Scalar, _ whole: Range<Int>) throws(ConfigError) {
        count.addWritten()
        let text = UnsafeBufferPointer(start: scalar.value, count: scalar.length)
        let meaning: PlainScalar.Meaning
        var range = whole
        if scalar.tag != nil || scalar.anchor != nil { range = behindProperties(whole) }
        if scalar.style == YAML_LITERAL_SCALAR_STYLE || scalar.style == YAML_FOLDED_SCALAR_STYLE {
            range = withoutLineBreaks(range)
        }
        if let tag = scalar.tag, tag[0] != "!" || tag[1] != 0 {
            meaning = try tagged(Tag(String(cString: tag)), text, whole)
        } else if scalar.plain_implicit != 0 || compatibility.readsLikePyYAML && scalar.tag != nil && scalar.length == 0
        {
            // The tag `!` alone is null by 1.3's rules, and an empty text by 1.4's.
            meaning = PlainScalar.meaning(of: text)
        } else {
            meaning = .value(.string(String(decoding: text, as: UTF8.self)))
        }
        if expectsKey {
            let key = try begin(key: meaning, range)
            if let anchor = scalar.anchor {
                try anchors.add(String(cString: anchor), ConfigNode(key, origin: Origin(source, range)), whole, source)
            }
            return
        }
        let node = ConfigNode(try value(meaning, range), origin: Origin(source, range))
        if let anchor = scalar.anchor { try anchors.add(String(cString: anchor), node, whole, source) }
        try deliver(node, height: 0)
    }

    /// The range of a node without the anchor and the tag with which libyaml's range begins; the whole range, if
    /// nothing follows them.
    func behindProperties(_ whole: Range<Int>) -> Range<Int> {
        var rest = source.bytes[whole]
        while let first = rest.first, first == "&" || first == "!" {
            rest = rest.drop { $0 > UInt8(ascii: " ") && $0 < 0x80 }
            while let next = rest.first {
                if next == "#" {
                    rest = rest.drop { $0 != "\n" && $0 != "\r" }
                } else if next <= UInt8(ascii: " ") {
                    rest = rest.dropFirst()
                } else if rest.starts(with: [0xC2, 0x85]) {
                    rest = rest.dropFirst(2)
                } else if rest.starts(with: [0xE2, 0x80]) {
                    rest = rest.dropFirst(3)
                } else {
                    break
                }
            }
        }
        return rest.isEmpty ? whole : rest.startIndex..<whole.upperBound
    }

    /// The range of a block text without the line breaks behind its last line, which libyaml's range has.
    private func withoutLineBreaks(_ range: Range<Int>) -> Range<Int> {
        let text = source.bytes[range]
        let last = text.lastIndex { $0 != "\n" && $0 != "\r" && $0 != " " }
        return range.lowerBound..<(last.map { $0 + 1 } ?? range.upperBound)
    }

    private func tagged(
        _ tag: Tag, _ text: UnsafeBufferPointer<UInt8>, _ range: Range<Int>
    ) throws(ConfigError) -> PlainScalar.Meaning {
        switch tag.convert(text) {
        case .meaning(let meaning): return meaning
        case .misplaced:
            if case .other = tag { throw unknownTag(tag, range) }
            throw misplacedTag(tag, "a single value", range)
        case .refused(let example):
            let shown = String(decoding: text.prefix(40), as: UTF8.self)
            throw failure(
                .yamlValue, "'\(shown)' is not what \(tag.name) asks for", range,
                help: "for example \(example), or no tag at all")
        }
    }

    /// The content of a scalar that is a value.
    private func value(_ meaning: PlainScalar.Meaning, _ range: Range<Int>) throws(ConfigError)
        -> ConfigNode.Content
    {
        switch meaning {
        case .value(let content): return content
        case .equals:
            throw failure(
                .yamlValue, "a value may not be a lone '=', which YAML keeps for itself", range,
                help: "quote it: '='")
        case .merge:
            throw failure(
                .yamlValue, "'<<' takes in the keys of another mapping: it is a key, not a value", range,
                help: "for the text, write '<<'")
        case .unreadable: throw unreadable(range)
        }
    }

    func unreadable(_ range: Range<Int>) -> ConfigError {
        failure(
            .yamlValue, "this looks like a number, but cannot be read as one", range,
            notes: ["an integer has at most \(BigInteger.digitLimit) digits, and 0x and 0b need at least one"],
            help: "for text, quote it")
    }

    /// An error about some bytes of the text.
    func failure(
        _ code: Diagnostic.Code, _ message: String, _ range: Range<Int>, label: String? = nil, notes: [String] = [],
        help: String? = nil
    ) -> ConfigError {
        ConfigError(
            Diagnostic(code, message, origin: Origin(source, range), label: label, notes: notes, help: help))
    }
}
