import HydrangeaGrammar
import HydrangeaTree

/// Recognises an argument that the shell has split at its spaces: `layers=[64, 64]` and `epochs= 5` arrive as two
/// arguments, `epochs = 5` as three.
enum SplitArgument {
    /// The error of the argument at `index`. If the argument and the following ones are an override together, the help
    /// says how to quote them.
    ///
    /// The message does not contain the other arguments, because they may be secret.
    static func explaining(_ error: ConfigError, _ texts: [String], at index: Int, _ compatibility: Compatibility)
        -> ConfigError
    {
        guard var diagnostic = error.diagnostics.first, diagnostic.code == .overrideSyntax else { return error }
        let text = texts[index]
        if !text.contains("="), index + 2 < texts.count, texts[index + 1] == "=" {
            diagnostic.help = "leave the spaces out: \(text)=VALUE"
            return ConfigError(diagnostic)
        }
        if !text.contains("="), index > 0, texts[index - 1].last == "=" {
            diagnostic.help = "leave the space out: \(texts[index - 1])VALUE"
            return ConfigError(diagnostic)
        }
        guard text.contains(where: "[{(".contains), !text.contains("'") else { return error }
        var whole = text
        for next in texts.dropFirst(index + 1) {
            whole += " " + next
            if whole.utf8.count > longest { break }
            guard let end = next.last,
                (try? Override(parsing: whole, argument: index + 1, compatibility: compatibility)) != nil
            else {
                continue
            }
            diagnostic.help = "it has a space: in a shell, quote it, '\(text) …\(end)'"
            return ConfigError(diagnostic)
        }
        return error
    }

    /// The longest text that is tried, in bytes.
    private static let longest = 1000
}
