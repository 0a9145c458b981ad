public import HydrangeaGrammar
package import HydrangeaResolve
public import HydrangeaTree
package import HydrangeaYAML

/// The result of composing: the config tree, its history, and functions that read it.
public struct Composition: Sendable {
    /// The whole tree, with the `hydra` node. Interpolations are kept.
    public internal(set) var tree: ConfigNode
    /// The primary config's name.
    public let name: String?
    /// The overrides, in the order in which they were given.
    public let overrides: [Override]
    /// The configs, in the order in which they were merged.
    public let defaultsList: DefaultsList
    /// The option of each group, in the order of `hydra.runtime.choices`.
    public let choices: [Choice]
    /// Warnings, in the order in which they were found.
    public internal(set) var warnings: [Diagnostic]
    /// The configs at their packages, in the order in which they were merged.
    let layers: [Layer]
    /// The places of the tree that have declared types.
    var types: HydraTypes
    /// The tree of configs that include each other.
    let defaultsTree: DefaultsTree
    /// The overrides of values, without those that choose an option of a group.
    let valueOverrides: [Override]
    package private(set) var composer: Composer
    /// The results of cached resolvers; all copies of a composition share them.
    private var cache = ResolverCache()

    /// The option that was chosen for a config group: `optimizer` and `adam`.
    public struct Choice: Hashable, Sendable {
        /// The group, with its package where that is another one: `optimizer@second`.
        public var key: String
        /// The option; nil for `null`.
        public var option: String?
    }

    struct Layer: Sendable {
        var config: String
        var package: String
        /// The number of the layer's node in the defaults tree.
        var defaultsNode: Int
        var isBuiltIn: Bool
        var isRegistered: Bool
        var node: ConfigNode
    }

    /// A config that the program has registered, and that was merged.
    package struct Registered: Sendable {
        package var config: String
        /// The place of its values.
        package var path: ConfigPath
        /// The entry or argument that brought it into the defaults list.
        package var choice: Origin
    }

    /// The configs in the defaults list that the program has registered, in the order in which they were merged.
    package var registered: [Registered] {
        layers.filter(\.isRegistered).map { layer in
            let keys =
                layer.package.isEmpty
                ? [] : DottedPath.keys(of: layer.package, compatibility: composer.context.compatibility)
            let choice = defaultsTree.inclusions(of: layer.defaultsNode).first?.origin ?? .unknown
            return Registered(config: layer.config, path: ConfigPath(keys.map { .key(.string($0)) }), choice: choice)
        }
    }

    init(
        tree: ConfigNode, name: String?, overrides: [Override], defaultsList: DefaultsList,
        choices: [(String, String?)], warnings: [Diagnostic],
        layers: [Layer], defaultsTree: DefaultsTree, valueOverrides: [Override], composer: Composer
    ) {
        self.tree = tree
        self.name = name
        self.overrides = overrides
        self.defaultsList = defaultsList
        self.choices = choices.map { Choice(key: $0.0, option: $0.1) }
        self.warnings = warnings
        self.layers = layers
        self.defaultsTree = defaultsTree
        self.valueOverrides = valueOverrides
        self.composer = composer
        types = HydraTypes(compatibility: composer.context.compatibility)
    }

    /// The program's config: everything but the `hydra` node.
    public var root: ConfigNode {
        var root = tree
        if case .mapping(var mapping) = root.content {
            mapping.remove("hydra")
            root.content = .mapping(mapping)
        }
        return root
    }

    /// The `hydra` node.
    public var hydra: ConfigNode { tree["hydra"] ?? [:] }

    /// A part of the config to print.
    public enum Part: String, Sendable, CaseIterable {
        /// The program's own config.
        case job
        /// The settings of the run itself: the `hydra` node, without its help texts.
        case hydra
        /// Both in one tree.
        case all
    }

    /// The config with every interpolation resolved, without the `hydra` node.
    public func resolved() throws(ConfigError) -> ConfigNode {
        do { return try interpolator.resolve(root) } catch { throw explaining(error) }
    }

