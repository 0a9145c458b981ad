import HydrangeaGrammar
import HydrangeaResolve
import HydrangeaTree
import HydrangeaYAML

/// One composition, or the compositions of one multirun, which share what was read.
struct CompositionSession {
    private let composer: Composer
    private let rules: RuleSet
    private let interpolator: Interpolator
    private var repository: ConfigRepository
    private var warnings: [Diagnostic] = []

    init(_ composer: Composer) throws(ConfigError) {
        self.composer = composer
        rules = composer.context.rules
        interpolator = composer.interpolator(hydra: nil)
        let limit = try NodeLimit(setting: composer.context.environment[NodeLimit.variable], rules: rules)
        repository = ConfigRepository(
            sources: [HydraConfigs.first(rules)] + composer.sources + [HydraConfigs.last(rules).adding(composer.registered)],
            reader: YAMLReader(rules: rules, nodeLimit: limit), interpolator: interpolator, rules: rules)
    }

    /// Parses the command line, with the aliases that the primary config defines.
    mutating func parse(_ texts: [String], primary name: String?) throws(ConfigError) -> [Override] {
        let aliases = try aliases(of: name)
        var overrides: [Override] = []
        overrides.reserveCapacity(texts.count)
        for (index, text) in texts.enumerated() {
            overrides.append(try Override(parsing: try aliases.expand(text), argument: index + 1, rules: rules))
        }
        return overrides
    }

    /// The aliases that the primary config defines.
    mutating func aliases(of name: String?) throws(ConfigError) -> OverrideAliases {
        guard let name, let config = try repository.load(name), isAtTop(name, config) else { return OverrideAliases() }
        return try OverrideAliases(config.root, rules: rules)
    }

    /// All groups that have options, by name: those of the program's own sources and the built-in ones.
    func groups() -> [ConfigGroup] {
        var groups: [ConfigGroup] = []
        var waiting = [""]
        while let parent = waiting.popLast() {
            for name in repository.subgroups(ofGroup: parent) {
                let group = parent.isEmpty ? name : "\(parent)/\(name)"
                let options = repository.options(inGroup: group)
                if !options.isEmpty { groups.append(ConfigGroup(name: group, options: options)) }
                waiting.append(group)
            }
        }
        return groups.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
    }

    /// Whether a primary config's values go to the top, so that its `hydra` node is the one that counts.
    private func isAtTop(_ name: String, _ config: ParsedConfig) -> Bool {
        var placed = PlacedEntry(DefaultsEntry(.config(name), origin: .unknown), baseGroup: "", parentPackage: "", rules: rules)
        placed.setHeader(config.packageHeader)
        return placed.package.isEmpty
    }

    mutating func compose(_ name: String?, overrides: [Override], skipsMissing: Bool) throws(ConfigError) -> Composition {
        try extendSearchPath(primary: name, overrides)
        let choices = try GroupChoices(overrides, repository: &repository, rules: rules)
        var builder = DefaultsTreeBuilder(
            repository: repository, choices: choices, rules: rules, skipsMissing: skipsMissing, interpolator: interpolator)
        try builder.build(primary: name)
        repository = builder.repository
        let list = DefaultsList(elements: builder.tree.list())
        try checkNoGroupTwice(list)
        let layers = try layers(of: list, in: builder.tree)
        var (root, types) = try merged(list, layers, builder.tree)
        try builder.choices.checkAllUsed()
        try applyValues(builder.choices.valueOverrides, &types, to: &root)
        let node = HydraNode(
            context: composer.context, sources: repository.sources, known: builder.choices.known, overrides: overrides, configName: name)
        try node.fill(&root)
        var composition = Composition(
            tree: root, name: name, overrides: overrides, defaultsList: list, choices: builder.choices.known.map { ($0.key, $0.name) },
            warnings: warnings, layers: layers, defaultsTree: builder.tree, valueOverrides: builder.choices.valueOverrides, composer: composer)
        composition.types = types
        return composition
    }

    private mutating func extendSearchPath(primary name: String?, _ overrides: [Override]) throws(ConfigError) {
        let primary = try name.flatMap { (name) throws(ConfigError) in try repository.load(name)?.root } ?? [:]
        guard primary.isMapping else {
            throw ConfigError(Diagnostic(.typeMismatch, "a primary config must be a mapping, this is \(primary.kindName)", origin: primary.origin))
        }
        let searchPath = try SearchPath(
            primary: primary, overrides: overrides, interpolator: interpolator, workingDirectory: composer.context.workingDirectory, rules: rules)
        repository.add(searchPath.added)
        warnings += searchPath.warnings
    }

