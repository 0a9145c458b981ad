public import HydrangeaDecode
public import HydrangeaResolve
public import HydrangeaRun
public import HydrangeaTree

/// Where a program finds its configs, and by which rules they are composed.
public struct AppConfiguration: Sendable {
    /// The primary config, or nil when there is none unless the command line names one.
    public var configName: String?
    /// The directory of the configs.
    ///
    /// A relative one is looked for in the working directory, then beside the program's file, then in the package that
    /// it was built in: a program that is started with its path finds its configs from anywhere.
    public var configPath: String?
    /// What `${name:…}` may call.
    public var resolvers: Resolvers
    /// Whose rules hold where two releases of Hydra differ.
    public var compatibility: RuleSet
    /// Configs that stand in the program instead of in files.
    public var options: [ConfigOption]
    /// The `.env` files that are read before anything is composed. The command line may name others.
    public var environmentFiles: EnvironmentFiles
    /// What counts as a secret beside the values that the config's type declares with ``Secret``: it is in no file, log
    /// line or message.
    public var secrets: SecretRules
    /// Where the seed of all random numbers comes from: ``Run/seed``.
    public var seed: SeedSettings
    /// What `hydra.callbacks` may name: what is told when runs, sweeps and jobs begin and end.
    public var callbacks: Registry<any RunCallback>

    /// What is left out is as usual: `conf/config.yaml`, the standard resolvers, the rules of Hydra 1.4, the nearest
    /// `.env` file.
    public init(
        configName: String? = "config", configPath: String? = "conf", resolvers: Resolvers = .standard,
        compatibility: RuleSet = .hydra1_4,
        options: [ConfigOption] = [], environmentFiles: EnvironmentFiles = .nearest, secrets: SecretRules = .standard,
        seed: SeedSettings = SeedSettings(), callbacks: Registry<any RunCallback> = Registry()
    ) {
        self.configName = configName
        self.configPath = configPath
        self.resolvers = resolvers
        self.compatibility = compatibility
        self.options = options
        self.environmentFiles = environmentFiles
        self.secrets = secrets
        self.seed = seed
        self.callbacks = callbacks
    }
}
