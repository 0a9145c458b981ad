import HydrangeaGrammar
import HydrangeaTree

/// The choices of groups, on the command line and in the `override` entries of defaults lists. Each is marked when it
/// is used.
struct GroupChoices {
    /// A choice that replaces the choice of a defaults list.
    struct Replacement {
        var key: String
        var choice: DefaultsEntry.Choice
        var origin: Origin
        /// The config whose defaults list contains the choice; nil for the command line.
        var config: String?
        var writtenKey: String
        /// The override of the command line, as it was written.
        var override: String?
        var isUsed = false
    }

    struct Deletion {
        var key: String
        /// The option of `~group=option`, which deletes only that one.
        var option: String?
        var origin: Origin
        var isUsed = false
    }

    /// A choice in the tree, for interpolations in defaults lists and for `hydra.runtime.choices`.
    struct Known {
        var key: String
        var name: String?
        var group: String
        var origin: Origin
        var isFromOverride = false
    }

    /// The entries for `+group=option`, in the order of the command line.
    private(set) var appended: [DefaultsEntry] = []
    /// Overrides of values, which are applied when all configs are merged.
    private(set) var valueOverrides: [Override] = []
    private(set) var known: [Known] = []
    private var knownPositions: [String: Int] = [:]
    private var replacements: [Replacement] = []
    private var replacementPositions: [String: Int] = [:]
    private var deletions: [Deletion] = []
    private var deletionPositions: [String: Int] = [:]
    /// Arguments that choose a list with values other than text. They are errors, unless a later argument chooses for
    /// the same key.
    private var listsOfOther: [String: Override] = [:]
    let compatibility: Compatibility

    init(_ overrides: [Override], repository: inout ConfigRepository, compatibility: Compatibility) throws(ConfigError)
    {
        self.compatibility = compatibility
        if overrides.count > 100 { repository.listTopGroups() }
        for override in overrides {
            if case .sweep? = override.value?.content { continue }
            try sort(namingOption(override, in: repository), &repository)
        }
        for replacement in replacements {
            if let override = listsOfOther[replacement.key] { throw notAnOption(override) }
        }
    }

    /// The number of replacements so far. Later ones do not apply to entries that were deferred before them.
    var replacementCount: Int { replacements.count }

    /// The override with its value as text, if the value is not text but an option of that name exists: `fold=1`
    /// chooses `fold/1.yaml`. Hydra refuses such an override.
    private func namingOption(_ override: Override, in repository: ConfigRepository) -> Override {
        switch override.value?.content {
        case .int?, .bigInt?, .float?, .bool?: break
        default: return override
        }
        let name = String(override.valueText.trimmed)
        guard case .name(let group, _) = override.key, repository.hasGroup(group),
            repository.options(inGroup: group).contains(name)
        else { return override }
        var copy = override
        copy.value?.content = .string(name)
        return copy
    }

    /// Decides whether an override chooses an option of a group or sets a value: its name is that of a group if there is
    /// one.
    private mutating func sort(_ override: Override, _ repository: inout ConfigRepository) throws(ConfigError) {
        guard case .name(let name, let package) = override.key else {
            valueOverrides.append(override)
            return
        }
        let isMap = override.value?.isMap == true
        guard !name.isEmpty || isMap else {
            throw ConfigError(
                Diagnostic(
                    .commandLine, "this override has no key", origin: override.origin, length: 1,
                    help: "write KEY=VALUE"))
        }
        let isGroup = repository.hasGroup(name)
        if override.operation == .delete,
            compatibility.deletionsReachConfigs ? isGroup || repository.hasConfig(name) : isGroup && !isMap
        {
            try addDeletion(override, groupKey(name, package, override), isGroup: isGroup)
            return
        }
        if !isGroup || isMap {
            valueOverrides.append(override)
            return
        }
        switch override.operation {
        case .forceAdd:
            throw forced(override)
        case .add:
            guard hasOnlyTexts(override) else { throw notAnOption(override) }
            var entry = DefaultsEntry(
                .group(name, try choice(override)), package: package, origin: override.origin)
            entry.isAppended = true
            entry.override = override.written
            appended.append(entry)
        case .change, .delete, .extendList:
            let key = groupKey(name, package, override)
            listsOfOther[key] = hasOnlyTexts(override) ? nil : override
            replacementPositions[key] = replacementPositions[key] ?? replacements.count
            let replacement = Replacement(
                key: key, choice: try choice(override), origin: override.origin, config: nil, writtenKey: key,
                override: override.written)
            if let position = replacementPositions[key], position < replacements.count {
                replacements[position] = replacement
            } else {
                replacements.append(replacement)
            }
        }
    }

