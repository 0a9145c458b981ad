import HydrangeaTree

/// How far a value reaches: what is made by interpolations is kept within bounds by it.
struct Measure {
    /// Containers in containers; a scalar has none.
    var depth = 0
    /// Nodes in all.
    var weight = 1

    static let scalar = Measure()

    /// The measure of a container of such things.
    static func container(of parts: some Sequence<Measure>) -> Measure {
        var whole = Measure(depth: 1, weight: 1)
        for part in parts { whole.add(part) }
        return whole
    }

    mutating func add(_ part: Measure) {
        depth = max(depth, part.depth + 1)
        weight = weight.addingReportingOverflow(part.weight).overflow ? .max : weight + part.weight
    }

    static func of(_ node: ConfigNode) -> Measure {
        switch node.content {
        case .sequence(let items): container(of: items.lazy.map(of))
        case .mapping(let mapping): container(of: mapping.entries.lazy.map { of($0.value) })
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

extension ConfigNode {
    /// The same value, where every node without a place of its own has the given one.
    func originating(at origin: Origin) -> ConfigNode {
        var copy = self
        if copy.origin.source == nil { copy.origin = origin }
        switch content {
        case .sequence(let items): copy.content = .sequence(items.map { $0.originating(at: origin) })
        case .mapping(let mapping):
            var entries = ConfigMapping()
            for entry in mapping.entries {
                entries.append(ConfigMapping.Entry(key: entry.key, mark: entry.keyOrigin.mark, value: entry.value.originating(at: origin)))
            }
            copy.content = .mapping(entries)
        default: break
        }
        return copy
    }
}
