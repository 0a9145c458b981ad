public import HydrangeaGrammar
public import HydrangeaTree

/// The result of composing: the tree, how it was reached, and readers for it.
public struct Composition: Sendable {
    /// The program's config: everything but the `hydra` node. Interpolations are kept.
    public var root: ConfigNode
    /// The `hydra` node.
    public var hydra: ConfigNode
    public var name: String?
    public var overrides: [Override]

    /// Which part of the config.
    public enum Part: String, Sendable, CaseIterable { case job, hydra, all }

    /// The tree, or the node at a package of it, as YAML: the bytes that Hydra prints.
    public func yaml(_ part: Part = .job, package: String? = nil, resolved: Bool = false) throws(ConfigError) -> String { "" }
    /// The config (without the `hydra` node) with every interpolation resolved.
    public func resolved() throws(ConfigError) -> ConfigNode { root }
    /// The `hydra` node with every interpolation resolved.
    public func resolvedHydra() throws(ConfigError) -> ConfigNode { hydra }
    /// The resolved node at a path of the whole tree (`model.width`, `hydra.run.dir`).
    public func value(at path: ConfigPath) throws(ConfigError) -> ConfigNode { root }
}
