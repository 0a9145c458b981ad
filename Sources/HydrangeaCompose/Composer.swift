import HydrangeaGrammar
public import HydrangeaResolve
public import HydrangeaTree

/// Composes a config from its defaults lists and overrides. A value without hidden state: the same input gives the same bytes.
public struct Composer: Sendable {
    /// What a composition may know of the world outside its files.
    public struct Context: Sendable {
        public var environment: [String: String] = [:]
        /// Names of the program, for `hydra.job.name` and `hydra.runtime`.
        public var jobName: String = "app"
        public var workingDirectory: String = "."
        /// The moment that `${now:…}` tells, in seconds since 1970 with microseconds.
        public var now: Double = 0
        public var rules: RuleSet = .hydra1_4

        public init() {}
    }

    public var sources: [any ConfigSource]
    public var resolvers: Resolvers
    public var context: Context

    public init(_ sources: [any ConfigSource], resolvers: Resolvers = .standard, context: Context = Context()) {
        self.sources = sources
        self.resolvers = resolvers
        self.context = context
    }

    /// Composes the config named `name` for a single run.
    public func compose(_ name: String?, overrides: [String] = []) throws(ConfigError) -> Composition {
        throw ConfigError(Diagnostic(.unknownConfig, "not there yet"))
    }

    /// Composes the config that a multirun's sweeper and launcher are read from, and lists the overrides of each of its jobs.
    public func jobs(of name: String?, overrides: [String]) throws(ConfigError) -> (composition: Composition, jobs: [[String]]) {
        throw ConfigError(Diagnostic(.unknownConfig, "not there yet"))
    }
}