    private mutating func addDeletion(_ override: Override, _ key: String, isGroup: Bool) throws(ConfigError) {
        var option: String?
        switch override.value?.content {
        case nil, .null?: break
        case .string(let text)?, .quoted(let text, _)?: option = text
        default:
            throw deletedOptionIsNoText(override)
        }
        if !isGroup, option != nil {
            throw deletedConfigHasNoOptions(override)
        }
        let deletion = Deletion(key: key, option: option, origin: override.origin)
        if let position = deletionPositions[key] {
            deletions[position] = deletion
        } else {
            deletionPositions[key] = deletions.count
            deletions.append(deletion)
        }
    }

    /// The key of an override in the form of the tree's entries.
    private func groupKey(_ name: String, _ package: String?, _ override: Override) -> String {
        guard let package else { return name }
        guard compatibility.groupKeywordStartsPackage, package == "_group_" || package.hasPrefix("_group_.") else {
            return "\(name)@\(package)"
        }
        let entry = DefaultsEntry(.group(name, .nothing), package: package, origin: override.origin)
        return PlacedEntry(entry, baseGroup: "", parentPackage: "", compatibility: compatibility).overrideKey
    }

    private func choice(_ override: Override) throws(ConfigError) -> DefaultsEntry.Choice {
        switch override.value?.content {
        case .string(let text)?, .quoted(let text, _)?: return .option(text)
        case .list(let values)?, .extendList(let values)?: return .options(values.compactMap(\.text))
        default: throw notAnOption(override)
        }
    }

    private func hasOnlyTexts(_ override: Override) -> Bool {
        switch override.value?.content {
        case .list(let values)?, .extendList(let values)?: values.allSatisfy { $0.text != nil }
        default: true
        }
    }

}

extension GroupChoices {
    /// Adds an `override` entry of a defaults list. The first one for a key is kept, because the command line is read
    /// first, and the configs from the last one to the first.
    mutating func add(_ placed: PlacedEntry, in config: String) {
        guard case .group(_, let choice) = placed.entry.target else { return }
        let key = placed.overrideKey
        guard replacementPositions[key] == nil else { return }
        replacementPositions[key] = replacements.count
        replacements.append(
            Replacement(
                key: key, choice: choice, origin: placed.entry.origin, config: config, writtenKey: placed.writtenKey))
    }

    /// The replacement of the entry's choice, among the first `count` ones.
    mutating func replacement(for placed: PlacedEntry, among count: Int?) -> Replacement? {
        guard placed.isGroup, let position = replacementPositions[placed.overrideKey], position < count ?? .max else {
            return nil
        }
        replacements[position].isUsed = true
        return replacements[position]
    }

    /// The argument that deletes the entry; nil if there is none.
    mutating func deletion(of placed: PlacedEntry) -> Origin? {
        let key: String
        switch placed.entry.target {
        case .group: key = placed.overrideKey
        case .config where compatibility.deletionsReachConfigs: key = placed.configPath
        case .config, .itself: return nil
        }
        guard let position = deletionPositions[key] else { return nil }
        if let option = deletions[position].option, !placed.isGroup || placed.name != option { return nil }
        deletions[position].isUsed = true
        return deletions[position].origin
    }

    mutating func note(_ placed: PlacedEntry) throws(ConfigError) {
        guard placed.isGroup else { return }
        let key = placed.overrideKey
        guard let position = knownPositions[key] else {
            knownPositions[key] = known.count
            known.append(
                Known(
                    key: key, name: placed.name, group: placed.groupPath, origin: placed.entry.origin,
                    isFromOverride: placed.entry.override != nil))
            return
        }
        let other = known[position]
        guard other.name != placed.name else { return }
        throw chosenTwice(
            key, (other.name ?? "null", other.origin, other.isFromOverride),
            (placed.name ?? "null", placed.entry.origin, placed.entry.override != nil))
    }

    func choice(of key: String) -> String?? {
        knownPositions[key].map { known[$0].name }
    }

    /// Reports choices that address nothing in the defaults tree.
    func checkAllUsed() throws(ConfigError) {
        for replacement in replacements where !replacement.isUsed { throw unused(replacement) }
        for deletion in deletions where !deletion.isUsed {
            throw unused(deletion)
        }
    }

}

extension Override.Value {
    var isMap: Bool { if case .map = content { true } else { false } }

    /// The text of a value with or without quotes; nil for other values.
    var text: String? {
        switch content {
        case .string(let text), .quoted(let text, _): text
        default: nil
        }
    }
}
