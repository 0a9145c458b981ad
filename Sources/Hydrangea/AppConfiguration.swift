public import HydrangeaDecode
public import HydrangeaResolve
public import HydrangeaRun
public import HydrangeaTree

/// The settings of a program: the place of its configs, and the rules for composing them.
public struct AppConfiguration: Sendable {
    /// The name of the primary config, or nil if only the command line names one.
    public var configName: String?
    /// The directory of the configs.
    ///
    /// A relative path is searched in the working directory, then beside the program's file, then in the package in
    /// which the program was built. The program therefore finds its configs from any working directory.
    public var configPath: String?
    /// The resolvers that `${name:…}` can call.
    public var resolvers: Resolvers
    /// The release of Hydra whose rules apply.
    public var compatibility: Compatibility
    /// Configs that are registered in the program instead of being files.
    public var registeredConfigs: [ConfigOption]
    /// The `.env` files that are read before composing. The command line can name others.
    public var environmentFiles: EnvironmentFiles
    /// The rules that make values secret, in addition to those that the config's type declares with ``Secret``. A
    /// secret never appears in a file, log line or message.
    public var secrets: SecretRules
    /// The source of ``Run/seed``, the seed of all random numbers.
    public var seed: SeedSettings
    /// The callbacks that `hydra.callbacks` can name. A callback is called when runs, sweeps and jobs begin and end.
    public var callbacks: Registry<any RunCallback>

    /// Creates settings. The defaults are `conf/config.yaml`, the standard resolvers, the rules of Hydra 1.4, and the
    /// nearest `.env` file.
    public init(
        configName: String? = "config", configPath: String? = "conf", resolvers: Resolvers = .standard,
        compatibility: Compatibility = .hydra1_4,
        registeredConfigs: [ConfigOption] = [], environmentFiles: EnvironmentFiles = .nearest,
        secrets: SecretRules = .standard,
        seed: SeedSettings = SeedSettings(), callbacks: Registry<any RunCallback> = Registry()
    ) {
        self.configName = configName
        self.configPath = configPath
        self.resolvers = resolvers
        self.compatibility = compatibility
        self.registeredConfigs = registeredConfigs
        self.environmentFiles = environmentFiles
        self.secrets = secrets
        self.seed = seed
        self.callbacks = callbacks
    }
}
