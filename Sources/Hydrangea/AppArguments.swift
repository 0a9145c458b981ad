import ArgumentParser
import HydrangeaRun
import HydrangeaTree

/// The command line of a program: Hydra's flags and ours, with overrides anywhere among them.
struct AppArguments: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(commandName: Invocation.current().programName)
    }

    @OptionGroup var compose: ComposeOptions
    @OptionGroup var surroundings: EnvironmentOptions

    @Flag(name: [.long, .short], help: "Run one job. This is what happens anyway.")
    var run = false

    @Option(
        name: [.long, .short], help: ArgumentHelp("Print how the config is put together: config, defaults or searchpath.", valueName: "topic"),
        transform: Choice.of)
    var info: Inspection.Topic?

    @OptionGroup var explaining: ExplainOptions

    @Flag(name: .long, help: "Print Hydrangea's release.")
    var version = false

    @Flag(name: .long, help: .hidden)
    var hydraHelp = false

    @Flag(name: [.long, .customLong("sc", withSingleDash: true)], help: .hidden)
    var shellCompletion = false

    init() {}

    /// A command line without any of the flags above.
    init(_ options: ComposeOptions) {
        compose = options
        surroundings = .notGiven
        run = false
        info = nil
        explaining = .none
        version = false
        hydraHelp = false
        shellCompletion = false
    }

    /// What is to be done; two of these contradict each other.
    enum Task { case run, multirun, print(part: String), inspect(Inspection.Topic) }

    func validate() throws {
        let tasks = [run ? "--run" : nil, compose.multirun ? "--multirun" : nil, compose.cfg.map { _ in "--cfg" }, info.map { _ in "--info" }, explaining.explain.map { _ in "--explain" }]
        let given = tasks.compactMap(\.self)
        if given.count > 1 { throw ValidationError("\(given[0]) and \(given[1]) cannot be given together") }
        if explaining.json, explaining.explain == nil, info == nil { throw ValidationError("--json goes with --explain and --info") }
        if compose.resolve, compose.cfg == nil { throw ValidationError("--resolve goes with --cfg: it prints the config") }
    }
}
