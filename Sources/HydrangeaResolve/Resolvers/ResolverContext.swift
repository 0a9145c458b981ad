public import HydrangeaTree

/// What interpolations may know of the world outside the config tree.
public struct ResolverContext: Sendable {
    /// What `${oc.env:NAME}` reads.
    public var environment: [String: String]
    /// The moment that `${now:…}` tells, in seconds since 1970.
    public var now: Double
    /// The whole tree, with the `hydra` node at its top, for `${hydra:…}` in a tree without it.
    public var hydra: ConfigNode?
    /// Whether the tree is still being composed: `${hydra:…}` has nothing to read until that is done.
    package var isComposing = false
    /// Whose rules hold where two releases of Hydra differ.
    public var rules: RuleSet
    /// What cached resolvers have given before; without it, they are asked anew for each resolution.
    public var cache: ResolverCache?
    /// Reads YAML for `${oc.create:text}`: the one document's root, or nil when the text is empty.
    public var readYAML: (@Sendable (String) throws(ConfigError) -> ConfigNode?)?

    /// A world without variables, at the beginning of 1970, by the rules of Hydra 1.4, unless it is said otherwise.
    public init(
        environment: [String: String] = [:], now: Double = 0, hydra: ConfigNode? = nil, rules: RuleSet = .hydra1_4,
        readYAML: (@Sendable (String) throws(ConfigError) -> ConfigNode?)? = nil
    ) {
        self.environment = environment
        self.now = now
        self.hydra = hydra
        self.rules = rules
        self.readYAML = readYAML
    }
}
