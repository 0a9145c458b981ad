import HydrangeaTree

extension TreeBuilder {
    /// Makes a scalar the key of the value that comes next, and returns its content for an anchor on it.
    @discardableResult
    mutating func begin(key meaning: PlainScalar.Meaning, _ range: Range<Int>) throws(ConfigError)
        -> ConfigNode.Content
    {
        let top = frames.count - 1
        let key: ConfigKey
        let content: ConfigNode.Content
        var mayRepeat = false
        switch meaning {
        case .merge where frames[top].shape == .mapping:
            frames[top].pending = .merge(range)
            return .string("<<")
        case .merge:
            throw failure(.yamlValue, "'<<' has no meaning in a list of pairs", range, help: "quote it: '<<'")
        case .equals(let text):
            content = .string(text)
            mayRepeat = true
        case .unreadable: throw unreadable(range)
        case .value(let value): content = value
        }
        guard let made = ConfigKey(content) else { return content }
        key = made
        switch key {
        case .null where frames[top].shape == .mapping: throw nullKey(range)
        case .int, .bigInt: frames[top].hasIntegerKeys = true
        default: break
        }
        let position = enter(key, in: top)
        if let position, case .string(let name) = key, !mayRepeat {
            throw duplicate(name, entries[position].keyOrigin, range)
        }
        frames[top].pending = .key(key, range, position: position)
        return content
    }

    /// A bit of 64 for a key. Equal keys have the same bit. Numbers and booleans, which can be equal in several forms,
    /// share one bit.
    private func roughBit(_ key: ConfigKey) -> UInt64 {
        guard case .string(var text) = key else { return 1 }
        return text.withUTF8 { bytes in
            guard let first = bytes.first, let last = bytes.last else { return 2 }
            return 1 << UInt64((bytes.count &* 7 ^ Int(first) ^ Int(last) &* 5) & 63)
        }
    }

    /// Adds a key to the innermost mapping; returns its place on the stack if the mapping already has it.
    private mutating func enter(_ key: ConfigKey, in top: Int) -> Int? {
        let start = frames[top].start
        let size = entries.count - start
        if size >= ConfigMapping.indexedFrom {
            let hash = KeyIndex.hash(key)
            var probe = frames[top].index.probe(hash)
            while let position = frames[top].index.next(&probe) {
                if entries[start + position].key == key { return start + position }
            }
            frames[top].index.insert(size, hash: hash)
            return nil
        }
        let bit = roughBit(key)
        defer { frames[top].seen |= bit }
        return frames[top].seen & bit == 0 ? nil : entries.firstIndex(from: start) { $0.key == key }
    }

    /// Makes a finished node the value of the pending key.
    mutating func deliver(_ node: ConfigNode, toMapping top: Int) throws(ConfigError) {
        switch exchange(&frames[top].pending, with: .none) {
        case .none: break
        case .merge(let range): try merge(node, into: top, at: range)
        case .key(_, let range, let position?):
            entries[position] = ConfigMapping.Entry(key: entries[position].key, keyRange: range, value: node)
        case .key(let key, let range, nil):
            let start = frames[top].start
            entries.push(ConfigMapping.Entry(key: key, keyRange: range, value: node))
            if entries.count - start == ConfigMapping.indexedFrom {
                for index in start..<entries.count {
                    frames[top].index.insert(index - start, hash: KeyIndex.hash(entries[index].key))
                }
            }
        }
    }

    /// Merges the value of `<<`: a mapping, or a list of mappings, of which the first one's values win and the last
    /// one's keys come first.
    private mutating func merge(_ node: ConfigNode, into top: Int, at range: Range<Int>) throws(ConfigError) {
        switch node.content {
        case .mapping(let mapping): frames[top].merged += mapping.entries
        case .sequence(let items):
            for item in items.reversed() {
                guard let mapping = item.mapping else { throw notMergeable(item, at: range) }
                frames[top].merged += mapping.entries
            }
        default: throw notMergeable(node, at: range)
        }
    }

    /// The mapping of a frame that is complete.
    mutating func mapping(_ frame: Frame) throws(ConfigError) -> ConfigMapping {
        let explicit = entries.take(from: frame.start)
        var mapping = ConfigMapping(distinct: explicit, index: frame.index)
        if !frame.merged.isEmpty {
            let own = mapping
            mapping = ConfigMapping()
            for entry in frame.merged
            where compatibility.mergedKeysComeFirst || entry.key.string == nil || own.position(of: entry.key) == nil {
                mapping.set(entry)
            }
            for entry in explicit { mapping.set(entry) }
        }
        if compatibility.lookalikeKeysAreErrors, frame.shape == .mapping, frame.hasIntegerKeys || !frame.merged.isEmpty
        {
            try rejectLookalikes(in: mapping)
        }
        return mapping
    }

    /// Refuses an integer key beside a text key of the same spelling: a command line could not tell them apart.
    private func rejectLookalikes(in mapping: ConfigMapping) throws(ConfigError) {
        for entry in mapping.entries {
            let spelling: String
            switch entry.key {
            case .int(let value): spelling = value.description
            case .bigInt(let value): spelling = value.description
            default: continue
            }
            if let other = mapping.entry(for: .string(spelling)) { throw lookalike(entry, other) }
        }
    }

    /// An item of `!!pairs`, a mapping of one key, as a list of its key and its value.
    func pair(_ node: ConfigNode) throws(ConfigError) -> ConfigNode {
        guard let mapping = node.mapping, mapping.count == 1, let entry = mapping.entries.first else {
            throw notAPair(node)
        }
        let key = ConfigNode(entry.key.content, origin: entry.keyOrigin)
        return ConfigNode(.sequence([key, entry.value]), origin: node.origin)
    }
}
