public import HydrangeaTree

/// A config in the defaults tree, with the reason for it.
public struct DefaultsTreeEntry: Sendable {
    /// The result of an entry of a defaults list.
    public enum State: String, Sendable {
        /// The config is part of the composition.
        case merged
        /// `_self_`: the values of the parent config are merged at this position.
        case itself
        /// `group: null`
        case none
        /// `group: ???`, in the config from which a multirun is planned.
        case open
        /// The command line has deleted the entry.
        case deleted
        /// The entry is optional, and the config does not exist.
        case absent
    }

    /// The name of the config on the search path.
    public var config: String
    /// The package of its values; empty for the top.
    public var package: String
    /// The key that addresses the config in an override; nil if it is not an option of a group.
    public var group: String?
    /// The result of the entry.
    public var state: State
    /// True if the config is built in and neither a file nor the command line chooses it.
    public var isBuiltIn: Bool
    /// The depth in the tree, from 0.
    public var depth: Int
    /// The position of the including config in the whole list.
    public var parent: Int?
    /// The entry that names the config; nil for the primary config and for `_self_`.
    public var inclusion: Composition.Inclusion?
    /// The argument that deletes the config.
    public var deletion: Origin?
}

extension Composition {
    /// The tree of configs as a list. Each config is followed by those that it includes, in the order of merging.
    public var defaultsTreeEntries: [DefaultsTreeEntry] {
        var entries: [DefaultsTreeEntry] = []
        var waiting: [(node: Int, depth: Int, parent: Int?)] = defaultsTree.roots.reversed().map { ($0, 0, nil) }
        while let (index, depth, parent) = waiting.popLast() {
            let node = defaultsTree.nodes[index]
            waiting += (node.children ?? []).reversed().map { ($0, depth + 1, entries.count) }
            entries.append(entry(node.placed, depth, parent, entries))
        }
        return entries
    }

    private func entry(_ placed: PlacedEntry, _ depth: Int, _ parent: Int?, _ entries: [DefaultsTreeEntry])
        -> DefaultsTreeEntry
    {
        let state: DefaultsTreeEntry.State =
            if placed.entry.isItself { .itself } else if placed.isDeleted {
                placed.deletion == nil ? .absent : .deleted
            } else if placed.isEmpty { .none } else if placed.name == "???" { .open } else { .merged }
        let isBuiltIn = placed.configPath == "hydra/config" && depth == 0 || placed.entry.origin.isBuiltIn
        if state == .itself {
            let config = parent.map { entries[$0] }
            return DefaultsTreeEntry(
                config: config?.config ?? "", package: config?.package ?? "", state: state, isBuiltIn: isBuiltIn,
                depth: depth, parent: parent,
                deletion: placed.deletion)
        }
        return DefaultsTreeEntry(
            config: placed.configPath, package: placed.package, group: placed.isGroup ? placed.overrideKey : nil,
            state: state, isBuiltIn: isBuiltIn,
            depth: depth, parent: parent,
            inclusion: placed.isPrimary || placed.entry.origin.source == nil ? nil : Composition.Inclusion(placed),
            deletion: placed.deletion)
    }
}
