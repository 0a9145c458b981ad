package import HydrangeaTree

/// What the interpolations of one text read.
package enum InterpolationRead: Hashable, Sendable {
    /// A node of the tree.
    case node(ConfigPath)
    case environment(String)
}

/// Notes what one text reads while it is evaluated.
struct ReadTrace {
    let path: ConfigPath
    private(set) var reads: [InterpolationRead] = []

    init(of path: ConfigPath) { self.path = path }

    mutating func note(_ read: InterpolationRead) {
        if !reads.contains(read) { reads.append(read) }
    }
}

extension Interpolator {
    /// What the interpolations in the node at a path read, in the order in which they need it; what these read in turn
    /// is not among them.
    package func reads(at path: ConfigPath, in root: ConfigNode) -> [InterpolationRead] {
        var evaluation = Evaluation(root, resolvers: resolvers, context: context)
        evaluation.isQuiet = true
        evaluation.trace = ReadTrace(of: path)
        _ = try? evaluation.landing(at: path.elements)
        return evaluation.trace?.reads ?? []
    }
}

extension Evaluation {
    /// Whether the text on top of the stack is the one that is watched.
    private var isWatched: Bool {
        guard let frame = texts.last else { return false }
        return cells.path(of: frame.place) == trace?.path
    }

    /// Notes the node that a reference has led to.
    mutating func traceLanding(_ landed: Result<Operand, Walk.Stop>, of walk: Walk) {
        guard case .success = landed, isWatched else { return }
        var cell = walk.cell
        if walk.index < walk.keys.count {
            guard case .success(let child) = cells.find(walk.keys[walk.index], in: walk.cell, rules: rules) else {
                return
            }
            cell = child
        }
        if !cells[cell].isMade { trace?.note(.node(cells.path(of: cell))) }
    }

    /// Notes the variable that a call asks for.
    mutating func traceCall(_ name: String, _ arguments: [Operand]) {
        guard name == "oc.env" || name == "env", isWatched, let first = arguments.first,
            let variable = written(first).string
        else { return }
        trace?.note(.environment(variable))
    }
}
