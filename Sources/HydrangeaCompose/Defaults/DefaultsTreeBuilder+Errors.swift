import HydrangeaGrammar
import HydrangeaTree

// Mistakes in a defaults tree.
extension DefaultsTreeBuilder {
    func missingChoice(_ placed: PlacedEntry) -> ConfigError {
        guard placed.isGroup else {
            return ConfigError(
                Diagnostic(
                    .defaultsList, "a config without a group cannot be left open with ???", origin: placed.entry.origin,
                    length: 3,
                    help: "give it a group: 'group: ???'"))
        }
        let options = repository.options(inGroup: placed.groupPath)
        return ConfigError(
            Diagnostic(
                .missingValue, "an option must be chosen for '\(placed.overrideKey)'", origin: placed.entry.origin,
                length: placed.writtenLength,
                notes: options.isEmpty ? [] : ["options: \(options.joined(separator: ", "))"],
                help: "\(placed.overrideKey)=\(options.first ?? "OPTION")"))
    }

    func notFound(_ node: Int) -> ConfigError {
        let placed = tree.nodes[node].placed
        if placed.isPrimary { return primaryNotFound(placed) }
        guard placed.isGroup, let option = placed.name else {
            return ConfigError(
                Diagnostic(
                    .unknownConfig, "no config '\(placed.configPath)'", origin: placed.entry.origin,
                    length: placed.configPath.count,
                    notes: [searchedNote], help: nearConfig(placed)))
        }
        let group = placed.groupPath
        let options = repository.options(inGroup: group)
        var origin = placed.entry.origin
        var length = placed.writtenLength
        if let column = valueColumn(origin, option) {
            origin = Origin(origin.source, SourceText.Position(line: origin.position.line, column: column))
            length = option.count
        }
        var notes =
            options.isEmpty
            ? ["the group has no options here", searchedNote] : ["options: \(options.joined(separator: ", "))"]
        if let hint = slashHint(placed) { notes.append(hint) }
        if let hint = endingHint(placed) { notes.append(hint) }
        return ConfigError(
            Diagnostic(
                .unknownConfig, "config group '\(group)' has no option '\(option)'", origin: origin, length: length,
                notes: notes,
                help: Suggestion.nearest(to: option, among: options).map { near in
                    if let override = placed.entry.override {
                        return "did you mean \(origin.spelling(Self.choosing(near, insteadOf: option, in: override)))?"
                    }
                    let group = placed.replaced == nil ? placed.writtenKey : "override /\(placed.overrideKey)"
                    return "did you mean '\(group): \(near)'?"
                }))
    }

    private func primaryNotFound(_ placed: PlacedEntry) -> ConfigError {
        let options = repository.options(inGroup: placed.groupPath)
        let near = Suggestion.nearest(to: placed.configPath, among: options)
        return ConfigError(
            Diagnostic(
                .unknownConfig, "no primary config '\(placed.configPath)'",
                notes: [searchedNote] + (options.isEmpty ? [] : ["configs there: \(options.joined(separator: ", "))"])
                    + (endingHint(placed).map { [$0] } ?? []),
                help: near.map { "did you mean --config-name \($0)?" }
                    ?? "name the directory with --config-path, the config with --config-name"))
    }

    private var searchedNote: String {
        let searched = repository.sources.filter { $0.provider != "hydra" && $0.provider != "schema" }.map(\.path)
        return searched.isEmpty ? "no directory of configs was named" : "searched: \(searched.joined(separator: ", "))"
    }

    private func nearConfig(_ placed: PlacedEntry) -> String? {
        let group = placed.groupPath
        let names = repository.options(inGroup: group)
        if let override = placed.entry.override, let name = placed.name,
            let near = Suggestion.nearest(to: name, among: names)
        {
            let typed = placed.entry.origin.spelling(Self.choosing(near, insteadOf: name, in: override))
            return "did you mean \(typed)?"
        }
        if let near = placed.name.flatMap({ Suggestion.nearest(to: $0, among: names) }) {
            return "did you mean '\(group.isEmpty ? near : group + "/" + near)'?"
        }
        if repository.hasGroup(placed.configPath) {
            return "'\(placed.configPath)' is a config group: write '\(placed.name ?? ""): OPTION'"
        }
        return nil
    }

