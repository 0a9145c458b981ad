import HydrangeaGrammar
import HydrangeaResolve
import HydrangeaTree

/// Grows the defaults tree from the primary config.
///
/// Lists are walked from their last entry to the first, depth first: so an `override` is known before the entry that it targets. The walk keeps a
/// stack of its own, because a chain of configs may be longer than the machine's stack.
struct DefaultsTreeBuilder {
    /// A config whose defaults list is being walked.
    private struct Frame {
        var node: Int
        var entries: [DefaultsEntry]
        /// Options of one entry that are still to be opened, the next one last.
        var pending: [PlacedEntry] = []
        /// Children found so far, the last one first.
        var children: [Int] = []
        /// Interpolated entries that older rules expand when the list is done, the next one last, and the choices that were known by then.
        var late: [Int]?
        var known = ConfigNode.null
        var isInterpolated: Bool
        /// How many replacements reach what stands below; nil for all.
        var eligible: Int?
    }

    private(set) var tree = DefaultsTree()
    private(set) var choices: GroupChoices
    var repository: ConfigRepository
    private let rules: RuleSet
    /// In a multirun, what is still `???` may be chosen by each job.
    private let skipsMissing: Bool
    private let interpolator: Interpolator
    private var frames: [Frame] = []
    /// Configs that are being walked, with the packages they go to: meeting both again is a cycle.
    private var open: [String: Set<String>] = [:]
    /// Interpolated entries, in the order of the tree, with how many replacements reach them.
    private var deferred: [(node: Int, eligible: Int)] = []

    init(
        repository: ConfigRepository, choices: GroupChoices, rules: RuleSet, skipsMissing: Bool, interpolator: Interpolator
    ) {
        self.repository = repository
        self.choices = choices
        self.rules = rules
        self.skipsMissing = skipsMissing
        self.interpolator = interpolator
    }

    mutating func build(primary: String?) throws(ConfigError) {
        var roots: [Int] = []
        if let primary {
            let node = add(DefaultsEntry(.config(primary), origin: .unknown), parent: nil)
            tree.nodes[node].placed.isPrimary = true
            try grow(node)
            roots.append(node)
        } else if !choices.appended.isEmpty {
            let node = add(DefaultsEntry(.itself, origin: .unknown), parent: nil)
            tree.nodes[node].placed.isPrimary = true
            frames.append(Frame(node: node, entries: choices.appended, isInterpolated: false))
            try walk()
            if tree.nodes[node].children != nil { roots.append(node) }
        }
        let own = add(DefaultsEntry(.config("hydra/config"), origin: .unknown), parent: nil)
        try grow(own)
        tree.roots = [own] + roots
        try resolveDeferred()
    }

    private mutating func add(_ entry: DefaultsEntry, parent: Int?) -> Int {
        let (group, package) = parent.map { (tree.nodes[$0].placed.groupPath, tree.nodes[$0].placed.package) } ?? ("", "")
        return add(PlacedEntry(entry, baseGroup: group, parentPackage: package, rules: rules), parent: parent)
    }

    private mutating func add(_ placed: PlacedEntry, parent: Int?) -> Int {
        tree.nodes.append(DefaultsTree.Node(placed: placed, parent: parent))
        return tree.nodes.count - 1
    }

    private mutating func grow(_ node: Int, isInterpolated: Bool = false, eligible: Int? = nil) throws(ConfigError) {
        if let frame = try opened(node, isInterpolated: isInterpolated, eligible: eligible) {
            frames.append(frame)
            try walk()
        }
    }

    private mutating func walk() throws(ConfigError) {
        while var frame = frames.popLast() {
            if let node = try nextChild(&frame) {
                let child = try opened(node, isInterpolated: frame.isInterpolated || frame.late != nil, eligible: frame.eligible)
                frames.append(frame)
                if let child { frames.append(child) }
            } else {
                finish(frame)
            }
        }
    }

    private mutating func finish(_ frame: Frame) {
        let placed = tree.nodes[frame.node].placed
        open[placed.configPath]?.remove(placed.package)
        if !frame.children.isEmpty { tree.nodes[frame.node].children = frame.children.reversed() }
    }
}

// MARK: - One config

