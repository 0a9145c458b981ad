import ArgumentParser
import Hydrangea

/// `hydrangea why`: explains the origin of a config tree's values.
struct WhyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "why",
        abstract: "Print why a key has its value, or with --tree why each config is in the defaults list.",
        usage: "hydrangea why --config-path DIRECTORY --config-name NAME [--json] (KEY | --tree) [OVERRIDE ...]")

    @Flag(name: .long, help: "Print which config includes which, and what chose each.")
    var tree = false

    @Flag(name: .long, help: "Print it as JSON.")
    var json = false

    @OptionGroup var composing: ComposeFlags
    @OptionGroup var environment: EnvironmentFlags
    @OptionGroup var resolving: ResolverOptions

    func run() throws {
        let options = composing.options
        var overrides = options.overrides
        guard tree || !overrides.isEmpty else {
            throw Self.mistake(
                "a key is missing. Write it in front of the overrides, or --tree for the whole defaults list")
        }
        let key = tree ? nil : overrides.removeFirst()
        try checkFlags(options)
        var invocation = Invocation.current()
        invocation.executable = nil
        let redactor = SharedRedactor(invocation)
        let console = Console(environment: invocation.environment, redactor: redactor)
        let configuration = AppConfiguration(
            configName: nil, configPath: nil, resolvers: resolving.set,
            environmentFiles: environment.options.applied(to: .none))
        let setup = try Setup(
            options, configuration, invocation, redactor: redactor, secretsDirectory: environment.secretsDir)
        console.warn(setup.warnings)
        let composition = try setup.composer.compose(setup.configName, overrides: overrides)
        console.warn(composition.warnings)
        guard let key else {
            let tree = DefaultsTreeText(composition)
            return try console.write(json ? tree.json : tree.text)
        }
        let explanation: Explanation
        do throws(ConfigError) {
            let shown = SecretScan(composition, composition.resolving(), redactor.current).shown(composition)
            explanation = try composition.explanation(of: key).hiding(composition.tree.differences(from: shown.tree))
        } catch {
            throw setup.configName == nil ? Self.namingAConfig(error) : error
        }
        try console.write(redacting: json ? explanation.json : explanation.text)
    }

    /// Refuses flags of composing that have no effect on this command.
    private func checkFlags(_ options: ComposeOptions) throws(ConfigError) {
        if options.multirun { throw Self.mistake("values are explained for one job at a time. Leave --multirun out") }
        let others = [
            ("--cfg", options.cfg != nil), ("--resolve", options.resolve), ("--package", options.package != nil),
            ("--dry-run", options.dryRun),
        ]
        if let (flag, _) = others.first(where: \.1) {
            throw Self.mistake("\(flag) means nothing to why. Leave it out, or ask hydrangea compose")
        }
    }

    /// Adds a help to the error about an unknown key if no config was named: the key is probably in a config.
    private static func namingAConfig(_ error: ConfigError) -> ConfigError {
        var diagnostics = error.diagnostics
        for index in diagnostics.indices {
            diagnostics[index].help = "name the config with --config-path DIRECTORY --config-name NAME"
        }
        return ConfigError(diagnostics) ?? error
    }
}
