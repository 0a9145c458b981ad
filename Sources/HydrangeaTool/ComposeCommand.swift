import ArgumentParser
import Hydrangea

/// `hydrangea compose`: composes a config tree with overrides and prints it.
struct ComposeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "compose", abstract: "Print a composed config as YAML, or the jobs of a multirun as JSON.")

    @OptionGroup var composing: ComposeFlags
    @OptionGroup var environment: EnvironmentFlags
    @OptionGroup var resolving: ResolverOptions

    func run() throws {
        try Self.run(
            composing.options, environment.options.applied(to: .none), secretsDirectory: environment.secretsDir,
            resolvers: resolving.set)
    }

    static func run(
        _ options: ComposeOptions, _ environmentFiles: EnvironmentFiles = .none, secretsDirectory: String? = nil,
        resolvers: Resolvers = .standard
    ) throws {
        var invocation = Invocation.current()
        // The tool belongs to no package, so paths are relative to the working directory only.
        invocation.executable = nil
        // Without the program's types, only names tell which values are secret.
        let redactor = SharedRedactor(invocation)
        let console = Console(environment: invocation.environment, redactor: redactor)
        let configuration = AppConfiguration(
            configName: nil, configPath: nil, resolvers: resolvers, environmentFiles: environmentFiles)
        let setup = try Setup(
            options, configuration, invocation, redactor: redactor, secretsDirectory: secretsDirectory)
        console.warn(setup.warnings)
        if options.multirun {
            guard options.dryRun else {
                throw ComposeCommand.mistake("there is no program here to run: add --dry-run to print the jobs")
            }
            let multirun = try setup.composer.jobs(of: setup.configName, overrides: options.overrides)
            console.warn(multirun.composition.warnings)
            return try console.write(jobsOf: multirun)
        }
        let composition = try setup.composer.compose(setup.configName, overrides: options.overrides)
        console.warn(composition.warnings)
        guard let part = (options.cfg ?? .job).part else {
            throw ComposeCommand.mistake(
                "a template is made of a program's types, and there is no program here. Ask the program: --cfg template"
            )
        }
        let scan = SecretScan(composition, composition.resolving(), redactor.current)
        let shown = scan.shown(composition, hidesReferences: options.resolve)
        try console.write(try shown.text(part, package: options.package, resolved: options.resolve))
    }
}
