extension ConfigNode {
    /// The node as the only value below these keys, the first one outermost.
    package func nested(under keys: ArraySlice<String>) -> ConfigNode {
        keys.reversed().reduce(self) { node, key in
            var mapping = ConfigMapping()
            mapping[key] = node
            return ConfigNode(.mapping(mapping), origin: origin)
        }
    }

    /// Removes the mapping from a node that holds one, and leaves null: a mapping that nobody else holds is changed
    /// without being copied.
    ///
    /// The caller puts a mapping back.
    package mutating func takeMapping() -> ConfigMapping? {
        guard case .mapping(let mapping) = content else { return nil }
        content = .null
        return mapping
    }

    /// Removes the list from a node that holds one, and leaves null, as ``takeMapping()`` does.
    package mutating func takeSequence() -> [ConfigNode]? {
        guard case .sequence(let items) = content else { return nil }
        content = .null
        return items
    }

    /// Changes a node one step below in place. Nil when there is no such node.
    package mutating func update<Result, Failure: Error>(
        _ element: ConfigPath.Element, _ body: (inout ConfigNode) throws(Failure) -> Result
    ) throws(Failure) -> Result? {
        switch element {
        case .key(let key):
            guard var mapping = takeMapping() else { return nil }
            defer { content = .mapping(mapping) }
            guard let position = mapping.position(of: key) else { return nil }
            return try mapping.update(at: position, body)
        case .index(let index):
            guard var items = takeSequence() else { return nil }
            defer { content = .sequence(items) }
            guard items.indices.contains(index) else { return nil }
            return try body(&items[index])
        }
    }

    /// Changes the node at a path in place. Nil when there is no such node.
    package mutating func update<Result, Failure: Error>(
        at path: [ConfigPath.Element], _ body: (inout ConfigNode) throws(Failure) -> Result
    ) throws(Failure) -> Result? {
        try update(at: path[...], body)
    }

    package mutating func update<Result, Failure: Error>(
        at path: ArraySlice<ConfigPath.Element>, _ body: (inout ConfigNode) throws(Failure) -> Result
    ) throws(Failure) -> Result? {
        guard let first = path.first else { return try body(&self) }
        return try update(first) { (node: inout ConfigNode) throws(Failure) -> Result? in
            try node.update(at: path.dropFirst(), body)
        } ?? nil
    }

    /// Removes the node one step below, if there is one.
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