    /// The config resolved as far as possible, the mistakes of the other interpolations, which stay as written, and all
    /// reads.
    package func resolving() -> Resolution {
        var resolution = interpolator.resolving(root)
        if let error = ConfigError(resolution.mistakes) { resolution.mistakes = explaining(error).diagnostics }
        return resolution
    }

    /// The same composition with another tree.
    package func replacing(_ tree: ConfigNode) -> Composition {
        var copy = self
        copy.tree = tree
        return copy
    }

    /// The same composition with the defaults of types that the config lacks; nil if none of them has a place in the
    /// tree.
    package func taking(_ defaults: [TypeDefault]) -> Composition? {
        var copy = self
        return copy.tree.take(defaults) ? copy : nil
    }

    /// The same composition with other values of some variables for `${oc.env:…}`.
    package func adding(environment: [(name: String, value: String)]) -> Composition {
        if environment.isEmpty { return self }
        var copy = self
        for (name, value) in environment { copy.composer.context.environment[name] = value }
        return copy
    }

    /// The same composition with the variables of another one.
    package func restoringEnvironment(of other: Composition) -> Composition {
        var copy = self
        copy.composer.context.environment = other.composer.context.environment
        return copy
    }

    /// The resolved node at a path of the whole tree: `model.width`, `hydra.run.dir`. Nil if there is none.
    public func value(at path: ConfigPath) throws(ConfigError) -> ConfigNode? {
        do { return try interpolator.value(at: path, in: tree) } catch { throw explaining(error) }
    }

    /// The tree as YAML: the bytes that Hydra prints.
    ///
    /// - Parameter keepsMissing: True if a value that depends on `???` is printed as `???`, for the part `.job`.
    ///   Hydra's programs print it in this way; OmegaConf reports an error.
    public func yaml(_ part: Part = .job, resolved: Bool = false, keepsMissing: Bool = false) throws(ConfigError)
        -> String
    {
        // Omitting the `hydra` node while writing saves a copy of all other keys.
        if part == .job, !resolved {
            return String(decoding: writer.bytes(for: tree, without: "hydra"), as: UTF8.self)
        }
        return writer.string(for: try node(part, resolved: resolved, keepsMissing: keepsMissing))
    }

    /// The writer of the release of Hydra whose rules the composition follows.
    package var writer: YAMLWriter { YAMLWriter(compatibility: composer.context.compatibility) }

    private func node(_ part: Part, resolved: Bool, keepsMissing: Bool = false) throws(ConfigError) -> ConfigNode {
        switch part {
        case .job:
            return resolved
                ? (keepsMissing ? try interpolator.resolve(root, keepsMissing: true) : try self.resolved()) : root
        case .all: return resolved ? try types.converted(interpolator.resolve(tree, keepsMissing: true)) : tree
        case .hydra:
            if !resolved { return hydraAlone(tree) }
            return hydraAlone(
                try types.converted(["hydra": try interpolator.value(at: "hydra", in: tree, keepsMissing: true) ?? [:]])
            )
        }
    }

    /// The `hydra` node without its help texts, which are long and do not describe the run.
    private func hydraAlone(_ tree: ConfigNode) -> ConfigNode {
        var mapping = tree["hydra"]?.mapping ?? [:]
        for name in ["help", "hydra_help"] { mapping.remove(.string(name)) }
        return ["hydra": ConfigNode(.mapping(mapping))]
    }