extension DefaultsTreeBuilder {
    /// Reads a config and its defaults list; nil when nothing stands below it.
    private mutating func opened(_ node: Int, isInterpolated: Bool, eligible: Int?) throws(ConfigError) -> Frame? {
        let isMissing = isMissingChoice(tree.nodes[node].placed)
        var config: ParsedConfig?
        if !isMissing, tree.nodes[node].placed.name != nil {
            config = try load(node)
            tree.nodes[node].placed.setHeader(config?.packageHeader)
        }
        let placed = tree.nodes[node].placed
        if choices.deletes(placed) {
            tree.nodes[node].placed.isDeleted = true
            return nil
        }
        try choices.note(placed)
        if placed.name == nil { return nil }
        if isMissing {
            if skipsMissing { return nil }
            throw missingChoice(placed)
        }
        guard let config else {
            guard placed.entry.isOptional else { throw notFound(node) }
            tree.nodes[node].placed.isDeleted = true
            return nil
        }
        let entries = try completed(config.defaults, of: placed)
        if entries.isEmpty { return nil }
        try checkOverridesComeLast(entries, in: node, isInterpolated: isInterpolated)
        // A config may include itself into a package below its own, if something ends that; no sensible tree does so very often.
        if rules == .hydra1_3 { announceOverrides(entries, of: placed) }
        guard open[placed.configPath, default: []].insert(placed.package).inserted, open[placed.configPath]?.count ?? 0 <= 16 else { throw cycle(node) }
        return Frame(node: node, entries: entries, isInterpolated: isInterpolated, eligible: eligible)
    }

    /// By older rules the overrides of a list are known before anything below it is opened, so that an outer config's win.
    private mutating func announceOverrides(_ entries: [DefaultsEntry], of placed: PlacedEntry) {
        for entry in entries where entry.isOverride {
            choices.add(PlacedEntry(entry, baseGroup: placed.groupPath, parentPackage: placed.package, rules: rules), in: placed.configPath)
        }
    }

    private mutating func load(_ node: Int) throws(ConfigError) -> ParsedConfig? {
        let path = tree.nodes[node].placed.configPath
        do {
            return try repository.load(path)
        } catch {
            throw tree.reason(node).map(error.noting) ?? error
        }
    }

    /// The list with its implied `_self_` and, for the primary config, with what the command line appends.
    private func completed(_ defaults: [DefaultsEntry], of placed: PlacedEntry) throws(ConfigError) -> [DefaultsEntry] {
        var entries = defaults
        let appended = placed.isPrimary ? choices.appended : []
        guard !entries.isEmpty || !appended.isEmpty else { return [] }
        let selves = entries.filter(\.isItself)
        if rules == .hydra1_3 { try rejectItselfAsOption(selves) }
        if let second = selves.dropFirst().first {
            throw ConfigError(
                Diagnostic(.defaultsList, "_self_ stands twice in this defaults list", origin: second.origin, length: 6,
                    notes: ["first: \(selves[0].origin)"], help: "remove one"))
        }
        if selves.isEmpty, entries.isEmpty || entries.contains(where: { !$0.isOverride }) {
            entries.append(DefaultsEntry(.itself, origin: placed.entry.origin))
        }
        return entries + appended
    }

    private func rejectItselfAsOption(_ selves: [DefaultsEntry]) throws(ConfigError) {
        for entry in selves {
            guard case .group = entry.target else { continue }
            throw ConfigError(
                Diagnostic(.defaultsList, "_self_ cannot be the option of a group", origin: entry.origin, help: "write '- _self_' as an entry of its own"))
        }
    }

    private mutating func checkOverridesComeLast(_ entries: [DefaultsEntry], in node: Int, isInterpolated: Bool) throws(ConfigError) {
        var first: DefaultsEntry?
        for entry in entries where !entry.isItself {
            if rules == .hydra1_4 { try checkPath(entry) }
            if let first, !entry.isOverride, !entry.isAppended {
                throw ConfigError(
                    Diagnostic(.defaultsList, "an override must come after the entries that are no overrides", origin: first.origin, length: 8,
                        notes: ["before: \(entry.origin)"], help: "move the 'override' entries to the end of the list"))
            }
            guard entry.isOverride else { continue }
            first = first ?? entry
            if isInterpolated {
                throw ConfigError(
                    Diagnostic(.defaultsList, "an override cannot stand in a config that is chosen by an interpolation", origin: entry.origin, length: 8,
                        notes: tree.reason(node).map { [$0] } ?? [], help: "move it to the config whose defaults list has the interpolation"))
            }
        }
    }

