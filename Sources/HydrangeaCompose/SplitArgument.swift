import HydrangeaGrammar
import HydrangeaTree

/// An argument that the shell has taken apart at its spaces: `layers=[64, 64]` arrives as two of them.
enum SplitArgument {
    /// The error of the argument at `index`; when it is right together with those that follow it, says how to write them.
    static func explaining(_ error: ConfigError, _ texts: [String], at index: Int, _ rules: RuleSet) -> ConfigError {
        guard var diagnostic = error.diagnostics.first, diagnostic.code == .overrideSyntax, texts[index].contains(where: "[{(".contains) else {
            return error
        }
        var whole = texts[index]
        for next in texts.dropFirst(index + 1) {
            whole += " " + next
            if whole.utf8.count > longest || whole.contains("'") { break }
            guard (try? Override(parsing: whole, argument: index + 1, rules: rules)) != nil else { continue }
            diagnostic.help = "in a shell, quote it: '\(whole)'"
            return ConfigError(diagnostic)
        }
        return error
    }

    /// A longer line would not help anyone.
    private static let longest = 80
}
