import HydrangeaGrammar
public import HydrangeaTree

/// Resolves the interpolations of config trees.
///
/// ```swift
/// let tree: ConfigNode = ["root": "/data", "train": "${root}/train"]
/// let resolved = try Interpolator().resolve(tree)  // ["root": "/data", "train": "/data/train"]
/// ```
/// An interpolator keeps no state between two calls, so a tree may change in between.
public struct Interpolator: Sendable {
    /// The resolvers that `${name:…}` can call.
    public var resolvers: Resolvers
    /// The environment, time and `hydra` node that resolvers read.
    public var context: ResolverContext

    /// Creates an interpolator. By default it calls the standard resolvers with no environment variables.
    public init(resolvers: Resolvers = .standard, context: ResolverContext = ResolverContext()) {
        self.resolvers = resolvers
        self.context = context
    }

    /// The whole tree with every interpolation in it resolved; `???` stays.
    ///
    /// Unlike OmegaConf's release candidate, this also resolves the results of `oc.create` and `oc.dict.keys`
    /// everywhere.
    /// - Parameter keepsMissing: If true, a value that depends on `???` becomes `???` instead of an error.
    /// - Throws: all mistakes, in one error.
    public func resolve(_ root: ConfigNode, keepsMissing: Bool = false) throws(ConfigError) -> ConfigNode {
        var evaluation = evaluation(of: root, .init(keepsMissing: keepsMissing))
        let resolved = evaluation.resolvedTree()
        if let error = ConfigError(evaluation.diagnostics) { throw error }
        return resolved
    }

    /// The tree resolved as far as possible, the mistakes of the other interpolations, which stay as written, and all
    /// reads.
    package func resolving(_ root: ConfigNode, keepsMissing: Bool = false) -> Resolution {
        var evaluation = evaluation(of: root, .init(keepsMissing: keepsMissing, isTraced: true))
        let resolved = evaluation.resolvedTree()
        return Resolution(root: resolved, mistakes: evaluation.diagnostics, reads: InterpolationReads(evaluation))
    }

    private func evaluation(of root: ConfigNode, _ purpose: Evaluation.Purpose = .init()) -> Evaluation {
        Evaluation(root, resolvers: resolvers, context: context, purpose: purpose)
    }

    /// The node at a path with every interpolation in it resolved, or nil if there is no node. `???` is returned as it
    /// is.
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

    /// The value of a node that is not part of a tree. References in its text start at `root`.
    public func value(of node: ConfigNode, in root: ConfigNode) throws(ConfigError) -> ConfigNode {
        guard let text = node.string, InterpolatedText.mayInterpolate(text) else { return node }
        var evaluation = evaluation(of: root)
        return try evaluation.value(of: node)
    }

    /// The end of a path after all interpolations on it have been followed.
    package enum Destination: Hashable, Sendable {
        /// A node of the tree, as written, and its place.
        case place(ConfigPath, ConfigNode)
        /// A list or mapping that a resolver has added to the tree. Interpolations in it are kept as written.
        case config(ConfigNode)
        /// A value without a place in the tree.
        case value(ConfigNode)

        /// The path of the node in the tree, if it has one.
        package var path: ConfigPath? { if case .place(let path, _) = self { path } else { nil } }

        /// The node, as written.
        package var node: ConfigNode {
            switch self {
            case .place(_, let node), .config(let node), .value(let node): node
            }
        }
    }

    /// The end of a path; interpolations on the way, and at the node itself, are followed. Nil if there is no such
    /// node.
    ///
    /// With `a: "${b}"` and `b: {c: 1}`, the path `a.c` ends at `b.c`.
    ///
    /// - Throws: the mistakes of the interpolations on the way.
    package func destination(of path: ConfigPath, in root: ConfigNode) throws(ConfigError) -> Destination? {
        var evaluation = evaluation(of: root)
        return try destination(of: path, in: &evaluation)
    }

    /// The place that a write to a path changes: references on the way, and at the node itself, are followed.
    ///
    /// The result is nil if there is no such node, or if a resolver made it, since its result has no place in the tree.
    ///
    /// - Throws: the mistakes of the references on the way.
    package func follow(_ path: ConfigPath, in root: ConfigNode) throws(ConfigError) -> (
        path: ConfigPath, node: ConfigNode
    )? {
        var evaluation = evaluation(of: root, .init(followsOnlyReferences: true))
        do throws(ConfigError) {
            guard case .place(let path, let node) = try destination(of: path, in: &evaluation) else { return nil }
            return (path, node)
        } catch {
            // A text that is not a single reference fails without a diagnostic.
            if evaluation.diagnostics.isEmpty { return nil }
            throw error
        }
    }

    /// The list or mapping at the end of a path, or nil if there is none or its interpolations cannot be resolved.
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
