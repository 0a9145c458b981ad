import HydrangeaGrammar
import HydrangeaTree

extension Evaluation {
    /// The progress of resolving a container, whose values are resolved one after the other.
    struct ContentState {
        let entry: Int
        var index = 0
        let count: Int
        /// The container with the values resolved so far. Its storage must not be shared while it is changed; otherwise
        /// each change would copy it.
        var result: Container
        var size = TreeSize.container()
        /// The entry of the value that is being resolved.
        var child: Int?
        var hasFailed = false

        init(entry: Int, node: ConfigNode) {
            self.entry = entry
            switch node.content {
            case .mapping(let mapping): (count, result) = (mapping.count, .mapping(mapping))
            case .sequence(let items): (count, result) = (items.count, .sequence(items))
            default: (count, result) = (0, .sequence([]))
            }
        }
    }

    enum Container {
        case mapping(ConfigMapping)
        case sequence([ConfigNode])
    }

    /// Resolves the values of the container on top of `contents`, starting with the value at which the last attempt
    /// stopped.
    mutating func resolveContent() throws(Fault) -> NodeTable.Content {
        let top = contents.count - 1
        let entry = contents[top].entry
        switch table[entry].node.content {
        case .mapping(let mapping):
            while contents[top].index < contents[top].count {
                let item = mapping.entries[contents[top].index]
                try resolve(item.value, at: .key(item.key))
            }
        case .sequence(let items):
            while contents[top].index < contents[top].count {
                try resolve(items[contents[top].index], at: .index(contents[top].index))
            }
        default: break
        }
        let content: ConfigNode.Content =
            switch contents[top].result {
            case .mapping(let mapping): .mapping(mapping)
            case .sequence(let items): .sequence(items)
            }
        let node = ConfigNode(content, origin: table[entry].node.origin)
        return contents[top].hasFailed ? .failed(node) : .done(node, contents[top].size)
    }

    /// Keeps a value that cannot be resolved as it is written.
    mutating func skipFailedItem() {
        contents[contents.count - 1].hasFailed = true
        skip(.scalar)
    }

    /// Resolves one value of the container on top.
    private mutating func resolve(_ node: ConfigNode, at element: ConfigPath.Element) throws(Fault) {
        switch node.content {
        case .string(let text):
            guard InterpolatedText.mayInterpolate(text) else { return skip(.scalar) }
            let child = child(node, element)
            let value = try value(of: child)
            guard case .entry(let target) = value, table[target].node.isContainer else {
                return put(finished(value), size(of: value))
            }
            let content = try content(of: target)
            try count(content.size, from: child)
            put(content.node, content.size)
        case .sequence(let items) where items.allSatisfy(Self.isPlain):
            skip(TreeSize(depth: 1, nodes: items.count + 1))
        case .mapping(let mapping) where mapping.entries.allSatisfy({ Self.isPlain($0.value) }):
            skip(TreeSize(depth: 1, nodes: mapping.count + 1))
        case .sequence, .mapping:
            let child = child(node, element)
            if case .failed(let rest) = table[child].content {
                contents[contents.count - 1].hasFailed = true
                put(rest, .scalar)
            } else {
                let content = try content(of: child)
                put(content.node, content.size)
            }
        default: skip(.scalar)
        }
    }

    /// True if a node needs no evaluation: it is neither a container nor text with interpolations.
    private static func isPlain(_ node: ConfigNode) -> Bool {
        switch node.content {
        case .string(let text): !InterpolatedText.mayInterpolate(text)
        case .sequence, .mapping: false
        default: true
        }
    }

    /// The entry of the current value.
    private mutating func child(_ node: ConfigNode, _ element: ConfigPath.Element) -> Int {
        let top = contents.count - 1
        if let child = contents[top].child { return child }
        let child = table.child(of: contents[top].entry, at: contents[top].index, element: element, node: node)
        contents[top].child = child
        return child
    }

    /// Advances to the next value of the container and counts the size of this one.
    private mutating func skip(_ size: TreeSize) {
        let top = contents.count - 1
        contents[top].size.add(size)
        contents[top].index += 1
        contents[top].child = nil
    }

    private mutating func put(_ node: ConfigNode, _ size: TreeSize) {
        let top = contents.count - 1
        contents[top].result.replace(at: contents[top].index, with: node)
        skip(size)
    }

    /// Adds the nodes that a reference to a container copies into the tree to `madeNodes`.
    private mutating func count(_ size: TreeSize, from entry: Int) throws(Fault) {
        madeNodes += min(size.nodes, ResolutionLimits.nodes + 1)
        if madeNodes > ResolutionLimits.nodes {
            throw .error(placed(ResolutionLimits.tooManyNodes(ResolutionLimits.nodes), at: entry))
        }
        if size.depth > ResolutionLimits.depth { throw .error(placed(ResolutionLimits.tooDeep, at: entry)) }
    }
}

extension Evaluation.Container {
    /// Replaces the value at a position without copying the container.
    fileprivate mutating func replace(at index: Int, with node: ConfigNode) {
        switch self {
        case .mapping(var mapping):
            self = .sequence([])
            mapping.update(at: index) { $0 = node }
            self = .mapping(mapping)
        case .sequence(var items):
            self = .sequence([])
            items[index] = node
            self = .sequence(items)
        }
    }
}
