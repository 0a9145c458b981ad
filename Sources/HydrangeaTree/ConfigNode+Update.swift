extension ConfigNode {
    /// Changes a node one step below in place: what is taken out for the change is not shared, so nothing is copied. Nil when there is no such node.
    package mutating func update<Result, Failure: Error>(
        _ element: ConfigPath.Element, _ body: (inout ConfigNode) throws(Failure) -> Result
    ) throws(Failure) -> Result? {
        switch (element, content) {
        case (.key(let key), .mapping(var mapping)):
            guard let position = mapping.position(of: key) else { return nil }
            content = .null
            defer { content = .mapping(mapping) }
            return try mapping.update(at: position, body)
        case (.index(let index), .sequence(var items)):
            guard items.indices.contains(index) else { return nil }
            content = .null
            defer { content = .sequence(items) }
            return try body(&items[index])
        default: return nil
        }
    }

    /// Changes the node at a path in place. Nil when there is no such node.
    package mutating func update<Result, Failure: Error>(
        at path: some RandomAccessCollection<ConfigPath.Element>, _ body: (inout ConfigNode) throws(Failure) -> Result
    ) throws(Failure) -> Result? {
        guard let first = path.first else { return try body(&self) }
        let rest = path.dropFirst()
        return try update(first) { (node: inout ConfigNode) throws(Failure) -> Result? in
            try node.update(at: Array(rest), body)
        } ?? nil
    }

    /// Takes away the node one step below, where there is one.
    package mutating func remove(_ element: ConfigPath.Element) {
        switch (element, content) {
        case (.key(let key), .mapping(var mapping)):
            content = .null
            mapping.remove(key)
            content = .mapping(mapping)
        case (.index(let index), .sequence(var items)) where items.indices.contains(index):
            content = .null
            items.remove(at: index)
            content = .sequence(items)
        default: break
        }
    }
}
