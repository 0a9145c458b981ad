package import HydrangeaCompose
import HydrangeaPlatform
package import HydrangeaRun
package import HydrangeaTree

/// The composer and the environment of a program, prepared from its command line, its configuration and `.env` files
/// before anything is composed.
package struct Setup: Sendable {
    package var composer: Composer
    package let configName: String?
    private let invocation: Invocation
    /// The variables that `.env` files add to those of the process.
    private let variables: EnvironmentVariables
    private let seed: SeedSettings
    private let redactor: SharedRedactor

    package init(
        _ options: ComposeOptions, _ configuration: AppConfiguration, _ invocation: Invocation,
        redactor: SharedRedactor, secretsDirectory: String? = nil, schema: ConfigNode? = nil,
        needsConfigs: Bool = true, types: TypeAnswers? = nil
    ) throws(ConfigError) {
        self.invocation = invocation
        self.redactor = redactor
        seed = configuration.seed
        configName = options.configName ?? configuration.configName
        let main =
            try (options.configPath ?? configuration.configPath).map { (path) throws(ConfigError) in
                needsConfigs ? try ConfigDirectory(path, invocation) : try? ConfigDirectory(path, invocation)
            } ?? nil
        let start = main?.path ?? invocation.workingDirectory
        variables = try EnvironmentVariables(
            configuration.environmentFiles, near: start, workingDirectory: invocation.workingDirectory,
            environment: invocation.environment)
        redactor.add(environment: variables.values)
        redactor.add(environment: variables.overridden)
        let directory = SecretsDirectory(
            directory: secretsDirectory, workingDirectory: invocation.workingDirectory, redactor: redactor)

        var context = Composer.Context()
        context.environment = invocation.environment.merging(variables.values) { $1 }
        context.environmentOrigins = variables.origins
        context.jobName = invocation.programName
        context.workingDirectory = invocation.workingDirectory
        context.now = invocation.start.seconds
        context.compatibility = options.compat ?? configuration.compatibility
        var sources: [any ConfigSource] = main.map { [$0.source(provider: "main")] } ?? []
        if let path = options.configDir {
            sources.append(try ConfigDirectory(path, invocation, flag: "--config-dir").source(provider: "command-line"))
        }
        composer = Composer(
            sources, resolvers: configuration.resolvers.readingSecrets(from: directory), context: context)
        composer.schema = schema
        composer.types = types
        for option in configuration.registeredConfigs { composer.registered[option.name] = option.config }
    }

    /// Warnings about `.env` files.
    package var warnings: [Diagnostic] { variables.warnings }

    /// Sets the variables of `.env` files in the process, for libraries that read its environment.
    func exportEnvironment() {
        for (name, value) in variables.values { setenv(name, value, 1) }
    }

    /// The facts that the records of this process's jobs share.
    func runContext() -> RunContext {
        RunContext(
            invocation, console: Console(environment: invocation.environment, redactor: redactor),
            environmentFiles: variables.files, seed: seed, drawnSeed: .drawn(),
            rank: Run.Rank(environment: invocation.environment))
    }
}
