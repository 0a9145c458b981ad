public import HydrangeaTree

/// The inputs of interpolations from outside the config tree.
public struct ResolverContext: Sendable {
    /// The environment variables, which `${oc.env:NAME}` reads.
    public var environment: [String: String]
    /// The time that `${now:…}` formats, in seconds since 1970.
    public var now: Double
    /// A tree with the `hydra` node, which `${hydra:…}` reads if the resolved tree has no such node.
    public var hydra: ConfigNode?
    /// True while the tree is being composed: `${hydra:…}` has nothing to read until then.
    package var isComposing = false
    /// The release of Hydra whose rules apply.
    public var compatibility: Compatibility
    /// The results of cached resolvers. If nil, they are called again in each resolution.
    package var cache: ResolverCache?
    /// Parses YAML for `${oc.create:text}`. Returns the root of the single document, or nil if the text is empty.
    public var readYAML: (@Sendable (String) throws(ConfigError) -> ConfigNode?)?

    /// Creates a context. By default it has no variables, the time 0 (1970), and the rules of Hydra 1.4.
    public init(
        environment: [String: String] = [:], now: Double = 0, hydra: ConfigNode? = nil,
        compatibility: Compatibility = .hydra1_4,
        readYAML: (@Sendable (String) throws(ConfigError) -> ConfigNode?)? = nil
    ) {
        self.environment = environment
        self.now = now
        self.hydra = hydra
        self.compatibility = compatibility
        self.readYAML = readYAML
    }
}
