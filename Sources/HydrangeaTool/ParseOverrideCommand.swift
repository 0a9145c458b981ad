import ArgumentParser
import Hydrangea

/// `hydrangea parse-override`: prints how one override is understood.
struct ParseOverrideCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "parse-override", abstract: "Print how an override is understood, as JSON.")

    @Option(help: ArgumentHelp("Whose rules hold: 1.4 (the default) or 1.3.", valueName: "release"))
    var compat = RuleSet.hydra1_4

    @Argument(help: "The override.")
    var text: String

    func run() throws {
        let override = try Override(parsing: text, argument: 1, rules: compat)
        Console(environment: Invocation.current().environment).write(override.jsonForm + "\n")
    }
}
