import HydrangeaTree

/// The value of an interpolation, before it is written into a tree.
enum ResolvedValue: Sendable {
    /// A value outside the tree: the result of a resolver, or text with interpolations replaced.
    case value(ConfigNode, TreeSize)
    /// A node of the tree, or of a resolver-made config. A container is resolved in its own place.
    case entry(Int)
    /// A list among a resolver's arguments. Its items may be nodes of the tree.
    case list([ResolvedValue], TreeSize)
    case map([(ConfigKey, ResolvedValue)], TreeSize)

    static func value(_ content: ConfigNode.Content) -> ResolvedValue { .value(ConfigNode(content), .scalar) }

    /// True if the value contains no node of the tree.
    var isValue: Bool { if case .value = self { true } else { false } }
}

extension Evaluation {
    /// A value as a node in which interpolations are kept as written.
    func written(_ value: ResolvedValue) -> ConfigNode {
        switch value {
        case .value(let node, _): node
        case .entry(let entry): table[entry].node
        case .list(let items, _): ConfigNode(.sequence(items.map(written)))
        case .map(let pairs, _): ConfigNode(.mapping(ConfigMapping(pairs.map { ($0, written($1)) })))
        }
    }

    /// A value as a node, after all of its containers have been resolved.
    func finished(_ value: ResolvedValue) -> ConfigNode {
        switch value {
        case .value(let node, _): return node
        case .entry(let entry):
            if case .done(let node, _) = table[entry].content { return node }
            return table[entry].node
        case .list(let items, _): return ConfigNode(.sequence(items.map(finished)))
        case .map(let pairs, _): return ConfigNode(.mapping(ConfigMapping(pairs.map { ($0, finished($1)) })))
        }
    }

    /// The size of a value as written, before interpolations are resolved.
    mutating func size(of value: ResolvedValue) -> TreeSize {
        switch value {
        case .value(_, let size), .list(_, let size), .map(_, let size): return size
        case .entry(let entry):
            if let known = table[entry].size { return known }
            let size = TreeSize(of: table[entry].node)
            table[entry].size = size
            return size
        }
    }

    /// Resolves every container of the tree in a value, or waits for it.
    mutating func needContents(of value: ResolvedValue) throws(Fault) {
        switch value {
        case .value: return
        case .entry(let entry): if table[entry].node.isContainer { _ = try content(of: entry) }
        case .list(let items, _):
            _ = try each(items) { (evaluation, item) throws(Fault) in try evaluation.needContents(of: item) }
        case .map(let pairs, _):
            _ = try each(pairs) { (evaluation, pair) throws(Fault) in try evaluation.needContents(of: pair.1) }
        }
    }
}