    private func checkNoGroupTwice(_ list: DefaultsList) throws(ConfigError) {
        var seen: Set<String> = []
        for element in list.elements {
            guard let key = element.overrideKey, !seen.insert(key).inserted else { continue }
            throw ConfigError(
                Diagnostic(.defaultsList, "'\(key)' stands twice in the defaults list", notes: element.parent.map { ["again in: \($0)"] } ?? [],
                    help: "take one out, or give one of them another package: '\(key)@PACKAGE'"))
        }
    }
}

// MARK: - Merging

extension CompositionSession {
    /// The configs of a list, each at its package.
    private mutating func layers(of list: DefaultsList, in tree: DefaultsTree) throws(ConfigError) -> [Composition.Layer] {
        var layers: [Composition.Layer] = []
        layers.reserveCapacity(list.elements.count)
        for element in list.elements {
            guard let config = try repository.load(element.config) else { continue }
            layers.append(
                Composition.Layer(
                    config: element.config, package: element.package, defaultsNode: element.node, isBuiltIn: config.isBuiltIn,
                    isRegistered: config.isRegistered, node: try embedded(config.root, at: element.package)))
        }
        return layers
    }

    private func merged(_ list: DefaultsList, _ layers: [Composition.Layer], _ tree: DefaultsTree) throws(ConfigError) -> (ConfigNode, TypedPlaces) {
        var root = ConfigNode(.mapping([:]))
        var merge = TreeMerge(rules: rules, follow: interpolator.container)
        var types = TypedPlaces(rules: rules)
        var isLaid = composer.schema == nil
        for (element, layer) in zip(list.elements, layers) {
            do {
                if !isLaid, !layer.isBuiltIn, let schema = composer.schema {
                    try merge.merge(schema, into: &root)
                    isLaid = true
                }
                let hydra = layer.node["hydra"]
                if !layer.isBuiltIn, let hydra { try checkSettledEarly(hydra, element) }
                try merge.merge(types.convert(layer, over: root), into: &root)
                if layer.isBuiltIn { try types.note(layer, in: &root) } else if hydra != nil { try types.settle(&root) }
            } catch {
                throw tree.reason(element.node).map(error.noting) ?? error
            }
        }
        if !isLaid, let schema = composer.schema { try merge.merge(schema, into: &root) }
        return (root, types)
    }

    /// A config's values at their package.
    private func embedded(_ root: ConfigNode, at package: String) throws(ConfigError) -> ConfigNode {
        if package.isEmpty { return root }
        return KeyPath.split(package, rules: rules).reversed().reduce(root) { node, key in
            ConfigNode(.mapping(ConfigMapping([(.string(key), node)])), origin: root.origin)
        }
    }

    /// Some keys are read before anything is composed: only the primary config can have them.
    private func checkSettledEarly(_ hydra: ConfigNode, _ element: DefaultsList.Element) throws(ConfigError) {
        guard !element.isPrimary else { return }
        for key in rules == .hydra1_4 ? ["searchpath", "aliases"] : ["searchpath"] {
            guard let node = hydra[ConfigPath([.key(.string(key))])], !node.isNull, !node.isMissing else { continue }
            throw ConfigError(
                Diagnostic(.invalidValue, "hydra.\(key) can only be set in the primary config", at: ConfigPath("hydra.\(key)"), origin: node.origin,
                    help: "move it to '\(element.parent ?? "the primary config")', or give it on the command line"))
        }
    }

    private func applyValues(_ overrides: [Override], _ types: inout TypedPlaces, to root: inout ConfigNode) throws(ConfigError) {
        let aliases = root["hydra.aliases"]
        let values = ValueOverrides(interpolator: interpolator, rules: rules)
        for override in overrides {
            let keys = KeyPath.split(override.key, rules: rules)
            guard types.mayConcern(keys), override.package == nil else {
                try values.apply(override, to: &root)
                continue
            }
            try types.check(override, keys, in: root)
            try values.apply(override, to: &root)
            try types.settle(&root)
        }
        if rules == .hydra1_4, root["hydra.aliases"] != aliases {
            throw ConfigError(
                Diagnostic(.commandLine, "hydra.aliases can only be set in the primary config", at: "hydra.aliases",
                    origin: overrides.first { $0.isHydra && $0.key.contains("aliases") }?.origin ?? .unknown))
        }
        guard root["hydra"]?.isMapping == true else {
            throw ConfigError(Diagnostic(.typeMismatch, "the 'hydra' node must stay a mapping", at: "hydra", origin: root["hydra"]?.origin ?? .unknown))
        }
        try interpolator.checkSyntax(of: root)
    }
}

// MARK: - Multirun

