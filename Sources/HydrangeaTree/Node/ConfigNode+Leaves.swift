extension ConfigNode {
    /// The leaves below a node, each with its path from there, in the order of the tree: scalars, and empty mappings
    /// and lists.
    package var leaves: [(path: ConfigPath, node: ConfigNode)] {
        var leaves: [(path: ConfigPath, node: ConfigNode)] = []
        var waiting: [(path: ConfigPath, node: ConfigNode)] = [(ConfigPath(), self)]
        while let (path, node) = waiting.popLast() {
            switch node.content {
            case .mapping(let mapping) where !mapping.isEmpty:
                waiting += mapping.entries.reversed().map { (path.appending($0.key), $0.value) }
            case .sequence(let items) where !items.isEmpty:
                waiting += items.enumerated().reversed().map { (path.appending(.index($0.offset)), $0.element) }
            default: leaves.append((path, node))
            }
        }
        return leaves
    }

    /// The first path that ends in the given step; shallower paths come first.
    package func firstPath(endingIn last: ConfigPath.Element) -> ConfigPath? {
        var level: [(path: ConfigPath, node: ConfigNode)] = [(ConfigPath(), self)]
        while !level.isEmpty {
            if let found = level.first(where: { $0.node.child(last) != nil }) { return found.path.appending(last) }
            var below: [(path: ConfigPath, node: ConfigNode)] = []
            for (path, node) in level {
                switch node.content {
                case .mapping(let mapping): below += mapping.entries.map { (path.appending($0.key), $0.value) }
                case .sequence(let items):
                    below += items.enumerated().map { (path.appending(.index($0.offset)), $0.element) }
                default: continue
                }
            }
            level = below
        }
        return nil
    }
}
