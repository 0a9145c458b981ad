package import ArgumentParser
package import HydrangeaTree

extension ParsableCommand {
    /// What to print when parsing ended without a command: help, a release, a completion script.
    ///
    /// - Throws: the mistake, when there was one: a flag that does not exist, a value that is missing.
    package static func requestedText(_ error: any Error) throws(ConfigError) -> String {
        if let error = error as? ConfigError { throw error }
        guard exitCode(for: error) == .success else { throw mistake(message(for: error)) }
        return fullMessage(for: error) + "\n"
    }

    /// What was wrong, from the error that parsing ended with.
    static func mistake(_ error: any Error) -> ConfigError { (error as? ConfigError) ?? mistake(message(for: error)) }

    /// What was wrong with a program's line. A key of the config with dashes in front is no flag, but it is clear what
    /// was meant.
    static func mistake(_ error: any Error, in line: [String]) -> ConfigError {
        let mistake = mistake(error)
        if let number = line.firstIndex(where: { $0.utf8.last == UInt8(ascii: "\r") }) {
            return ConfigError(
                Diagnostic(
                    .commandLine,
                    "'\(line[number].dropLast())' ends with a carriage return: its script has the line ends of Windows",
                    help: #"sed -i 's/\r$//' SCRIPT takes them away"#))
        }
        guard var diagnostic = mistake.diagnostics.first, diagnostic.help == Self.listsFlags else { return mistake }
        // The page of --help is about the config.
        let listsFlags = "--hydra-help lists the flags"
        diagnostic.help = listsFlags
        guard
            let flag = line.first(where: {
                $0.hasPrefix("-") && diagnostic.message == "unknown option '\($0.prefix { $0 != "=" })'"
            })
        else { return ConfigError(diagnostic) }
        if let opening = line.prefix(while: { $0 != flag }).last, let end = flag.last, "]})".contains(end),
            opening.contains(where: { "[{(".contains($0) }), !opening.contains("'")
        {
            diagnostic.help = "it belongs to the word before it: in a shell, quote both, '\(opening) …\(end)'"
            return ConfigError(diagnostic)
        }
        let key = flag.drop { $0 == "-" }.prefix { $0 != "=" }
        if flag.contains("=") {
            diagnostic.help = "to set a value of the config, leave the dashes out: \(key)=VALUE"
        } else if key.count > 1 {
            diagnostic.help = "\(listsFlags); to set a value of the config, write \(key)=VALUE"
        }
        return ConfigError(diagnostic)
    }

    /// Whether a flag that is proposed for an unknown one has next to nothing in common with it.
    private static func isFarFetched(_ hint: String, for message: String) -> Bool {
        let words = (message + " " + hint).split(separator: "'").filter { $0.hasPrefix("-") }.map {
            String($0.drop { $0 == "-" })
        }
        guard message.hasPrefix("unknown option"), words.count == 2 else { return false }
        return Suggestion.nearest(to: words[0], among: [words[1]]) == nil
    }

    /// The flag whose value is missing, with a word for that: `--rerun DIRECTORY`.
    private static func usage(missingIn message: String) -> String? {
        let parts = message.split(separator: "'")
        guard parts.count > 1, parts[0] == "missing value for " else { return nil }
        let words = parts[1].split(separator: " ", maxSplits: 1)
        guard words.count == 2 else { return nil }
        return "\(words[0]) \(words[1].filter { $0 != "<" && $0 != ">" }.uppercased())"
    }

    private static var listsFlags: String { "--help lists the flags" }

    /// A mistake on the command line, from a sentence or two about it.
    package static func mistake(_ text: String) -> ConfigError {
        let sentences = text.split(separator: ". ", maxSplits: 1)
        var message =
            sentences.first.map { $0.prefix(1).lowercased() + $0.dropFirst() } ?? "the command line is not understood"
        var hint = sentences.count > 1 ? sentences[1].prefix(1).lowercased() + sentences[1].dropFirst() : listsFlags
        if isFarFetched(hint, for: message) { hint = listsFlags }
        if hint == listsFlags, let usage = usage(missingIn: message) {
            message = "\(usage.prefix { $0 != " " }) needs a value"
            hint = "write it behind the flag: \(usage)"
        }
        return ConfigError(
            Diagnostic(.commandLine, message.hasSuffix(".") ? String(message.dropLast()) : message, help: hint))
    }
}