extension CompositionSession {
    mutating func multirun(_ name: String?, overrides texts: [String]) throws(ConfigError) -> Multirun {
        let overrides = try parse(texts, primary: name)
        for override in overrides {
            guard case .sweep? = override.value, override.isHydra else { continue }
            throw ConfigError(
                Diagnostic(.commandLine, "the hydra node is the same for all jobs: it cannot be swept", origin: override.origin, length: override.text.count,
                    help: "give '\(override.key)' one value"))
        }
        let composition = try compose(name, overrides: overrides, skipsMissing: true)
        let (swept, batchSize) = try sweeperSettings(composition)
        let all = swept + overrides.filter { !$0.isHydra }
        let repository = self.repository
        let jobs = try JobList(all, rules: rules) { repository.options(inGroup: $0) }
        return Multirun(composition: composition, batches: jobs.batches(of: batchSize), session: self)
    }

    /// `hydra.sweeper.params` as overrides, and `hydra.sweeper.max_batch_size`.
    private func sweeperSettings(_ composition: Composition) throws(ConfigError) -> ([Override], Int?) {
        let sweeper = try composition.value(at: "hydra.sweeper") ?? .null
        guard case .mapping(let settings) = sweeper.content else {
            throw ConfigError(
                Diagnostic(.typeMismatch, "hydra.sweeper must name a sweeper, this is \(sweeper.kindName)", at: "hydra.sweeper", origin: sweeper.origin,
                    help: "choose one: hydra/sweeper=basic"))
        }
        try checkBasicSweeper(settings)
        var overrides: [Override] = []
        if case .mapping(let params)? = settings["params"]?.content {
            for entry in params.entries {
                guard !entry.value.isNull else { throw Self.nullParameter(entry) }
                let text = "\(entry.key)=\(PythonText.spelled(entry.value, rules: rules))"
                overrides.append(try Override(parsing: text, argument: 0, rules: rules))
            }
        }
        var size: Int?
        if let node = settings["max_batch_size"], !node.isNull {
            guard case .int(let number) = node.content, number > 0 else {
                throw ConfigError(
                    Diagnostic(.invalidValue, "hydra.sweeper.max_batch_size must be a positive integer", at: "hydra.sweeper.max_batch_size", origin: node.origin,
                        help: "hydra.sweeper.max_batch_size=10, or null for one batch"))
            }
            size = number
        }
        return (overrides, size)
    }

    /// Overrides may add keys to the sweeper's node, but the basic sweeper has no use for them.
    private func checkBasicSweeper(_ settings: ConfigMapping) throws(ConfigError) {
        let names = ["_target_", "max_batch_size", "params"]
        guard settings["_target_"]?.string?.hasSuffix(".BasicSweeper") == true,
            let entry = settings.entries.first(where: { !names.contains($0.key.description) })
        else { return }
        throw ConfigError(
            Diagnostic(
                .unknownKey, "the basic sweeper does not know '\(entry.key)'", at: ConfigPath("hydra.sweeper").appending(entry.key), origin: entry.keyOrigin,
                length: entry.key.description.count, notes: ["keys: max_batch_size, params"], help: "choose the sweeper that it is meant for: hydra/sweeper=NAME"))
    }

    private static func nullParameter(_ entry: ConfigMapping.Entry) -> ConfigError {
        ConfigError(
            Diagnostic(.typeMismatch, "a parameter of the sweeper cannot be null", at: ConfigPath("hydra.sweeper.params").appending(entry.key),
                origin: entry.value.origin, help: "write its values as text: '\(entry.key): 1,2'"))
    }

    /// Composes one job of a multirun: what the whole multirun was told about the `hydra` node, then the job's own overrides.
    func composition(of job: [String], in multirun: Composition) throws(ConfigError) -> Composition {
        var session = self
        let shared = multirun.overrides.filter(\.isHydra).map(\.text)
        var overrides: [Override] = []
        // Aliases have been expanded by now; what stands in the sweeper's parameters never was to be.
        for (index, text) in (shared + job).enumerated() { overrides.append(try Override(parsing: text, argument: index + 1, rules: rules)) }
        let composition = try session.compose(multirun.name, overrides: overrides, skipsMissing: false)
        for node in ["launcher", "sweeper"] where composition.hydra[ConfigPath(node)] != multirun.hydra[ConfigPath(node)] {
            throw ConfigError(
                Diagnostic(.commandLine, "a job cannot change hydra.\(node): it is chosen before the jobs are known", at: ConfigPath("hydra.\(node)"),
                    origin: composition.hydra[ConfigPath(node)]?.origin ?? .unknown,
                    help: "set it in the primary config, or on the command line: hydra/\(node)=OPTION"))
        }
        return composition
    }
}
