import HydrangeaTree

/// How far a value reaches: what is made by interpolations is kept within bounds by it.
struct Measure {
    /// Containers in containers; a scalar has none.
    var depth = 0
    /// Nodes in all.
    var weight = 1
    /// Whether null is a key in it: Python has such mappings, configs do not.
    var hasNullKey = false

    static let scalar = Measure()

    /// The measure of a container of such things.
    static func container(of parts: some Sequence<Measure>, hasNullKey: Bool = false) -> Measure {
        var whole = Measure(depth: 1, weight: 1, hasNullKey: hasNullKey)
        for part in parts { whole.add(part) }
        return whole
    }

    mutating func add(_ part: Measure) {
        depth = max(depth, part.depth + 1)
        weight = min(weight, Growth.nodes) + min(part.weight, Growth.nodes)
        hasNullKey = hasNullKey || part.hasNullKey
    }

    static func of(_ node: ConfigNode) -> Measure {
        switch node.content {
        case .sequence(let items): container(of: items.lazy.map(of))
        case .mapping(let mapping):
            container(of: mapping.entries.lazy.map { of($0.value) }, hasNullKey: mapping.position(of: .null) != nil)
        default: scalar
        }
    }
}

/// What an interpolation gives, before it is written into a tree.
indirect enum Operand {
    /// A value that is no part of the tree: the result of a resolver, or text put together.
    case value(ConfigNode, Measure)
    /// A node of the tree, or of a config that a resolver has made. Containers are resolved where they stand.
    case cell(Int)
    /// A list or mapping among a resolver's arguments, with nodes of the tree in it.
    case list([Operand], Measure)
    case map([(ConfigKey, Operand)], Measure)

    static func value(_ content: ConfigNode.Content) -> Operand { .value(ConfigNode(content), .scalar) }
}

/// How far the work on something has come.
enum Progress<Result> {
    case fresh
    case active
    case done(Result)
    /// It cannot be done; the reason has been reported.
    case failed
}
