package import HydrangeaTree

/// The request of `--shell-completion`: `install=bash`, `uninstall=fish`, or `query=…` from a shell.
package enum CompletionRequest {
    case print(String)
    /// - Parameter separator: The text between two candidates.
    case query(separator: String)

    /// - Parameter program: The name that users type.
    /// - Throws: an error for any other request.
    package init(_ words: [String], program: String) throws(ConfigError) {
        let usage = Shell.bash.command(of: program, to: "install")
        guard words.count == 1, let word = words.first, let sign = word.firstIndex(of: "=") else {
            throw ConfigError(
                Diagnostic(
                    .commandLine, "--shell-completion takes one of install=SHELL and uninstall=SHELL",
                    help: "to install it, \(usage)"))
        }
        let verb = word[..<sign]
        let name = String(word[word.index(after: sign)...])
        switch (verb, Shell(rawValue: name)) {
        case ("install", let shell?): self = .print(shell.installation(of: program))
        case ("uninstall", let shell?): self = .print(shell.removal(of: program))
        case ("query", .bash), ("query", .zsh): self = .query(separator: " ")
        case ("query", .fish): self = .query(separator: "\n")
        case ("query", nil) where name == "lines": self = .query(separator: "\n")
        case ("install", nil), ("uninstall", nil), ("query", _):
            throw ConfigError(
                Diagnostic(
                    .commandLine, "there is no completion for the shell '\(name)'",
                    notes: ["shells: \(Shell.allCases.map(\.rawValue).joined(separator: ", "))"],
                    help: "to install it in bash, \(usage)"))
        default:
            throw ConfigError(
                Diagnostic(
                    .commandLine, "--shell-completion takes install=SHELL or uninstall=SHELL, not '\(word)'",
                    help: "to install it, \(usage)"))
        }
    }
}
