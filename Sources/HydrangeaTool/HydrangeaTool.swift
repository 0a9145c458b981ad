import ArgumentParser
import Hydrangea

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// The command-line tool: composes, inspects and compares any config tree without a program.
@main
struct HydrangeaTool: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "hydrangea", abstract: "Compose and inspect trees of configs.", version: Composer.release,
        subcommands: [ComposeCommand.self, ParseOverrideCommand.self])

    static func main() {
        let console = Console(environment: Invocation.current().environment)
        do {
            switch try ParsedCommand<HydrangeaTool>(Array(CommandLine.arguments.dropFirst())) {
            case .text(let text): console.write(text)
            case .command(var command): try command.run()
            }
        } catch {
            console.report(error)
            exit(1)
        }
    }
}
