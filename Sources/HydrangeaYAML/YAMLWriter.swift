import CLibYAML
public import HydrangeaTree

/// Prints a tree as YAML, byte for byte as `OmegaConf.to_yaml` does: the same emitter, given the same styles.
public struct YAMLWriter: Sendable {
    public init() {}

    public func string(_ node: ConfigNode) -> String {
        String(decoding: bytes(node), as: UTF8.self)
    }

    /// The text as bytes, for a file.
    public func bytes(_ node: ConfigNode) -> [UInt8] {
        var output: [UInt8] = []
        withUnsafeMutablePointer(to: &output) { output in
            var emitter = yaml_emitter_t()
            guard yaml_emitter_initialize(&emitter) == 1 else { return }
            defer { yaml_emitter_delete(&emitter) }
            yaml_emitter_set_unicode(&emitter, 1)
            yaml_emitter_set_output(
                &emitter,
                { data, buffer, size in
                    guard let data, let buffer else { return 0 }
                    data.assumingMemoryBound(to: [UInt8].self).pointee.append(contentsOf: UnsafeBufferPointer(start: buffer, count: size))
                    return 1
                }, output)
            emit(node, &emitter)
        }
        return output
    }

    /// What is still to be printed. A tree may be deeper than the machine's stack.
    private enum Work {
        case node(ConfigNode)
        case items(ArraySlice<ConfigNode>)
        case entries(ArraySlice<ConfigMapping.Entry>)
    }

    private func emit(_ root: ConfigNode, _ emitter: inout yaml_emitter_t) {
        var event = yaml_event_t()
        yaml_stream_start_event_initialize(&event, YAML_UTF8_ENCODING)
        guard yaml_emitter_emit(&emitter, &event) == 1 else { return }
        yaml_document_start_event_initialize(&event, nil, nil, nil, 1)
        guard yaml_emitter_emit(&emitter, &event) == 1 else { return }
        var work = [Work.node(root)]
        while let next = work.popLast() {
            guard step(next, &work, &emitter) else { return }
        }
        yaml_document_end_event_initialize(&event, 1)
        guard yaml_emitter_emit(&emitter, &event) == 1 else { return }
        yaml_stream_end_event_initialize(&event)
        yaml_emitter_emit(&emitter, &event)
    }

    private func step(_ next: Work, _ work: inout [Work], _ emitter: inout yaml_emitter_t) -> Bool {
        var event = yaml_event_t()
        switch next {
        case .node(let node):
            switch node.content {
            case .sequence(let items):
                yaml_sequence_start_event_initialize(&event, nil, nil, 1, YAML_BLOCK_SEQUENCE_STYLE)
                work.append(.items(items[...]))
            case .mapping(let mapping):
                yaml_mapping_start_event_initialize(&event, nil, nil, 1, YAML_BLOCK_MAPPING_STYLE)
                work.append(.entries(mapping.entries[...]))
            default: scalar(node.content, &event)
            }
        case .items(var items):
            if let item = items.popFirst() {
                work.append(.items(items))
                return step(.node(item), &work, &emitter)
            }
            yaml_sequence_end_event_initialize(&event)
        case .entries(var entries):
            if let entry = entries.popFirst() {
                key(entry.key, &event)
                guard yaml_emitter_emit(&emitter, &event) == 1 else { return false }
                work.append(.entries(entries))
                return step(.node(entry.value), &work, &emitter)
            }
            yaml_mapping_end_event_initialize(&event)
        }
        return yaml_emitter_emit(&emitter, &event) == 1
    }
}

// MARK: - Scalars

extension YAMLWriter {
    private func key(_ key: ConfigKey, _ event: inout yaml_event_t) {
        switch key {
        case .string(let text): string(text, &event)
        case .int(let value): plain(String(value), &event)
        case .bigInt(let value): plain(value.description, &event)
        case .float(let value): plain(Self.float(value), &event)
        case .bool(let value): plain(value ? "true" : "false", &event)
        case .null: plain("null", &event)
        case .bytes(let bytes): binary(bytes, &event)
        }
    }

    private func scalar(_ content: ConfigNode.Content, _ event: inout yaml_event_t) {
        switch content {
        case .null: plain("null", &event)
        case .bool(let value): plain(value ? "true" : "false", &event)
        case .int(let value): plain(String(value), &event)
        case .bigInt(let value): plain(value.description, &event)
        case .float(let value): plain(Self.float(value), &event)
        case .string(let text): string(text, &event)
        case .bytes(let bytes): binary(bytes, &event)
        case .sequence, .mapping: break
        }
    }

    /// A value of its own type: never in quotes.
    private func plain(_ text: String, _ event: inout yaml_event_t) {
        var text = text
        text.withUTF8 {
            _ = yaml_scalar_event_initialize(&event, nil, nil, $0.baseAddress, Int32($0.count), 1, 0, YAML_PLAIN_SCALAR_STYLE)
        }
    }

    /// A string: in quotes where a reader would take it for something else.
    private func string(_ text: String, _ event: inout yaml_event_t) {
        let isQuoted = Self.needsQuotes(text)
        var text = text
        text.withUTF8 { bytes in
            let isPlain = !ScalarPatterns.isSpecial(bytes)
            let style = isQuoted ? YAML_SINGLE_QUOTED_SCALAR_STYLE : YAML_PLAIN_SCALAR_STYLE
            let start = bytes.baseAddress ?? Self.nothing.utf8Start
            _ = yaml_scalar_event_initialize(&event, nil, nil, start, Int32(clamping: bytes.count), isPlain ? 1 : 0, 1, style)
        }
    }

    /// What an empty text points at: the emitter wants an address.
    private static let nothing: StaticString = ""

    private static func needsQuotes(_ text: String) -> Bool {
        switch text {
        case "y", "Y", "n", "N": true
        default:
            PythonNumberText.isNumber(text)
        }
    }

    /// The shortest digits; an exponent gets a point before it, and what is no number its YAML name.
    private static func float(_ value: Double) -> String {
        if value.isNaN { return ".nan" }
        if value.isInfinite { return value < 0 ? "-.inf" : ".inf" }
        let text = PythonSpelling.float(value)
        guard !text.utf8.contains(UInt8(ascii: ".")), let e = text.firstIndex(of: "e") else { return text }
        return text[..<e] + ".0" + text[e...]
    }

    private func binary(_ bytes: [UInt8], _ event: inout yaml_event_t) {
        var text = Base64.lines(bytes)
        text.withUTF8 {
            let start = $0.baseAddress ?? Self.nothing.utf8Start
            _ = yaml_scalar_event_initialize(
                &event, nil, "tag:yaml.org,2002:binary", start, Int32(clamping: $0.count), 0, 0, YAML_LITERAL_SCALAR_STYLE)
        }
    }
}
