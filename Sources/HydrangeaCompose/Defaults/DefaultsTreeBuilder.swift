import HydrangeaGrammar
import HydrangeaResolve
import HydrangeaTree

/// Builds the defaults tree, starting with the primary config.
///
/// A defaults list is read from its last entry to the first, depth first, so that an `override` is known before the
/// entry that it targets. `frames` is an explicit stack instead of recursion, because a chain of configs may be deeper
/// than the machine's stack allows.
struct DefaultsTreeBuilder {
    /// A config whose defaults list is being walked.
    struct Frame {
        var node: Int
        var entries: [DefaultsEntry]
        /// Options of an entry that are not opened yet, the next one last.
        var pending: [PlacedEntry] = []
        /// Children found so far, the last one first.
        var children: [Int] = []
        /// Entries with interpolations, which the rules of 1.3 expand at the end of the list, the next one last.
        ///
        /// `known` holds the choices made by then.
        var late: [Int]?
        var known = ConfigNode.null
        var isInterpolated: Bool
        /// The number of replacements that apply to the nodes below; nil for all.
        var eligible: Int?
    }

    var tree = DefaultsTree()
    var choices: GroupChoices
    var repository: ConfigRepository
    let compatibility: Compatibility
    /// True in a multirun, whose jobs may choose options that are still `???`.
    let skipsMissing: Bool
    let interpolator: Interpolator
    var frames: [Frame] = []
    /// Open configs, with their packages and the groups to which their entries are relative. An open config that is met
    /// again with the same package and group is a cycle.
    private var open: [String: Set<String>] = [:]
    /// Entries with interpolations, in the order of the tree, with the number of replacements that apply to them.
    var deferred: [(node: Int, eligible: Int)] = []