    /// The override with one of its options replaced by another.
    private static func choosing(_ near: String, insteadOf option: String, in override: String) -> String {
        guard let sign = override.firstIndex(of: "=") else { return override }
        let value = override[override.index(after: sign)...]
        let isPart: (Range<String.Index>) -> Bool = { range in
            let before = range.lowerBound == value.startIndex ? "," : value[value.index(before: range.lowerBound)]
            let after = range.upperBound == value.endIndex ? "," : value[range.upperBound]
            return ",[( '\"".contains(before) && ",]) '\"".contains(after)
        }
        guard let range = value.ranges(of: option).first(where: isPart) else {
            return "\(override[...sign])\(near)"
        }
        return "\(override[...sign])\(value[..<range.lowerBound])\(near)\(value[range.upperBound...])"
    }

    /// The column at which the option begins in an argument `group=option`, or in a line `- group: option`.
    private func valueColumn(_ origin: Origin, _ option: String) -> Int? {
        guard !option.isEmpty, let source = origin.source, let text = source.line(origin.position.line) else {
            return nil
        }
        let sign: Character = origin.isArgument ? "=" : ":"
        let start =
            text.unicodeScalars.index(text.startIndex, offsetBy: origin.position.column - 1, limitedBy: text.endIndex)
            ?? text.endIndex
        guard let signIndex = text[start...].firstIndex(of: sign), let found = text[signIndex...].firstRange(of: option)
        else { return nil }
        return text[..<found.lowerBound].unicodeScalars.count + 1
    }

    /// The help for a file with the ending `.yml`, which is not found.
    private func endingHint(_ placed: PlacedEntry) -> String? {
        let isThere = repository.sources.contains { ($0 as? DirectorySource)?.hasMisnamed(placed.configPath) == true }
        return isThere ? "\(placed.configPath).yml is there, but the files of configs end in .yaml" : nil
    }

    /// Help for `group: a/b`, which is read as `group/a: b`, if no option is found there.
    private func slashHint(_ placed: PlacedEntry) -> String? {
        guard let written = placed.entry.writtenGroup, case .group(let group, .option(let option)) = placed.entry.target
        else { return nil }
        let old = "\(written): \(group.dropFirst(written.count + 1))/\(option)"
        return "'\(old)' is read as '\(group): \(option)'"
    }

    func cycle(_ node: Int) -> ConfigError {
        let chain = tree.chain(to: node)
        let path = chain[0].configPath
        let end = chain.dropFirst().firstIndex { $0.configPath == path } ?? chain.count - 1
        let loop = chain[...end].reversed()
        return ConfigError(
            Diagnostic(
                .cycle, "defaults lists form a cycle: \(loop.map(\.configPath).joined(separator: " → "))",
                origin: chain[0].entry.origin,
                length: chain[0].writtenLength,
                notes: loop.dropFirst().map { "\($0.configPath) is included at \($0.entry.origin)" },
                help: "take one of these entries out"))
    }

    func unresolved(_ placed: PlacedEntry) -> ConfigError {
        let keys = choices.known.filter { $0.name != nil && !$0.key.hasPrefix("hydra/") }.map(\.key).sortedByCodePoint()
        let text = placed.isGroup ? placed.name ?? "" : placed.configPath
        let open = choices.known.first { $0.name == "???" && text.contains("${\($0.key)}") }
        var help = open.map {
            "choose '\($0.key)' in the defaults list: a sweep takes that option until its jobs choose others"
        }
        if text.contains(":") { help = "resolvers cannot be called there: choose the option on the command line" }
        return ConfigError(
            Diagnostic(
                .interpolation, "'\(text)' cannot be resolved in a defaults list", origin: placed.entry.origin,
                length: placed.writtenLength,
                notes: [
                    "only the groups of the defaults list can be named there"
                        + (keys.isEmpty ? "" : ": \(keys.joined(separator: ", "))")
                ],
                help: help))
    }
}
