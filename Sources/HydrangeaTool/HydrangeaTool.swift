import ArgumentParser
import Hydrangea
import HydrangeaPlatform

/// The command-line tool: composes, inspects and compares any config tree without a program.
@main
struct HydrangeaTool: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "hydrangea", abstract: "Compose and inspect trees of configs.", version: Composer.release,
        subcommands: [
            ComposeCommand.self, WhyCommand.self, ParseOverrideCommand.self, RunsCommand.self, DiffCommand.self,
            VerifyCommand.self,
            SchemaCommand.self,
        ])

    static func main() {
        lazy var console = Console(Invocation.current())
        do {
            do {
                if let unreadable = Invocation.current().unreadable { throw ConfigError(unreadable) }
                let arguments = CommandLine.arguments.dropFirst()
                if arguments.first == "-sc" || arguments.first == "--shell-completion" {
                    try ToolCompletion.run(Array(arguments.dropFirst()), console)
                } else if arguments.first == "compose",
                    let line = try? AppArguments(reading: arguments.dropFirst(), by: ComposeFlags.rows)
                {
                    // Most command lines of the tool are of this form, and ArgumentParser would take twice as long.
                    try ComposeCommand.run(line.compose)
                } else {
                    if let name = arguments.first { try checkCommand(name) }
                    var command = try parseAsRoot()
                    try command.run()
                }
            } catch let status as ExitCode {
                endProcess(status.rawValue)
            } catch {
                try console.write(requestedText(error))
            }
        } catch {
            console.report(thinkingOfPrograms(error))
            endProcess(1)
        }
    }

    /// Adds a help to errors about unknown configs without a similar name: a program may register the config.
    private static func thinkingOfPrograms(_ error: any Error) -> any Error {
        guard var diagnostics = (error as? ConfigError)?.diagnostics else { return error }
        for index in diagnostics.indices
        where diagnostics[index].code == .unknownConfig && diagnostics[index].help == nil {
            diagnostics[index].help = "what a program registers is known to that program alone: PROGRAM --cfg job"
        }
        return ConfigError(diagnostics) ?? error
    }

    /// Refuses an unknown command.
    private static func checkCommand(_ name: String) throws(ConfigError) {
        let names = configuration.subcommands.compactMap { $0.configuration.commandName }
        guard !name.hasPrefix("-"), name != "help", !names.contains(name) else { return }
        throw ConfigError(
            Diagnostic(
                .commandLine, "there is no command '\(name)'", notes: ["commands: \(names.joined(separator: ", "))"],
                help: Suggestion.nearest(to: name, among: names).map { "did you mean hydrangea \($0)?" }
                    ?? "hydrangea --help tells what they do"))
    }
}

// The system call `exit`, which the command's own method would hide.
private func endProcess(_ status: Int32) -> Never { exit(status) }

extension SharedRedactor {
    /// The secrets of the tool's command line and environment. No program is here to declare more: names do.
    convenience init(_ invocation: Invocation) {
        self.init(
            Redactor(
                .standard, arguments: Array(invocation.arguments.dropFirst()), environment: invocation.environment))
    }
}

extension Console {
    /// The tool's console.
    init(_ invocation: Invocation) {
        self.init(environment: invocation.environment, redactor: SharedRedactor(invocation))
    }
}
