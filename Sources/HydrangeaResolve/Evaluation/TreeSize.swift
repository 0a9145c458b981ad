import HydrangeaTree

/// The depth and the number of nodes of a value, which ``ResolutionLimits`` bound.
struct TreeSize: Sendable {
    /// The levels of containers: 0 for a scalar.
    var depth = 0
    /// The number of nodes. Counts above the limit are not exact.
    var nodes = 1
    /// True if the value has a null key: Python has such mappings, configs do not.
    var hasNullKey = false

    static let scalar = TreeSize()

    /// The size of an empty container.
    static func container(hasNullKey: Bool = false) -> TreeSize {
        TreeSize(depth: 1, nodes: 1, hasNullKey: hasNullKey)
    }

    init(of node: ConfigNode) {
        switch node.content {
        case .sequence(let items):
            self = .container()
            for item in items { add(TreeSize(of: item)) }
        case .mapping(let mapping):
            self = .container(hasNullKey: mapping.position(of: .null) != nil)
            for entry in mapping.entries { add(TreeSize(of: entry.value)) }
        default: self = .scalar
        }
    }

    init(depth: Int = 0, nodes: Int = 1, hasNullKey: Bool = false) {
        self.depth = depth
        self.nodes = nodes
        self.hasNullKey = hasNullKey
    }

    /// Adds the size of one of the container's values.
    mutating func add(_ part: TreeSize) {
        depth = max(depth, part.depth + 1)
        nodes = min(nodes, ResolutionLimits.nodes) + min(part.nodes, ResolutionLimits.nodes)
        hasNullKey = hasNullKey || part.hasNullKey
    }
}
