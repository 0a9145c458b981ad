public import HydrangeaTree

/// Writes a tree as YAML: the bytes that Hydra prints.
public struct YAMLWriter: Sendable {
    /// The programs that read the text.
    public enum Readers: Sendable {
        /// Hydra and readers that agree with it: the bytes are those that Hydra prints.
        case hydra
        /// Any reader of YAML 1.1 or 1.2: all find the same values. The bytes differ from Hydra's only where that needs
        /// quotes.
        case anyVersion
    }

    private let readers: Readers
    private let compatibility: Compatibility

    /// Makes a writer of the bytes that Hydra prints, unless other readers are named.
    ///
    /// - Parameter compatibility: The release whose output is written. Releases before 1.4 print with PyYAML's emitter, which
    ///   folds and escapes text differently than libyaml's.
    public init(for readers: Readers = .hydra, compatibility: Compatibility = .hydra1_4) {
        self.readers = readers
        self.compatibility = compatibility
    }

    /// The node as one document, which ends with a line break. Any node may be the root.
    public func string(for node: ConfigNode) -> String { String(decoding: bytes(for: node), as: UTF8.self) }

    /// The node as one document in UTF-8.
    public func bytes(for node: ConfigNode) -> [UInt8] { bytes(for: node, without: nil) }

    /// The node as one document in UTF-8, without one key of the root.
    package func bytes(for node: ConfigNode, without key: ConfigKey?) -> [UInt8] {
        if compatibility.printsLikePyYAML, readers == .hydra { return bytes(node, without: key, by: PythonEmitter()) }
        return bytes(node, without: key, by: Emitter())
    }

    private func bytes<E: EventEmitter & ~Copyable>(
        _ node: ConfigNode, without key: ConfigKey?, by emitter: consuming E
    ) -> [UInt8] {
        var open: [Open] = []
        write(node, &open, &emitter)
        if let key, case .mapping(let mapping) = node.content, let position = mapping.position(of: key), !open.isEmpty {
            open[0].skipped = position
        }
        while let top = open.indices.last {
            switch open[top].next() {
            case .item(let item): write(item, &open, &emitter)
            case .entry(let key, let value):
                write(key, &emitter)
                write(value, &open, &emitter)
            case .end:
                if open.removeLast().isMapping { emitter.endMapping() } else { emitter.endSequence() }
            }
        }
        return emitter.finish()
    }

    /// An open list or mapping, whose children are being written. A stack of them replaces recursion, so that a tree
    /// can have any depth.
    private struct Open {
        enum Step {
            case item(ConfigNode)
            case entry(ConfigKey, ConfigNode)
            case end
        }

        private let items: [ConfigNode]
        private let entries: [ConfigMapping.Entry]
        let isMapping: Bool
        private var position = 0
        /// The position of an entry that is not written.
        var skipped: Int?

        init(_ items: [ConfigNode]) { (self.items, entries, isMapping) = (items, [], false) }
        init(_ mapping: ConfigMapping) { (items, entries, isMapping) = ([], mapping.entries, true) }

        mutating func next() -> Step {
            if position == skipped { position += 1 }
            defer { position += 1 }
            if isMapping {
                return position < entries.count ? .entry(entries[position].key, entries[position].value) : .end
            }
            return position < items.count ? .item(items[position]) : .end
        }
    }

    private func write<E: EventEmitter & ~Copyable>(_ node: ConfigNode, _ open: inout [Open], _ emitter: inout E) {
        switch node.content {
        case .string(let text): write(text, &emitter)
        case .null: write(word: "null", as: .null, &emitter)
        case .bool(let value): write(word: value ? "true" : "false", as: .bool, &emitter)
        case .int(let value): write(plain: String(value), as: .int, &emitter)
        case .bigInt(let value): write(plain: value.description, as: .int, &emitter)
        case .float(let value): write(plain: Self.spelling(of: value), as: .float, &emitter)
        case .bytes(let bytes): Base64.encodedLines(bytes).withUnsafeBufferPointer { emitter.binary($0) }
        case .sequence(let items):
            emitter.startSequence()
            open.append(Open(items))
        case .mapping(let mapping):
            emitter.startMapping()
            open.append(Open(mapping))
        }
    }

    private func write<E: EventEmitter & ~Copyable>(_ key: ConfigKey, _ emitter: inout E) {
        var none: [Open] = []
        switch key {
        case .string(let text): write(text, &emitter)
        default: write(ConfigNode(key.content), &none, &emitter)
        }
    }

    private func write<E: EventEmitter & ~Copyable>(_ text: String, _ emitter: inout E) {
        var text = text
        text.withUTF8 { bytes in
            if readers == .anyVersion, Self.needsEscapes(bytes) {
                emitter.escaped(bytes)
            } else if Self.needsQuotes(bytes) || readers == .anyVersion && Self.beginsAsNumber(bytes) {
                emitter.quoted(bytes)
            } else {
                emitter.plain(bytes, as: .string)
            }
        }
    }

    private func write<E: EventEmitter & ~Copyable>(plain text: String, as tag: ScalarTag, _ emitter: inout E) {
        var text = text
        text.withUTF8 { emitter.plain($0, as: tag) }
    }

    private func write<E: EventEmitter & ~Copyable>(word: StaticString, as tag: ScalarTag, _ emitter: inout E) {
        emitter.plain(UnsafeBufferPointer(start: word.utf8Start, count: word.utf8CodeUnitCount), as: tag)
    }
}

extension YAMLWriter {
    /// True if some reader would take the text for another type: YAML 1.1, or Python's `int()` and `float()`.
    static func needsQuotes(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        if text.count == 1, [UInt8(ascii: "y"), UInt8(ascii: "n")].contains(text[0] | 0x20) { return true }
        return PlainScalar.isTypedInYAML11(text) || PythonNumber.accepts(text)
    }

    /// Python's digits, with a point before a bare exponent, because YAML 1.1 requires one.
    private static func spelling(of value: Double) -> String {
        if value.isNaN { return ".nan" }
        if value.isInfinite { return value < 0 ? "-.inf" : ".inf" }
        let text = PythonRepr.float(value)
        guard !text.utf8.contains(UInt8(ascii: ".")), let exponent = text.utf8.firstIndex(of: UInt8(ascii: "e")) else {
            return text
        }
        return String(text[..<exponent]) + ".0" + String(text[exponent...])
    }
}
