import HydrangeaGrammar
import HydrangeaTree

/// Errors about unknown flags, and about flags that do not fit together.
extension AppFlag {
    // `--help` describes the config, not the flags.
    private static let listsFlags = "--hydra-help lists the flags"

    static func mistake(_ message: String, help: String) -> ConfigError {
        ConfigError(Diagnostic(.commandLine, message, help: help))
    }

    /// The error for an unknown flag. The help suggests a similar flag, or the override that was meant: `--lr=0.1` →
    /// `lr=0.1`.
    ///
    /// - Parameter last: The word before the flag, if it is an override.
    static func unknown(_ argument: String, behind last: String?, among flags: [AppFlag]) -> ConfigError {
        let name = argument.prefix { $0 != "=" }
        let key = String(name.drop { $0 == "-" })
        let help: String
        if let last, let end = argument.last, isOpen(last, closedBy: end) {
            help = "it belongs to the word before it: in a shell, quote both, '\(last) …\(end)'"
        } else if let meant = meant(by: key, hasValue: argument.contains("="), among: flags) {
            help = "did you mean '\(meant)'?"
        } else if argument.contains("=") {
            help = "to set a value of the config, leave the dashes out: \(key)=VALUE"
        } else {
            help = listsFlags + (key.count > 1 ? "; to set a value of the config, write \(key)=VALUE" : "")
        }
        return mistake("unknown option '\(name)'", help: help)
    }

    /// True if a word begins a list, mapping or call that the shell has split at a space: `layers=[-64 -32]`.
    private static func isOpen(_ word: String, closedBy end: Character) -> Bool {
        "]})".contains(end) && word.contains { "[{(".contains($0) } && !word.contains("'")
    }

    private static func meant(by key: String, hasValue: Bool, among flags: [AppFlag]) -> String? {
        if flags.contains(where: { $0.name == "--" + key }) { return "--" + key }
        if let near = Suggestion.nearest(to: key, among: flags.map { String($0.name.dropFirst(2)) }) {
            return "--" + near
        }
        let longer = flags.filter { $0.name.hasPrefix("--" + key) }
        if longer.count == 1, key.count > 2, !hasValue { return longer.first?.name }
        // For example, Hydra's `--experimental-rerun` → `--rerun`.
        return flags.first { key.hasSuffix($0.name.dropFirst()) }?.name
    }

    static func ambiguous(_ name: String, _ flags: [AppFlag]) -> ConfigError {
        mistake(
            "'\(name)' may stand for \(flags.map(\.name).joined(separator: ", "))",
            help: "write the one that you mean in full")
    }

    var takingNoValue: ConfigError { Self.mistake("\(name) takes no value", help: "write \(name) alone") }

    var missingValue: ConfigError {
        Self.mistake(
            "\(name) needs a value",
            help: "write it behind the flag: \(name) \(value?.placeholder.uppercased() ?? "VALUE")")
    }

    /// - Parameter words: The allowed values.
    func refusing(_ text: String, words: [String]) -> ConfigError {
        Self.mistake(
            "the value '\(text)' is invalid for '\(name) <\(value?.placeholder ?? "value")>': "
                + "it is one of \(words.joined(separator: ", "))",
            help: Suggestion.nearest(to: text, among: words).map { "did you mean \($0)?" }
                ?? "for example \(name) \(words.first ?? "VALUE")")
    }

    /// Refuses the flag if it lacks a companion, or if another flag excludes it.
    ///
    /// - Parameter given: All flags of the command line, with their values.
    func check(_ given: [String: String]) throws(ConfigError) {
        if let companions, !companions.names.contains(where: { given[$0] != nil }) {
            let value = value == nil ? nil : given[name]
            throw Self.mistake(
                "\(name) goes with \(companions.names.joined(separator: " or "))\(companions.why)",
                help: "write \(companions.example)" + (value.map { " " + $0.shellWord } ?? ""))
        }
        guard let exclusion, let other = exclusion.names.first(where: { given[$0] != nil }) else { return }
        let (message, help) = exclusion.reason ?? Self.together(name, other)
        throw Self.mistake(message, help: help)
    }

    /// The message and the help for two flags that exclude each other.
    package static func together(_ first: String, _ second: String) -> (message: String, help: String) {
        ("\(first) and \(second) cannot be given together", "leave one of the two out")
    }

    /// The error for a word that ends with a carriage return, or nil if there is none.
    ///
    /// A script with Windows line ends adds a carriage return to the last word, which would make any other message
    /// misleading.
    static func windowsLineEnd(in line: [String]) -> ConfigError? {
        guard let word = line.first(where: { $0.utf8.last == "\r" }) else { return nil }
        return mistake(CarriageReturn.message("'\(word.dropLast())'"), help: CarriageReturn.help)
    }
}
