import ArgumentParser
import Hydrangea

/// `hydrangea parse-override`: parses an override and prints its parts as JSON.
struct ParseOverrideCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "parse-override", abstract: "Print how an override is understood, as JSON.")

    @Option(of: "--compat") var compat = Compatibility.hydra1_4

    // An override can begin with a dash, so unknown flags are passed to the override grammar.
    @Argument(parsing: .allUnrecognized, help: "The override.")
    var texts: [String]

    func run() throws {
        guard texts.count == 1, let text = texts.first else {
            throw Self.mistake("one override is read at a time. Quote it in the shell")
        }
        let override = try Override(parsing: text, argument: 1, compatibility: compat)
        // The override is printed as it was typed, secrets included.
        let console = Console(environment: Invocation.current().environment, redactor: .none)
        try console.write(override.jsonForm(compatibility: compat) + "\n")
    }
}
