import ArgumentParser
import HydrangeaTree

/// The part of a program's command line that says what is to be done, by Hydra's names.
struct ActionOptions: ParsableArguments {
    @Flag(name: [.long, .short], help: "Print this program's help: its config groups and its config.")
    var help = false

    @Flag(name: .long, help: "Print the help on the command line, and the groups of the hydra node.")
    var hydraHelp = false

    @Flag(name: .long, help: "Print Hydrangea's release.")
    var version = false

    @Flag(name: [.long, .short], help: "Run one job. This is what happens anyway.")
    var run = false

    @Option(
        name: [.long, .short],
        help: ArgumentHelp(
            "Print how the config is put together: \(Inspection.Topic.allCases.map(\.rawValue).joined(separator: ", ")); all when none is named.",
            valueName: "topic"), transform: Choice.of)
    var info: Inspection.Topic?

    @Flag(name: [.long, .customLong("sc", withSingleDash: true)], help: "Install or remove completion in the shell.")
    var shellCompletion = false

    init() {}

    /// None of the flags. Until they have been parsed or set, options may not even be read.
    static var none: ActionOptions {
        var options = ActionOptions()
        options.help = false
        options.hydraHelp = false
        options.version = false
        options.run = false
        options.info = nil
        options.shellCompletion = false
        return options
    }
}
