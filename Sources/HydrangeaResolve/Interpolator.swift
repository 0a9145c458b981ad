import HydrangeaGrammar
public import HydrangeaTree

/// Resolves the interpolations of config trees. It keeps nothing of a tree: a tree may change between two calls.
public struct Interpolator: Sendable {
    /// What `${name:…}` may call.
    public var resolvers: Resolvers
    /// What resolvers may know of the world.
    public var context: ResolverContext

    /// One that calls the standard resolvers, in a world without variables, unless others are given.
    public init(resolvers: Resolvers = .standard, context: ResolverContext = ResolverContext()) {
        self.resolvers = resolvers
        self.context = context
    }

    /// The whole tree with every interpolation in it resolved; `???` stays.
    ///
    /// Unlike the release candidate of OmegaConf this also resolves what `oc.create` and `oc.dict.keys` make, wherever
    /// they stand.
    /// - Parameter keepsMissing: Whether what needs a value that is still `???` is `???` itself, instead of a mistake.
    /// - Throws: everything that cannot be resolved, in one error.
    public func resolve(_ root: ConfigNode, keepsMissing: Bool = false) throws(ConfigError) -> ConfigNode {
        var evaluation = evaluation(of: root, .init(keepsMissing: keepsMissing))
        let resolved = evaluation.resolvedTree()
        if let error = ConfigError(evaluation.diagnostics) { throw error }
        return resolved
    }

    /// The tree with each interpolation resolved that can be, what is wrong with the others, which stay as they are
    /// written, and what they have read.
    package func resolving(_ root: ConfigNode, keepsMissing: Bool = false) -> Resolution {
        var evaluation = evaluation(of: root, .init(keepsMissing: keepsMissing, isTraced: true))
        let resolved = evaluation.resolvedTree()
        return Resolution(root: resolved, mistakes: evaluation.diagnostics, reads: InterpolationReads(evaluation))
    }

    private func evaluation(of root: ConfigNode, _ purpose: Evaluation.Purpose = .init()) -> Evaluation {
        Evaluation(root, resolvers: resolvers, context: context, purpose: purpose)
    }

    /// The node at a path with every interpolation in it resolved, or nil when there is none; `???` is given as it is.
    public func value(at path: ConfigPath, in root: ConfigNode, keepsMissing: Bool = false) throws(ConfigError)
        -> ConfigNode?
    {
        try value(at: path.elements, in: root, keepsMissing: keepsMissing)
    }

    package func value(at path: [ConfigPath.Element], in root: ConfigNode, keepsMissing: Bool = false)
        throws(ConfigError) -> ConfigNode?
    {
        var evaluation = evaluation(of: root, .init(keepsMissing: keepsMissing))
        switch try evaluation.destination(of: path) {
        case .success(let found): return try evaluation.resolved(found.value)
        case .failure(let failure):
            if case .missing = failure.reason, failure.index == path.count - 1 { return ConfigNode(.string("???")) }
            return nil
        }
    }

    /// What a node evaluates to that stands in no tree: references in its text start at the root of `root`.
    public func value(of node: ConfigNode, in root: ConfigNode) throws(ConfigError) -> ConfigNode {
        guard let text = node.string, InterpolatedText.mayInterpolate(text) else { return node }
        var evaluation = evaluation(of: root)
        return try evaluation.value(of: node)
    }

    /// Where a node is really found when the interpolations on the way to it are followed.
    public enum Destination: Hashable, Sendable {
        /// A node of the tree, as written, and its place.
        case place(ConfigPath, ConfigNode)
        /// A list or mapping that a resolver makes a part of the tree; interpolations in it are kept.
        case config(ConfigNode)
        /// A value without a place in the tree.
        case value(ConfigNode)

        /// Its place in the tree, where it has one.
        public var path: ConfigPath? { if case .place(let path, _) = self { path } else { nil } }

        /// The node, as written.
        public var node: ConfigNode {
            switch self {
            case .place(_, let node), .config(let node), .value(let node): node
            }
        }
    }

    /// Where a path leads through interpolated parents, and on from its own node when that is an interpolation; nil
    /// when there is no such node.
    /// - Throws: what keeps an interpolation on the way from being resolved.
    public func destination(of path: ConfigPath, in root: ConfigNode) throws(ConfigError) -> Destination? {
        var evaluation = evaluation(of: root)
        return try destination(of: path, in: &evaluation)
    }

    /// The place that is really changed when something is written to a path: references on the way are followed, and
    /// the node's own too.
    ///
    /// What resolvers make has no place of its own: then it is nil, as where there is no such node.
    /// - Throws: what keeps a reference on the way from being resolved.
    public func follow(_ path: ConfigPath, in root: ConfigNode) throws(ConfigError) -> (
        path: ConfigPath, node: ConfigNode
    )? {
        var evaluation = evaluation(of: root, .init(followsOnlyReferences: true))
        do throws(ConfigError) {
            guard case .place(let path, let node) = try destination(of: path, in: &evaluation) else { return nil }
            return (path, node)
        } catch {
            // A text that is more than one reference fails without a mistake.
            if evaluation.diagnostics.isEmpty { return nil }
            throw error
        }
    }

    /// The list or mapping that a path leads to; nil when it leads to anything else, or nowhere, whatever the reason.
    package func container(at path: ConfigPath, in root: ConfigNode) -> ConfigNode? {
        var evaluation = evaluation(of: root, .init(isQuiet: true))
        switch try? destination(of: path, in: &evaluation) {
        case .place(_, let node)?, .config(let node)?: return node.isContainer ? node : nil
        case .value?, nil: return nil
        }
    }

    private func destination(of path: ConfigPath, in evaluation: inout Evaluation) throws(ConfigError) -> Destination? {
        guard case .success(let found) = try evaluation.destination(of: path.elements) else { return nil }
        guard case .entry(let entry) = found.value else { return .value(evaluation.finished(found.value)) }
        let node = evaluation.table[entry].node
        return evaluation.table[entry].isMade ? .config(node) : .place(evaluation.table.path(of: entry), node)
    }
}
