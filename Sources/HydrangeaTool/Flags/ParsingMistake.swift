import ArgumentParser
import Hydrangea

extension ParsableCommand {
    /// The text to print if parsing ends without a command: the help, the release, or a completion script.
    ///
    /// - Throws: the error if parsing failed, such as an unknown flag or a missing value.
    static func requestedText(_ error: any Error) throws(ConfigError) -> String {
        if let error = error as? ConfigError { throw error }
        guard exitCode(for: error) == .success else { throw mistake(message(for: error)) }
        return fullMessage(for: error) + "\n"
    }

    /// True if a suggested flag has almost nothing in common with the unknown one.
    private static func isFarFetched(_ hint: String, for message: String) -> Bool {
        let words = (message + " " + hint).split(separator: "'").filter { $0.hasPrefix("-") }.map {
            String($0.drop { $0 == "-" })
        }
        guard message.hasPrefix("unknown option"), words.count == 2 else { return false }
        return Suggestion.nearest(to: words[0], among: [words[1]]) == nil
    }

    /// The flag whose value is missing, with a placeholder: `--rerun DIRECTORY`.
    private static func usage(missingIn message: String) -> String? {
        let parts = message.split(separator: "'")
        guard parts.count > 1, parts[0] == "missing value for " else { return nil }
        let words = parts[1].split(separator: " ", maxSplits: 1)
        guard words.count == 2 else { return nil }
        return "\(words[0]) \(words[1].filter { $0 != "<" && $0 != ">" }.uppercased())"
    }

    private static var listsFlags: String { "--help lists the flags" }

    /// An error about the command line. The first sentence of `text` is the message, the second one is the help.
    static func mistake(_ text: String) -> ConfigError {
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
