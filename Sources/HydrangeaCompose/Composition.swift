public import HydrangeaGrammar
import HydrangeaResolve
public import HydrangeaTree
import HydrangeaYAML

/// The result of composing: the tree, how it was reached, and readers for it.
public struct Composition: Sendable {
    /// The whole tree, with the `hydra` node. Interpolations are kept.
    public internal(set) var tree: ConfigNode
    /// The primary config's name.
    public let name: String?
    public let overrides: [Override]
    public let defaultsList: DefaultsList
    /// The option of each group, in the order of `hydra.runtime.choices`.
    public let choices: [(key: String, option: String?)]
    /// What is worth saying, but no mistake.
    public let warnings: [Diagnostic]
    /// The configs at their packages, in the order in which they were merged.
    let layers: [Layer]
    /// Overrides that chose an option of a group have no path.
    private let valueOverrides: Set<String>
    private let composer: Composer

    struct Layer: Sendable {
        var config: String
        var package: String
        var choice: Origin
        var isBuiltIn: Bool
        var node: ConfigNode
    }

    init(
        tree: ConfigNode, name: String?, overrides: [Override], defaultsList: DefaultsList, choices: [(String, String?)], warnings: [Diagnostic],
        layers: [Layer], valueOverrides: [Override], composer: Composer
    ) {
        self.tree = tree
        self.name = name
        self.overrides = overrides
        self.defaultsList = defaultsList
        self.choices = choices.map { (key: $0.0, option: $0.1) }
        self.warnings = warnings
        self.layers = layers
        self.valueOverrides = Set(valueOverrides.map(\.text))
        self.composer = composer
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

    /// The path that an override sets, as keys; nil when it chooses an option.
    func valueKeys(of override: Override) -> [String]? {
        guard valueOverrides.contains(override.text), override.package == nil else { return nil }
        return KeyPath.split(override.key)
    }

    /// Which part of the config.
    public enum Part: String, Sendable, CaseIterable { case job, hydra, all }

    /// The config with every interpolation resolved, without the `hydra` node.
    public func resolved() throws(ConfigError) -> ConfigNode { try interpolator.resolve(root) }

    /// The whole tree with every interpolation resolved.
    public func resolvedTree() throws(ConfigError) -> ConfigNode { try interpolator.resolve(tree) }

    /// The resolved node at a path of the whole tree: `model.width`, `hydra.run.dir`. Nil when there is none.
    public func value(at path: ConfigPath) throws(ConfigError) -> ConfigNode? { try interpolator.value(at: path, in: tree) }

    /// The tree, or the node at a package of it, as YAML: the bytes that Hydra prints.
    public func yaml(_ part: Part = .job, package: String? = nil, resolved: Bool = false) throws(ConfigError) -> String {
        var node: ConfigNode
        switch part {
        case .job: node = resolved ? try self.resolved() : root
        case .hydra, .all:
            node = resolved ? try resolvedTree() : tree
            if part == .hydra { node = ConfigNode(.mapping(["hydra": node["hydra"] ?? [:]])) }
        }
        if let package, !package.isEmpty { node = try at(package, of: node) }
        return YAMLWriter().string(node)
    }

    private func at(_ package: String, of root: ConfigNode) throws(ConfigError) -> ConfigNode {
        var node = root
        for key in KeyPath.split(package) {
            let next: ConfigNode? =
                switch node.content {
                case .mapping(let mapping): mapping[key] ?? Int(key).flatMap { mapping[.int($0)] }
                case .sequence(let items): Int(key).flatMap { items.indices.contains($0) ? items[$0] : nil }
                default: nil
                }
            guard let next else {
                let keys = node.mapping?.keys.compactMap(\.string) ?? []
                throw ConfigError(
                    Diagnostic(.unknownKey, "there is no '\(package)' in the config", notes: keys.isEmpty ? [] : ["keys: \(keys.joined(separator: ", "))"],
                        help: Suggestion.nearest(to: key, among: keys).map { "did you mean '\($0)'?" }))
            }
            node = next
        }
        return node
    }

    private var interpolator: Interpolator { composer.interpolator(hydra: tree) }
}

extension Composer {
    /// Resolves with this composer's resolvers, and with `${hydra:…}` when there is a tree to read it from.
    func interpolator(hydra tree: ConfigNode?) -> Interpolator {
        Interpolator(
            resolvers: resolvers,
            context: ResolverContext(environment: context.environment, now: context.now, hydra: tree, rules: context.rules))
    }
}
