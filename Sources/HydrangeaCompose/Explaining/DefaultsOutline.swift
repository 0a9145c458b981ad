public import HydrangeaTree

/// The configs of a composition and their order, before any value is merged.
public struct DefaultsOutline: Sendable {
    /// The configs in the order in which they are merged.
    public let list: DefaultsList
    private let tree: DefaultsTree
    /// True if there is a primary config. Without one, Hydra's tree has a placeholder for it.
    private let hasPrimary: Bool

    init(list: DefaultsList, tree: DefaultsTree, hasPrimary: Bool) {
        self.list = list
        self.tree = tree
        self.hasPrimary = hasPrimary
    }

    /// The tree of configs in lines, indented below the including config: `db: mysql` for an option of a group.
    public var treeLines: [String] {
        var lines = ["<root>:"]
        var waiting: [(node: Int, depth: Int)] = tree.roots.reversed().map { ($0, 1) }
        while let (index, depth) = waiting.popLast() {
            let node = tree.nodes[index]
            let children = node.children ?? []
            lines.append(
                String(repeating: "  ", count: depth) + node.placed.outlineLabel + (children.isEmpty ? "" : ":"))
            waiting += children.reversed().map { ($0, depth + 1) }
        }
        return hasPrimary ? lines : lines + ["  _dummy_empty_config_"]
    }
}

extension PlacedEntry {
    fileprivate var outlineLabel: String {
        if entry.isItself { return "_self_" }
        return isGroup ? "\(overrideKey): \(name ?? "null")" : configPath
    }
}

extension Composer {
    /// Finds the configs of which the config named `name` is composed. Mistakes in values are ignored.
    public func outline(_ name: String?, overrides: [String] = [], skipsMissing: Bool = false) throws(ConfigError)
        -> DefaultsOutline
    {
        var session = try CompositionSession(self)
        let parsed = try session.parse(overrides, primary: name)
        return try session.outline(name, overrides: parsed, skipsMissing: skipsMissing)
    }
}
