/// Merges one config over another by OmegaConf's rules.
///
/// Mappings merge key by key. Lists and scalars replace the old value, `null` replaces anything, and `???` replaces
/// nothing. A mapping over a list is a mistake, and so is a list over a mapping. A mapping that is merged over a
/// reference to another mapping starts from a copy of that one, so the merge may have to ask where a reference leads in
/// the tree as it is at that moment.
package struct TreeMerge {
    /// A reference that must be replaced by the node that it leads to before the merge can go on.
    private struct Stop: Error {
        /// The path of the reference, deepest step first.
        var path: [ConfigKey] = []
        var positions: [Int] = []
    }

    private enum Interruption: Error {
        case reference(Stop)
        case mistake(ConfigError)
    }

    private let compatibility: Compatibility
    /// The mapping or list that a reference in the tree leads to; nil if it leads to anything else.
    private let follow: (ConfigPath, ConfigNode) -> ConfigNode?
    /// The position on each level at which the merge goes on after a stop.
    private var resume: ArraySlice<Int> = []
    /// References that lead to no mapping or list: they are replaced like text.
    private var passed: Set<ConfigPath> = []

    package init(compatibility: Compatibility, follow: @escaping (ConfigPath, ConfigNode) -> ConfigNode?) {
        self.compatibility = compatibility
        self.follow = follow
    }

    /// Merges `source` over the node at `path` of `root`.
    package mutating func merge(_ source: ConfigNode, into root: inout ConfigNode, at path: [ConfigPath.Element] = [])
        throws(ConfigError)
    {
        passed = []
        resume = []
        while true {
            do throws(Interruption) {
                _ = try root.update(at: path) { (node: inout ConfigNode) throws(Interruption) in
                    try self.mergeMapping(source, into: &node, at: path)
                }
                return
            } catch {
                guard case .reference(let stop) = error else {
                    if case .mistake(let mistake) = error { throw mistake }
                    return
                }
                let place = ConfigPath(path + stop.path.reversed().map { .key($0) })
                if let target = follow(place, root) {
                    _ = root.update(at: place.elements) { $0.content = target.content }
                } else {
                    passed.insert(place)
                }
                resume = stop.positions.reversed()[...]
            }
        }
    }

    private mutating func mergeMapping(
        _ source: ConfigNode, into target: inout ConfigNode, at path: [ConfigPath.Element]
    ) throws(Interruption) {
        guard case .mapping(let new) = source.content, case .mapping(var mapping) = target.content else {
            guard target.isContainer, source.isContainer, target.isMapping != source.isMapping else {
                target.content = source.content
                target.origin = source.origin
                return
            }
            throw .mistake(mismatch(source, over: target, at: path))
        }
        target.content = .null
        defer { target.content = .mapping(mapping) }
        let start = resume.popFirst() ?? 0
        // A mapping is nearly always merged over a much smaller one, or over one that has its keys.
        if new.count > mapping.count { mapping.reserve(new.count - start) }
        for index in min(start, new.count)..<new.count {
            let entry = new.entries[index]
            let found = mapping.find(entry.key)
            guard let position = found.position else {
                if compatibility.lookalikeKeysAreErrors, let twin = twin(of: entry.key, in: mapping) {
                    throw .mistake(clash(entry, twin, path))
                }
                mapping.append(entry, found)
                continue
            }
            do throws(Interruption) {
                try mapping.update(at: position) { (node: inout ConfigNode) throws(Interruption) in
                    try self.mergeEntry(entry, into: &node, at: path)
                }
            } catch {
                guard case .reference(var stop) = error else { throw error }
                stop.path.append(entry.key)
                stop.positions.append(index)
                throw .reference(stop)
            }
            if !(mapping.entries[position].value.isContainer) { mapping.moveKey(at: position, to: entry) }
        }
    }

    private mutating func mergeEntry(
        _ entry: ConfigMapping.Entry, into node: inout ConfigNode, at path: [ConfigPath.Element]
    ) throws(Interruption) {
        let source = entry.value
        let isMissing = source.isMissing
        if case .string(let text) = node.content, source.isContainer || isMissing, mayRefer(text) {
            if !passed.contains(ConfigPath(path + [.key(entry.key)])) { throw .reference(Stop()) }
        }
        if isMissing { return }
        switch (node.content, source.content) {
        case (.mapping, .mapping), (.mapping, .sequence), (.sequence, .mapping):
            try mergeMapping(source, into: &node, at: path + [.key(entry.key)])
        default:
            node = source
        }
    }

    /// Only text that is one interpolation from end to end can stand for a mapping or a list.
    private func mayRefer(_ text: String) -> Bool {
        var text = text
        return text.withUTF8 {
            $0.count > 3 && $0[0] == "$" && $0[1] == "{"
                && $0[$0.count - 1] == "}"
        }
    }

    /// The key that is spelled alike but is an integer where the other is text.
    private func twin(of key: ConfigKey, in mapping: ConfigMapping) -> ConfigMapping.Entry? {
        switch key {
        case .int(let number): mapping.entry(for: .string(String(number)))
        case .string(let text):
            text.utf8.first.map { $0 == "-" || ($0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9")) }
                == true
                ? Int(text).flatMap { String($0) == text ? integer($0, in: mapping) : nil } : nil
        default: nil
        }
    }

    /// The entry whose key is written as an integer: `true` and `1.0` are the same key, but are not spelled alike.
    private func integer(_ number: Int, in mapping: ConfigMapping) -> ConfigMapping.Entry? {
        mapping.entry(for: .int(number)).flatMap { if case .int = $0.key { $0 } else { nil } }
    }

    private func clash(_ entry: ConfigMapping.Entry, _ twin: ConfigMapping.Entry, _ path: [ConfigPath.Element])
        -> ConfigError
    {
        ConfigError(
            Diagnostic(
                .merge, "the key \(entry.key) stands as a number and as text in one mapping", at: ConfigPath(path),
                origin: entry.keyOrigin,
                notes: ["the other: \(twin.keyOrigin)"], help: "quote both, or neither"))
    }

    private func mismatch(_ source: ConfigNode, over target: ConfigNode, at path: [ConfigPath.Element]) -> ConfigError {
        let place = ConfigPath(path)
        return ConfigError(
            Diagnostic(
                .merge, "'\(place)' is \(target.kindName): \(source.kindName) cannot be merged over it", at: place,
                origin: source.origin,
                notes: target.origin.source == nil ? [] : ["\(target.kindName): \(target.origin)"],
                help: target.isMapping && source.isSequence && target.origin.source == nil
                    ? "write its keys without dashes: KEY: VALUE"
                    : "set it to null in between, or name the new values differently"))
    }
}