    /// The node at a package. A mapping or list is resolved only if `resolved`, a scalar always.
    ///
    /// Only this node is resolved, so mistakes elsewhere are not reported.
    public func node(
        at package: String, of part: Part = .all, resolved: Bool = false, keepsMissing: Bool = false
    ) throws(ConfigError) -> ConfigNode {
        let root = part == .job ? self.root : tree
        let shown = part == .hydra ? hydraAlone(tree) : root
        let path = path(package, in: shown)
        if part == .hydra, path.elements == [.key("hydra")] {
            return try node(part, resolved: resolved)["hydra"] ?? [:]
        }
        // The node may refer to the rest of the tree, but its path must not lead there.
        let isInHydra =
            path.elements.first == .key("hydra")
            && path.elements.dropFirst().first.map { shown["hydra"]?.child($0) != nil } != false
        let isShown = part != .hydra || isInHydra
        guard isShown, let place = try interpolator.destination(of: path, in: root) else {
            let isHydras = part == .job && tree[path] != nil
            throw noSuchNode(package, path, in: shown, help: isHydras ? "--cfg all --package \(package)" : nil)
        }
        if place.node.isContainer, !resolved { return place.node }
        return try interpolator.value(
            at: path, in: root, keepsMissing: (keepsMissing || part != .job) && place.node.isContainer) ?? place.node
    }

    /// The path of a package. A number is an index if the node is a list.
    func path(_ package: String, in root: ConfigNode) -> ConfigPath {
        var path = ConfigPath()
        var node: ConfigNode? = root
        for key in DottedPath.keys(of: package, compatibility: composer.context.compatibility) {
            let element: ConfigPath.Element =
                switch node?.content {
                case .sequence?: Int(key).map { .index($0) } ?? .key(.string(key))
                case .mapping(let mapping)? where mapping.position(of: .string(key)) == nil:
                    Int(key).map { .key(.int($0)) } ?? .key(.string(key))
                default: .key(.string(key))
                }
            path = path.appending(element)
            node = node?.child(element)
        }
        return path
    }

    func noSuchNode(_ package: String, _ path: ConfigPath, in root: ConfigNode, help: String? = nil) -> ConfigError {
        var parent = path.parent
        while !parent.isRoot, root[parent] == nil { parent = parent.parent }
        let keys = root[parent]?.mapping?.keys.map(\.description).filter { !parent.isRoot || $0 != "hydra" } ?? []
        let missing =
            path.elements.dropFirst(parent.elements.count).first.map { ConfigPath([$0]).description } ?? package
        let rest = path.elements.dropFirst(parent.elements.count + 1)
        let near =
            Suggestion.nearest(to: missing, among: keys).map {
                ConfigPath(parent.appending($0).elements + rest).description
            }
            ?? path.elements.last.flatMap { root.firstPath(endingIn: $0) }?.description
        return ConfigError(
            Diagnostic(
                .unknownKey, "there is no '\(package)' in the config",
                notes: keys.isEmpty
                    ? [] : ["\(parent.isRoot ? "keys" : "'\(parent)' has"): \(keys.joined(separator: ", "))"],
                help: help ?? near.map { "did you mean '\($0)'?" }))
    }

    /// The moment for `${now:…}`, in seconds since 1970.
    package var now: Double { composer.context.now }

    /// The same composition at another moment; interpolations are not resolved yet.
    package func at(now: Double) -> Composition {
        var copy = self
        copy.composer.context.now = now
        copy.cache = ResolverCache()
        return copy
    }

    var interpolator: Interpolator {
        var interpolator = composer.interpolator(hydra: tree)
        interpolator.context.cache = cache
        return interpolator
    }
}

extension Composer {
    /// The interpolator for a tree that is not complete yet.
    var interpolatorWhileComposing: Interpolator {
        var interpolator = interpolator(hydra: nil)
        interpolator.context.isComposing = true
        return interpolator
    }

    /// The interpolator with this composer's resolvers, and with `${hydra:…}` if there is a tree to read it from.
    func interpolator(hydra tree: ConfigNode?) -> Interpolator {
        let compatibility = context.compatibility
        let setting = context.environment[NodeLimit.variable]
        return Interpolator(
            resolvers: resolvers,
            context: ResolverContext(
                environment: context.environment, now: context.now, hydra: tree, compatibility: context.compatibility
            ) { text throws(ConfigError) in
                let limit = try NodeLimit(setting: setting, compatibility: compatibility)
                return try YAMLReader(compatibility: compatibility, nodeLimit: limit)
                    .readDocument(SourceText(.memory("oc.create"), text: text))
            })
    }
}
