import ArgumentParser
import HydrangeaCompose
import HydrangeaDecode
package import HydrangeaRun
package import HydrangeaTree

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// One start of a program: from its command line to the end of its last job.
package struct Program<Config: Decodable & Sendable>: Sendable {
    package typealias Task = @Sendable (Config, Run) async throws -> Void

    let configuration: AppConfiguration
    let invocation: Invocation
    let console: Console
    let secrets: Secrets
    let task: Task

    package init(configuration: AppConfiguration, invocation: Invocation, task: @escaping Task) {
        self.configuration = configuration
        self.invocation = invocation
        self.task = task
        secrets = Secrets(configuration.secrets, arguments: Array(invocation.arguments.dropFirst()), environment: invocation.environment)
        console = Console(environment: invocation.environment, secrets: secrets)
    }

    /// Does what the command line asks for, and tells the exit status.
    package func run() async -> Int32 {
        do {
            if let arguments = try parse() { try await run(arguments) }
            return 0
        } catch {
            console.report(error)
            return 1
        }
    }

    /// The parsed command line. Nil when it asked for a text, which has been printed.
    private func parse() throws(ConfigError) -> AppArguments? {
        let given = invocation.arguments.dropFirst()
        if let options = ComposeOptions.reading(plain: given), options.cfg == nil, !options.resolve { return AppArguments(options) }
        do { return try AppArguments.parse(Array(given)) } catch {
            console.write(try AppArguments.requestedText(error))
            return nil
        }
    }

    /// Composes what the command line asks for, and runs nothing.
    func compose() throws(ConfigError) -> Composition {
        let parsed = try parse()
        let options = parsed?.compose ?? .plain([])
        let setup = try setup(options, parsed?.surroundings ?? .notGiven)
        return try setup.composer.compose(setup.configName, overrides: options.overrides)
    }

    /// Runs one job with configs held in memory, and gives the run back.
    package func runInTest(configs: [String: ConfigNode], overrides: [String]) async throws -> Run {
        let options = ComposeOptions.plain(overrides)
        var configuration = configuration
        configuration.environmentFiles = .none
        if !configs.isEmpty {
            configuration.configPath = nil
            if let name = configuration.configName, configs[name] == nil { configuration.configName = nil }
        }
        var setup = try Setup(options, configuration, invocation, secrets: secrets, schema: schema)
        if !configs.isEmpty { setup.composer.sources = [MemorySource(configs)] }
        let composition = try setup.composer.compose(setup.configName, overrides: overrides)
        let prepared = try job(composition).prepare(setup.runContext())
        try await prepared.execute(task)
        return prepared.run
    }

    private func run(_ arguments: AppArguments) async throws {
        if arguments.version { return console.write("Hydrangea \(Composer.release)\n") }
        if arguments.hydraHelp { throw NotThereYet.error("--hydra-help") }
        if arguments.shellCompletion { throw NotThereYet.error("--shell-completion") }
        let options = arguments.compose
        let setup = try setup(options, arguments.surroundings)
        console.warn(setup.warnings)
        if options.multirun { return try await sweep(setup, options) }
        var composition: Composition
        do { composition = try setup.composer.compose(setup.configName, overrides: options.overrides) } catch {
            // Values to sweep over are a mistake in a single run only; the config itself may ask for a multirun.
            guard let multirun = try? setup.composer.jobs(of: setup.configName, overrides: options.overrides),
                try RunSettings(multirun.composition).isMultirun == true
            else { throw error }
            return try await sweep(setup, options)
        }
        console.warn(composition.warnings)
        if arguments.info != nil || options.cfg != nil || arguments.explaining.explain != nil { composition = hidingSecrets(composition, options) }
        if let text = try arguments.explaining.text(of: composition, topic: arguments.info) { return console.write(text) }
        if let topic = arguments.info { return console.write(try Inspection(composition).text(topic)) }
        if let part = options.cfg {
            return console.write(try composition.text(part, package: options.package, resolved: options.resolve))
        }
        if try RunSettings(composition).isMultirun == true { return try await sweep(setup, options) }
        try await runOne(composition, setup, options)
    }

    private func setup(_ options: ComposeOptions, _ surroundings: EnvironmentOptions) throws(ConfigError) -> Setup {
        var configuration = configuration
        configuration.environmentFiles = surroundings.applied(to: configuration.environmentFiles)
        return try Setup(options, configuration, invocation, secrets: secrets, secretsDirectory: surroundings.secretsDir, schema: schema)
    }

    /// What may be printed of a composition.
    private func hidingSecrets(_ composition: Composition, _ options: ComposeOptions) -> Composition {
        let resolved = options.resolve || options.package != nil ? try? composition.resolved() : nil
        // Decoding tells which places are secret by their types.
        if let node = resolved ?? (try? composition.resolved()) { _ = try? decode(composition)(node) }
        return composition.showing(secrets, resolved: resolved)
    }

    private func runOne(_ composition: Composition, _ setup: Setup, _ options: ComposeOptions) async throws {
        let job = try job(composition)
        if options.dryRun { return console.write(jobLine(options.overrides.map(secrets.redact(argument:)))) }
        setup.exportEnvironment()
        try await job.prepare(setup.runContext()).execute(task)
    }

    /// The one job of a single run.
    private func job(_ composition: Composition) throws(ConfigError) -> FrozenJob<Config> {
        let composition = composition.settingHydra([(["mode"], ConfigNode(.string("RUN")))]).hidingOverrides(secrets)
        let place = try JobPlace(of: composition, workingDirectory: invocation.workingDirectory)
        return try FrozenJob(composition, at: place, secrets: secrets, decode: try decode(composition))
    }

    /// The type's own defaults, when its properties are the schema of the config.
    private var schema: ConfigNode? {
        get throws(ConfigError) { try (Config.self as? any StructuredConfig.Type)?.defaults(tellingSecretsTo: secrets) }
    }

    /// Decodes the config of a composition. What is wrong with it, and with the places of registered types, is reported together.
    func decode(_ composition: Composition) throws(ConfigError) -> FrozenJob<Config>.Decode {
        let places = try TypedPlaces(configuration.options, in: composition)
        let decoder = ConfigDecoder(tellingSecretsTo: secrets)
        let seed = configuration.seed
        return { (node: ConfigNode) throws(ConfigError) in
            try seed.check(node)
            let mistakes = places.mistakes(in: node, decoder)
            do throws(ConfigError) {
                let config = try decoder.decode(Config.self, from: node)
                if let error = ConfigError(mistakes) { throw error }
                return config
            } catch {
                throw ConfigError((error.diagnostics + mistakes).inTextOrder()) ?? error
            }
        }
    }
}

/// What is planned but cannot be asked for yet.
enum NotThereYet {
    static func error(_ flag: String) -> ConfigError {
        ConfigError(Diagnostic(.commandLine, "\(flag) is not there yet"))
    }
}

/// A job's overrides as one line of JSON: what a dry run prints.
package func jobLine(_ overrides: [String]) -> String { JSONText.array(overrides.map(JSONText.string)) + "\n" }