    private func isMissingChoice(_ placed: PlacedEntry) -> Bool {
        guard let name = placed.name else { return false }
        return rules == .hydra1_4 ? name == "???" : name.hasSuffix("???")
    }
}

// MARK: - One list

extension DefaultsTreeBuilder {
    /// The next config of a list to open, from its end.
    private mutating func nextChild(_ frame: inout Frame) throws(ConfigError) -> Int? {
        while true {
            if let placed = frame.pending.popLast() {
                let node = add(placed, parent: frame.node)
                frame.children.append(node)
                return node
            }
            if frame.late != nil {
                guard let node = frame.late?.popLast() else { return nil }
                tree.nodes[node].placed.entry = try resolved(tree.nodes[node].placed, root: frame.known)
                return node
            }
            guard let entry = frame.entries.popLast() else {
                guard rules == .hydra1_3 else { return nil }
                frame.late = frame.children.filter { isInterpolated(tree.nodes[$0].placed) && tree.nodes[$0].children == nil }.reversed()
                frame.known = knownChoices
                continue
            }
            if let node = try place(entry, in: &frame) { return node }
        }
    }

    /// Puts one entry into the tree; returns its node when it is a config to open.
    private mutating func place(_ entry: DefaultsEntry, in frame: inout Frame) throws(ConfigError) -> Int? {
        let parent = tree.nodes[frame.node].placed
        if entry.isItself {
            frame.children.append(add(entry, parent: frame.node))
            return nil
        }
        var placed = PlacedEntry(entry, baseGroup: parent.groupPath, parentPackage: parent.package, rules: rules)
        if entry.isOverride {
            if rules == .hydra1_4 { choices.add(placed, in: parent.configPath) }
            return nil
        }
        if let replacement = choices.replacement(for: placed, among: frame.eligible), case .group(let group, _) = entry.target {
            placed.entry.target = .group(group, replacement.choice)
            placed.entry.origin = replacement.origin
            if rules == .hydra1_4 { try checkPath(placed.entry) }
        }
        if case .group(let group, .options(let options)) = placed.entry.target {
            frame.pending = try items(options, of: placed, group: group).reversed().reversed()
            return nil
        }
        let node = add(placed, parent: frame.node)
        frame.children.append(node)
        if isInterpolated(placed) {
            if rules == .hydra1_4 { deferred.append((node, frame.eligible ?? choices.replacementCount)) }
            return nil
        }
        return node
    }

    /// The options of a list, each of them a config of its own without an override key.
    private func items(_ options: [String], of placed: PlacedEntry, group: String) throws(ConfigError) -> [PlacedEntry] {
        var items: [PlacedEntry] = []
        for option in options {
            if option.contains("${") {
                throw ConfigError(
                    Diagnostic(.defaultsList, "an interpolation cannot stand in a list of options", origin: placed.entry.origin,
                        help: "write the options one by one, each as 'group: ${…}' of a group of its own"))
            }
            let isRooted = placed.entry.isAppended && rules == .hydra1_4
            var entry = DefaultsEntry(.config((isRooted ? placed.groupPath : group) + "/" + option), origin: placed.entry.origin)
            entry.package = placed.entry.package
            entry.isOptional = placed.entry.isOptional
            items.append(
                PlacedEntry(
                    entry, baseGroup: isRooted ? "" : placed.baseGroup, parentPackage: isRooted ? "" : placed.parentPackage, rules: rules))
        }
        return items
    }

    private func isInterpolated(_ placed: PlacedEntry) -> Bool {
        switch placed.entry.target {
        case .itself, .group(_, .nothing), .group(_, .options): false
        case .config(let path): path.contains("${")
        case .group(_, .option(let option)): option.contains("${")
        }
    }

    private func checkPath(_ entry: DefaultsEntry) throws(ConfigError) {
        var texts: [String]
        switch entry.target {
        case .itself: return
        case .config(let path): texts = [path]
        case .group(let group, .option(let option)): texts = [group, option]
        case .group(let group, .options(let options)): texts = [group] + options
        case .group(let group, .nothing): texts = [group]
        }
        for text in texts {
            if text.contains("\\") {
                throw ConfigError(
                    Diagnostic(.defaultsList, "a path in a defaults list cannot have a backslash", origin: entry.origin, length: text.count,
                        help: "write it with '/': \(text.split(separator: "\\").joined(separator: "/"))"))
            }
            if text.split(separator: "/", omittingEmptySubsequences: false).contains("..") {
                throw ConfigError(
                    Diagnostic(.defaultsList, "a path in a defaults list cannot go up with '..'", origin: entry.origin, length: text.count,
                        help: "write it from the top of the config directory, with a leading '/'; "
                            + "or compose by Hydra 1.3's rules, which allow it: --compat 1.3"))
            }
        }
    }
}

