package import ArgumentParser
package import HydrangeaTree

/// What a command line means: a command, or a text that was asked for.
package enum ParsedCommand<Root: ParsableCommand> {
    /// The root itself or one of its subcommands.
    case command(any ParsableCommand)
    /// Help or a completion script, which was asked for.
    case text(String)

    /// Parses a command line.
    ///
    /// - Throws: when there is a flag that does not exist, a value is missing, or the like.
    package init(_ arguments: [String], as type: Root.Type = Root.self) throws(ConfigError) {
        do {
            self = .command(try Root.parseAsRoot(arguments))
        } catch {
            guard Root.exitCode(for: error) != .success else {
                self = .text(Root.fullMessage(for: error) + "\n")
                return
            }
            throw Self.mistake(Root.message(for: error))
        }
    }

    package static func mistake(_ text: String) -> ConfigError {
        var message = text
        while message.hasSuffix(".") || message.hasSuffix("\n") { message.removeLast() }
        let first = message.prefix(1).lowercased()
        return ConfigError(Diagnostic(.commandLine, first + message.dropFirst(), help: "--help lists the flags"))
    }
}