    init(
        repository: ConfigRepository, choices: GroupChoices, compatibility: Compatibility, skipsMissing: Bool,
        interpolator: Interpolator
    ) {
        self.repository = repository
        self.choices = choices
        self.compatibility = compatibility
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

    mutating func add(_ entry: DefaultsEntry, parent: Int?) -> Int {
        let (group, package) =
            parent.map { (tree.nodes[$0].placed.groupPath, tree.nodes[$0].placed.package) } ?? ("", "")
        return add(
            PlacedEntry(entry, baseGroup: group, parentPackage: package, compatibility: compatibility), parent: parent)
    }

    mutating func add(_ placed: PlacedEntry, parent: Int?) -> Int {
        tree.nodes.append(DefaultsTree.Node(placed: placed, parent: parent))
        return tree.nodes.count - 1
    }

    mutating func grow(_ node: Int, isInterpolated: Bool = false, eligible: Int? = nil) throws(ConfigError) {
        if let frame = try opened(node, isInterpolated: isInterpolated, eligible: eligible) {
            frames.append(frame)
            try walk()
        }
    }

    private mutating func walk() throws(ConfigError) {
        while var frame = frames.popLast() {
            if let node = try nextChild(&frame) {
                let child = try opened(
                    node, isInterpolated: frame.isInterpolated || frame.late != nil, eligible: frame.eligible)
                frames.append(frame)
                if let child { frames.append(child) }
            } else {
                finish(frame)
            }
        }
    }

    /// The place of an entry, by which cycles are found. The primary config may appear again among the entries that the
    /// command line appends to it, which is not a cycle.
    private static func place(of placed: PlacedEntry) -> String {
        "\(placed.package):\(placed.groupPath):\(placed.isPrimary)"
    }

    private mutating func finish(_ frame: Frame) {
        let placed = tree.nodes[frame.node].placed
        open[placed.configPath]?.remove(Self.place(of: placed))
        if !frame.children.isEmpty { tree.nodes[frame.node].children = frame.children.reversed() }
    }
}

// MARK: - One config

extension DefaultsTreeBuilder {
    /// Reads a config and its defaults list; nil if it has no children.
    private mutating func opened(_ node: Int, isInterpolated: Bool, eligible: Int?) throws(ConfigError) -> Frame? {
        let isMissing = isMissingChoice(tree.nodes[node].placed)
        var config: ParsedConfig?
        if !isMissing, tree.nodes[node].placed.name != nil {
            config = try load(node)
            tree.nodes[node].placed.setHeader(config?.packageHeader)
        }
        let placed = tree.nodes[node].placed
        if let deletion = choices.deletion(of: placed) {
            tree.nodes[node].placed.isDeleted = true
            tree.nodes[node].placed.deletion = deletion
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
        // A config may include itself at a deeper package, if the chain ends somewhere. The limit stops a chain without
        // end.
        if compatibility.outerOverridesWin { announceOverrides(entries, of: placed) }
        guard open[placed.configPath, default: []].insert(Self.place(of: placed)).inserted,
            open[placed.configPath]?.count ?? 0 <= 16
        else { throw cycle(node) }
        return Frame(node: node, entries: entries, isInterpolated: isInterpolated, eligible: eligible)
    }

    /// Collects the overrides of a list before any of its entries is opened, so that an outer config's overrides win,
    /// by the rules of 1.3.
    private mutating func announceOverrides(_ entries: [DefaultsEntry], of placed: PlacedEntry) {
        for entry in entries where entry.isOverride {
            choices.add(
                PlacedEntry(
                    entry, baseGroup: placed.groupPath, parentPackage: placed.package, compatibility: compatibility),
                in: placed.configPath)
        }
    }

    private mutating func load(_ node: Int) throws(ConfigError) -> ParsedConfig? {
        let path = tree.nodes[node].placed.configPath
        do {
            return try repository.load(path)
        } catch {
            throw error.chosen(by: tree.reason(node))
        }
    }

    /// The defaults with their implied `_self_`. Those of the primary config include the entries that the command line
    /// appends.
    private func completed(_ defaults: [DefaultsEntry], of placed: PlacedEntry) throws(ConfigError) -> [DefaultsEntry] {
        var entries = defaults
        let appended = placed.isPrimary ? choices.appended : []
        guard !entries.isEmpty || !appended.isEmpty else { return [] }
        let selves = entries.filter(\.isItself)
        if !compatibility.optionsMayBeSelf { try rejectItselfAsOption(selves) }
        if let second = selves.dropFirst().first {
            throw ConfigError(
                Diagnostic(
                    .defaultsList, "_self_ stands twice in this defaults list", origin: second.origin, length: 6,
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
                Diagnostic(
                    .defaultsList, "_self_ cannot be the option of a group", origin: entry.origin,
                    help: "write '- _self_' as an entry of its own"))
        }
    }

    private mutating func checkOverridesComeLast(_ entries: [DefaultsEntry], in node: Int, isInterpolated: Bool)
        throws(ConfigError)
    {
        var first: DefaultsEntry?
        for entry in entries where !entry.isItself {
            if !compatibility.entriesMayLeaveTheirGroup { try checkPath(entry) }
            if let first, !entry.isOverride, !entry.isAppended {
                throw ConfigError(
                    Diagnostic(
                        .defaultsList, "an override must come after the entries that are no overrides",
                        origin: first.origin, length: 8,
                        notes: ["before: \(entry.origin)"], help: "move the 'override' entries to the end of the list"))
            }
            guard entry.isOverride else { continue }
            first = first ?? entry
            if isInterpolated {
                throw ConfigError(
                    Diagnostic(
                        .defaultsList, "an override cannot stand in a config that is chosen by an interpolation",
                        origin: entry.origin, length: 8,
                        help: "move it to the config whose defaults list has the interpolation")
                ).chosen(by: tree.reason(node))
            }
        }
    }

    private func isMissingChoice(_ placed: PlacedEntry) -> Bool {
        guard let name = placed.name else { return false }
        return compatibility.missingMarkerHasEscape ? name == "???" : name.hasSuffix("???")
    }
}
