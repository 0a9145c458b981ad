import HydrangeaCompose
import HydrangeaDecode
import HydrangeaPlatform
package import HydrangeaRun
import HydrangeaTree

/// An execution of a program, from its command line to the end of its last job.
package struct Program<Config: Decodable & Sendable>: Sendable {
    package typealias Task = @Sendable (Config, Run) async throws -> Void

    let configuration: AppConfiguration
    let invocation: Invocation
    let console: Console
    /// The redactor of everything that is written.
    let redactor: SharedRedactor
    let task: Task

    package init(configuration: AppConfiguration, invocation: Invocation, task: @escaping Task) {
        self.configuration = configuration
        self.invocation = invocation
        self.task = task
        redactor = SharedRedactor(
            Redactor(
                configuration.secrets, arguments: Array(invocation.arguments.dropFirst()),
                environment: invocation.environment))
        console = Console(environment: invocation.environment, redactor: redactor)
    }

    /// Runs the command line and returns the exit status: the task's own status if it throws one, 2 for invalid flags,
    /// and 1 for all other errors.
    package func run() async -> Int32 {
        let arguments: AppArguments
        do { arguments = try readArguments() } catch {
            console.report(error)
            return 2
        }
        do {
            try await perform(arguments.request, arguments)
            return 0
        } catch {
            if !(error is Run.Exit) { console.report(error) }
            return error.processStatus
        }
    }

    /// Executes the command line like ``run()``, but throws errors instead of reporting them. Secrets are redacted.
    package func perform() async throws {
        do {
            let arguments = try readArguments()
            try await perform(arguments.request, arguments)
        } catch let error as ConfigError { throw redactor.current.redact(error) }
    }

    /// The flags and overrides of the command line.
    func readArguments() throws(ConfigError) -> AppArguments {
        if let unreadable = invocation.unreadable { throw ConfigError(unreadable) }
        return try AppArguments(reading: invocation.arguments.dropFirst())
    }

    private func perform(_ request: Request, _ arguments: AppArguments) async throws {
        if case .version = request { return try console.write("Hydrangea \(Composer.release)\n") }
        if case .completion = request { return try complete(arguments) }
        let options = arguments.compose
        let isRerun = if case .rerun = request { true } else { false }
        let setup = try setup(options, arguments.environment, needsConfigs: !isRerun)
        console.warn(setup.warnings)
        switch request {
        case .run: try await run(setup, arguments)
        case .rerun(let directory): try await rerun(directory, setup, arguments)
        case .print(let part): try print(part, setup, options)
        case .inspect(let topic): try inspect(topic, asJSON: arguments.json, setup, options)
        case .schema: try printSchema(setup, options)
        case .template: try printTemplate(setup, options)
        case .explain(let key): try explain(key, asJSON: arguments.json, setup, options)
        case .help: try help(setup, options)
        case .hydraHelp: try hydraHelp(setup, options)
        case .version, .completion: break
        }
    }

    /// - Parameter needsConfigs: True if the config directory must exist. A rerun composes nothing, so it does not need
    ///   one.
    func setup(_ options: ComposeOptions, _ environment: EnvironmentOptions, needsConfigs: Bool = true)
        throws(ConfigError) -> Setup
    {
        var configuration = configuration
        configuration.environmentFiles = environment.applied(to: configuration.environmentFiles)
        return try Setup(
            options, configuration, invocation, redactor: redactor, secretsDirectory: environment.secretsDir,
            schema: schema, needsConfigs: needsConfigs, types: types)
    }

    /// The functions that composing calls to ask the program's types for defaults and declared keys.
    var types: TypeAnswers {
        let (decoder, redactor) = (ConfigDecoder(), redactor)
        @Sendable func findings(in config: ConfigNode) -> DecodingFindings {
            let found = decoder.findings(in: config, as: Config.self, toleratesInterpolations: true)
            // A mistake that is found while the config is composed may show a secret.
            redactor.add(places: found.secrets)
            return found
        }
        return TypeAnswers(
            defaults: { findings(in: $0).defaults },
            take: { path, config in
                // A type that a component or another choice brings is known by what it says of the config itself.
                ConfigSchema(of: Config.self).allows(path)
                    && !findings(in: config).mistakes.contains {
                        $0.code == .unknownKey && $0.path?.isNested(with: path) == true
                    }
            },
            declare: { ConfigSchema(of: Config.self).declares($0) })
    }

    /// The defaults of the config's type, if the type is a structured config.
    var schema: ConfigNode? {
        get throws(ConfigError) {
            guard let type = Config.self as? any StructuredConfig.Type else { return nil }
            let (defaults, secrets) = try type.defaultsAndSecrets()
            redactor.add(places: secrets)
            return defaults
        }
    }
}
