import HydrangeaGrammar
import HydrangeaTree

// Mistakes in the choices of groups.
extension GroupChoices {
    func forced(_ override: Override) -> ConfigError {
        let (change, add) = (override.written.dropFirst(2), override.written.dropFirst())
        return ConfigError(
            Diagnostic(
                .commandLine, "'++' sets a value, and '\(override.key)' is a config group", origin: override.origin,
                length: 2,
                help: "write \(override.origin.spelling(String(change))) to change the group's option, "
                    + "or \(override.origin.spelling(String(add))) to add one"))
    }

    func deletedOptionIsNoText(_ override: Override) -> ConfigError {
        ConfigError(
            Diagnostic(
                .commandLine, "the option of a group that is deleted must be text", origin: override.valueOrigin,
                help: "write \("~\(override.key)".shellWord) to delete any option"))
    }

    func deletedConfigHasNoOptions(_ override: Override) -> ConfigError {
        ConfigError(
            Diagnostic(
                .commandLine, "'\(override.key)' is a config without a group: it has no options to choose from",
                origin: override.valueOrigin,
                help: "write \("~\(override.key)".shellWord)"))
    }

    func notAnOption(_ override: Override) -> ConfigError {
        ConfigError(
            Diagnostic(
                .commandLine, "'\(override.key)' is a config group: its option must be text or a list of texts",
                origin: override.valueOrigin,
                notes: override.value?.content == .null ? ["null cannot be chosen here"] : [],
                help: override.value?.content == .null
                    ? "write \("~\(override.key)".shellWord) to leave the group out" : quoted(override)))
    }

    /// The override with its option in quotes, for options with names such as `1` or `true`.
    private func quoted(_ override: Override) -> String {
        let value = String(override.valueText)
        let proposal = "\(override.keyText)\"\(value)\""
        let compatibility = self.compatibility
        guard !value.contains("\""), value.utf8.count <= 60,
            case .quoted? = (try? Override(parsing: proposal, argument: 1, compatibility: compatibility))?.value?
                .content
        else { return "write \(override.key)=OPTION" }
        return "write \(override.origin.spelling(proposal)) for the option '\(value)'"
    }

    typealias Choice = (name: String, origin: Origin, isFromOverride: Bool)

    func chosenTwice(_ key: String, _ one: Choice, _ other: Choice) -> ConfigError {
        var (first, second) = (one, other)
        // Choices are collected from the end of a list, but reported in reading order. The second one is marked as the
        // one to change: it should be the user's, which is last on the command line.
        let isBackwards =
            first.origin.source === second.origin.source
            && second.origin.range.lowerBound < first.origin.range.lowerBound
        if isBackwards || second.origin.isBuiltIn || first.isFromOverride { swap(&first, &second) }
        return ConfigError(
            Diagnostic(
                .defaultsList, "'\(key)' is chosen twice: '\(first.name)' and '\(second.name)'", origin: second.origin,
                length: key.count + (second.isFromOverride ? 1 : 0), notes: ["also: \(first.origin)"],
                help: second.isFromOverride
                    ? "write \(second.origin.spelling("\(key)=\(second.name)")) to replace the other choice"
                    : "take one out; to replace a choice made elsewhere, write 'override \(key): \(second.name)' at the end of the list"
            ))
    }

    func unused(_ deletion: Deletion) -> ConfigError {
        ConfigError(
            Diagnostic(
                .commandLine,
                "the defaults list has no '\(deletion.key)' to delete"
                    + (deletion.option.map { " with option '\($0)'" } ?? ""),
                origin: deletion.origin, length: deletion.key.count + 1, notes: knownNote,
                help: unusedHelp(deletion)))
    }

    /// The help for a deletion that finds nothing: the deletion that was probably meant.
    private func unusedHelp(_ deletion: Deletion) -> String? {
        if deletion.option != nil, known.contains(where: { $0.key == deletion.key }) {
            return "write \("~\(deletion.key)".shellWord) to delete it whatever its option is"
        }
        return nearestKey(to: deletion.key).map { "did you mean \("~\($0)".shellWord)?" }
    }

    func unused(_ replacement: Replacement) -> ConfigError {
        let key = replacement.key
        let group = String(key.prefix { $0 != "@" })
        let elsewhere = known.filter { $0.group == group }.map(\.key).sortedByCodePoint()
        if replacement.config != nil {
            return ConfigError(
                Diagnostic(
                    .defaultsList,
                    "'override \(replacement.writtenKey)' has nothing to override: no earlier entry is '\(key)'",
                    origin: replacement.origin,
                    length: 8,
                    notes: elsewhere.isEmpty
                        ? knownNote : ["in the defaults list: \(elsewhere.joined(separator: ", "))"],
                    help: (elsewhere.first ?? nearestKey(to: group)).map { "did you mean 'override /\($0)'?" }
                        ?? "leave 'override' out to add the group"))
        }
        let option: String
        switch replacement.choice {
        case .option(let name): option = name
        case .options(let names): option = "[\(names.joined(separator: ","))]"
        case .nothing: option = "null"
        }
        let suggestion = elsewhere.first ?? nearestKey(to: key)
        return ConfigError(
            Diagnostic(
                .commandLine, "the defaults list has no '\(key)' to override", origin: replacement.origin,
                length: key.count,
                notes: elsewhere.isEmpty ? knownNote : ["in the defaults list: \(elsewhere.joined(separator: ", "))"],
                help: (suggestion.map { "did you mean \(replacement.origin.spelling("\($0)=\(option)"))? To" } ?? "to")
                    + " add the group, write \(replacement.origin.spelling("+\(key)=\(option)"))"))
    }

    private var knownNote: [String] {
        let keys = known.map(\.key).filter { !$0.hasPrefix("hydra/") }
        return keys.isEmpty ? [] : ["in the defaults list: \(keys.sortedByCodePoint().joined(separator: ", "))"]
    }

    private func nearestKey(to key: String) -> String? { Suggestion.nearest(to: key, among: known.map(\.key)) }
}