// MARK: - Interpolated entries

extension DefaultsTreeBuilder {
    /// Expands interpolated entries when the rest of the tree is known, in its order; each may bring choices that others wait for.
    private mutating func resolveDeferred() throws(ConfigError) {
        guard !deferred.isEmpty else { return }
        let order = positions()
        deferred.sort { order[$0.node, default: 0] < order[$1.node, default: 0] }
        var waiting = deferred
        deferred = []
        var index = 0
        while index < waiting.count {
            let (node, eligible) = waiting[index]
            guard let entry = resolvedIfKnown(tree.nodes[node].placed.entry) else {
                index += 1
                continue
            }
            waiting.remove(at: index)
            try checkPath(entry)
            tree.nodes[node].placed.entry = entry
            try grow(node, isInterpolated: true, eligible: eligible)
            waiting.insert(contentsOf: deferred.reversed(), at: index)
            deferred = []
            index = 0
        }
        if let (node, _) = waiting.first { throw unresolved(tree.nodes[node].placed) }
    }

    /// The place of every node in the order of the lists.
    private func positions() -> [Int: Int] {
        var order: [Int: Int] = [:]
        var waiting = Array(tree.roots.reversed())
        while let index = waiting.popLast() {
            order[index] = order.count
            waiting.append(contentsOf: (tree.nodes[index].children ?? []).reversed())
        }
        return order
    }

    /// The entry with every `${group}` replaced by the group's option, or nil when one is not known.
    private func resolvedIfKnown(_ entry: DefaultsEntry) -> DefaultsEntry? {
        var entry = entry
        switch entry.target {
        case .itself, .group(_, .nothing), .group(_, .options): return entry
        case .config(let path):
            guard let text = substituted(path) else { return nil }
            entry.target = .config(text)
        case .group(let group, .option(let option)):
            guard let text = substituted(option) else { return nil }
            entry.target = .group(group, .option(text))
            entry.moveSlashesIntoGroup()
        }
        return entry
    }

    private func substituted(_ text: String) -> String? {
        var rest = Substring(text)
        var result = ""
        while let start = rest.firstRange(of: "${") {
            result += rest[..<start.lowerBound]
            let inner = rest[start.upperBound...].prefix { $0 != "}" && $0 != "{" }
            let after = inner.endIndex
            guard after < rest.endIndex, rest[after] == "}" else { return nil }
            let key = inner.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed()
            guard let option = choices.choice(of: String(key)) ?? nil else { return nil }
            result += option
            rest = rest[rest.index(after: after)...]
        }
        result += rest
        return result.contains("${") ? nil : result
    }

    /// By older rules an entry is resolved like any text, against the choices known so far.
    private func resolved(_ placed: PlacedEntry, root: ConfigNode) throws(ConfigError) -> DefaultsEntry {
        var entry = placed.entry
        switch entry.target {
        case .itself, .group(_, .nothing), .group(_, .options): break
        case .config:
            entry.target = .config(try resolved(placed.configPath, placed, root))
        case .group(let group, .option(let option)):
            entry.target = .group(group, .option(try resolved(option, placed, root)))
        }
        return entry
    }

    private func resolved(_ text: String, _ placed: PlacedEntry, _ root: ConfigNode) throws(ConfigError) -> String {
        // A relative reference would start at the entry, where there is nothing; `defaults` is a form of old.
        let isRefused = text.contains("${.") || text.hasPrefix("${defaults.")
        guard !isRefused, let value = try? interpolator.value(of: ConfigNode(.string(text), origin: placed.entry.origin), in: root).string else {
            throw unresolved(placed)
        }
        return value
    }

    private var knownChoices: ConfigNode {
        ConfigNode(.mapping(ConfigMapping(choices.known.map { (.string($0.key), ConfigNode($0.name.map { .string($0) } ?? .null)) })))
    }
}
