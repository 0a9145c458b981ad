import HydrangeaTree

/// The configs of a composition as a tree. The children of a config are those that its defaults list includes.
struct DefaultsTree: Sendable {
    struct Node: Sendable {
        var placed: PlacedEntry
        /// The config that includes this one; nil for the primary config and for Hydra's own.
        var parent: Int?
        /// The children in the order of the defaults list; nil if the config has none.
        var children: [Int]?
    }

    var nodes: [Node] = []
    /// Hydra's own configs, and the primary config.
    var roots: [Int] = []

    /// The configs in the order in which they are merged.
    func list() -> [DefaultsList.Element] {
        var elements: [DefaultsList.Element] = []
        var waiting = Array(roots.reversed())
        while let index = waiting.popLast() {
            let node = nodes[index]
            if let children = node.children, !children.isEmpty {
                waiting.append(contentsOf: children.reversed())
            } else if let element = element(index) {
                elements.append(element)
            }
        }
        return elements
    }

    private func element(_ index: Int) -> DefaultsList.Element? {
        let node = nodes[index]
        guard !node.placed.isDeleted, let name = node.placed.name, name != "???" else { return nil }
        if node.placed.entry.isItself, let parent = node.parent {
            let config = nodes[parent].placed
            return DefaultsList.Element(
                config: config.configPath, package: config.package,
                parent: nodes[parent].parent.map { nodes[$0].placed.configPath },
                isSelf: true, isPrimary: config.isPrimary, overrideKey: nil, node: parent)
        }
        return DefaultsList.Element(
            config: node.placed.configPath, package: node.placed.package,
            parent: node.parent.map { nodes[$0].placed.configPath },
            isSelf: false, isPrimary: node.placed.isPrimary,
            overrideKey: node.placed.isGroup ? node.placed.overrideKey : nil, node: index)
    }

    /// The entries that lead to a config, nearest first.
    func chain(to index: Int) -> [PlacedEntry] {
        var chain: [PlacedEntry] = []
        var next: Int? = index
        while let index = next {
            chain.append(nodes[index].placed)
            next = nodes[index].parent
        }
        return chain
    }
}

/// The final order in which configs are merged: later entries win.
public struct DefaultsList: Hashable, Sendable {
    /// A config of the list.
    public struct Element: Hashable, Sendable {
        /// The config's name on the search path.
        public var config: String
        /// The package of its values; empty for the top.
        public var package: String
        /// The config whose defaults list contains this one.
        public var parent: String?
        /// True if the position is that of `_self_` in the config's own list.
        public var isSelf: Bool
        /// True if it is the primary config.
        public var isPrimary: Bool
        /// The key that addresses the config in an override; nil if the config is not an option of a group.
        public var overrideKey: String?
        /// The number of the config's node in the defaults tree.
        var node: Int

        public static func == (lhs: Element, rhs: Element) -> Bool {
            lhs.config == rhs.config && lhs.package == rhs.package && lhs.parent == rhs.parent
                && lhs.isSelf == rhs.isSelf
        }

        public func hash(into hasher: inout Hasher) {
            hasher.combine(config)
            hasher.combine(package)
        }
    }

    /// The configs. If two set the same key, the later one wins.
    public var elements: [Element]
}
