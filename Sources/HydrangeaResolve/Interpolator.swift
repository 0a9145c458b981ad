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
        var evaluation = Evaluation(root, resolvers: resolvers, context: context)
        evaluation.keepsMissing = keepsMissing
        return try evaluation.resolvedRoot()
    }

    /// The tree with each interpolation resolved that can be; the others stay as they are written. It is for trees that
    /// cannot be resolved as a whole: each value is resolved alone.
    package func resolvingWhatItCan(_ root: ConfigNode) -> ConfigNode {
        func resolving(_ node: ConfigNode, at path: ConfigPath) -> ConfigNode {
            var result = node
            switch node.content {
            case .mapping(let mapping):
                let pairs = mapping.entries.map { entry in
                    ConfigMapping.Entry(
                        key: entry.key, mark: entry.keyOrigin.mark,
                        value: resolving(entry.value, at: path.appending(entry.key)))
                }
                var copy = ConfigMapping()
                for entry in pairs { copy.set(entry) }
                result.content = .mapping(copy)
            case .sequence(let items):
                result.content = .sequence(items.enumerated().map { resolving($1, at: path.appending(.index($0))) })
            case .string(let text) where InterpolatedText.mayInterpolate(text):
                if let value = try? value(at: path, in: root) { result = value }
            default: break
            }
            return result
        }
        return resolving(root, at: ConfigPath())
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
        var evaluation = Evaluation(root, resolvers: resolvers, context: context)
        evaluation.keepsMissing = keepsMissing
        switch try evaluation.landing(at: path) {
        case .success(let operand): return try evaluation.resolved(operand)
        case .failure(let stop):
            if case .missing = stop.reason, stop.index == path.count - 1 { return ConfigNode(.string("???")) }
            return nil
        }
    }

    /// What a node evaluates to that stands in no tree: references in its text start at the root of `root`.
    public func value(of node: ConfigNode, in root: ConfigNode) throws(ConfigError) -> ConfigNode {
        guard let text = node.string, InterpolatedText.mayInterpolate(text) else { return node }
        var evaluation = Evaluation(root, resolvers: resolvers, context: context)
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
        var evaluation = Evaluation(root, resolvers: resolvers, context: context)
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
        var evaluation = Evaluation(root, resolvers: resolvers, context: context)
        evaluation.refusesResolvers = true
        do throws(ConfigError) {
            guard case .place(let path, let node) = try destination(of: path, in: &evaluation) else { return nil }
            return (path, node)
        } catch {
            if evaluation.hasRefused { return nil }
            throw error
        }
    }

    /// The list or mapping that a path leads to; nil when it leads to anything else, or nowhere, whatever the reason.
    package func container(at path: ConfigPath, in root: ConfigNode) -> ConfigNode? {
        var evaluation = Evaluation(root, resolvers: resolvers, context: context)
        evaluation.isQuiet = true
        switch try? destination(of: path, in: &evaluation) {
        case .place(_, let node)?, .config(let node)?: return node.isContainer ? node : nil
        case .value?, nil: return nil
        }
    }

    private func destination(of path: ConfigPath, in evaluation: inout Evaluation) throws(ConfigError) -> Destination? {
        guard case .success(let operand) = try evaluation.landing(at: path.elements) else { return nil }
        switch operand {
        case .cell(let cell):
            let found = evaluation.cells[cell]
            return found.isMade ? .config(found.node) : .place(evaluation.cells.path(of: cell), found.node)
        default: return .value(evaluation.finished(operand))
        }
    }
}
