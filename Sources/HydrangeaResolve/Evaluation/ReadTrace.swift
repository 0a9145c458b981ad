package import HydrangeaTree

/// Something that the interpolations of a text read.
package enum InterpolationRead: Hashable, Sendable {
    /// A node of the tree.
    case node(ConfigPath)
    case environment(String)
}

/// Notes the nodes and variables that each text reads while it is evaluated.
struct ReadTrace {
    /// What each entry's text has read, in the order in which it needed it.
    private(set) var reads: [Int: [InterpolationRead]] = [:]
    /// The entry whose text is being evaluated.
    private var entry = 0

    /// Begins to note what an entry's text reads; an earlier attempt at it no longer counts.
    mutating func begin(_ entry: Int) {
        self.entry = entry
        reads[entry] = []
    }

    mutating func note(_ read: InterpolationRead) {
        if reads[entry]?.contains(read) == false { reads[entry]?.append(read) }
    }

    /// Notes that a node was read; what a resolver made has no path.
    mutating func note(_ read: Int, in table: NodeTable) {
        if !table[read].isMade { note(.node(table.path(of: read))) }
    }
}

extension Interpolator {
    /// What the interpolations in the node at a path read, in the order in which they need it; what these read in turn
    /// is not among them.
    package func reads(at path: ConfigPath, in root: ConfigNode) -> [InterpolationRead] {
        var evaluation = Evaluation(root, resolvers: resolvers, context: context, purpose: .init(isQuiet: true))
        evaluation.trace = ReadTrace()
        _ = try? evaluation.destination(of: path.elements)
        let reads = evaluation.trace?.reads ?? [:]
        return reads.first { evaluation.table.path(of: $0.key) == path }?.value ?? []
    }
}
