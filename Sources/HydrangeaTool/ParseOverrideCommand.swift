import ArgumentParser
import Hydrangea

/// `hydrangea parse-override`: prints how one override is understood.
struct ParseOverrideCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "parse-override", abstract: "Print how an override is understood, as JSON.")

    @Option(of: "--compat") var compat = RuleSet.hydra1_4

    // Overrides may begin with a dash, too: what they mean is for the grammar to say.
    @Argument(parsing: .allUnrecognized, help: "The override.")
    var texts: [String]

    func run() throws {
        guard texts.count == 1, let text = texts.first else {
            throw Self.mistake("one override is read at a time. Quote it in the shell")
        }
        let override = try Override(parsing: text, argument: 1, rules: compat)
        try Console(environment: Invocation.current().environment).write(override.jsonForm(rules: compat) + "\n")
    }
}
