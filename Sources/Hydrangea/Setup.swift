package import HydrangeaCompose
package import HydrangeaRun
package import HydrangeaTree

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// What the command line and the surroundings say before anything is composed: sources, environment, the primary config.
package struct Setup: Sendable {
    package var composer: Composer
    package let configName: String?
    private let invocation: Invocation
    /// The variables that a `.env` file adds to the process's.
    private let added: [String: String]
    private let environmentFile: String?

    package init(
        _ options: ComposeOptions, _ configuration: AppConfiguration, _ invocation: Invocation, schema: ConfigNode? = nil,
        readsEnvironmentFile: Bool = true
    ) throws(ConfigError) {
        self.invocation = invocation
        configName = options.configName ?? configuration.configName
        let main = try (options.configPath ?? configuration.configPath).map { (path) throws(ConfigError) in try ConfigDirectory(path, invocation) }
        let start = main?.path ?? invocation.workingDirectory
        environmentFile = !readsEnvironmentFile ? nil : DotEnv.find(from: start, workingDirectory: invocation.workingDirectory)
        let file = try environmentFile.map { (path) throws(ConfigError) in try DotEnv(file: path) }
        let added = try file.map { (file) throws(ConfigError) in try file.additions(to: invocation.environment) }
            .map { Dictionary($0.map { ($0.key, $0.value) }) { $1 } } ?? [:]
        self.added = added

        var context = Composer.Context()
        context.environment = invocation.environment.merging(added) { own, _ in own }
        context.environmentOrigins = file?.origins.filter { added[$0.key] != nil } ?? [:]
        context.jobName = invocation.programName
        context.workingDirectory = invocation.workingDirectory
        context.now = invocation.start.seconds
        context.rules = options.compat ?? configuration.compatibility
        var sources: [any ConfigSource] = main.map { [$0.source(provider: "main")] } ?? []
        if let path = options.configDir { sources.append(try ConfigDirectory(path, invocation).source(provider: "command-line")) }
        composer = Composer(sources, resolvers: configuration.resolvers, context: context)
        composer.schema = schema
    }

    /// Sets the `.env` file's variables in the process, for libraries that look there.
    func exportEnvironment() {
        for (name, value) in added { setenv(name, value, 0) }
    }

    /// What the records of this process's jobs have in common.
    func runContext() -> RunContext {
        RunContext(
            arguments: invocation.arguments,
            environmentFile: environmentFile.map { .init(path: $0, names: added.keys.sorted()) },
            git: GitState.of(invocation.workingDirectory), machine: Machine(environment: invocation.environment))
    }
}
