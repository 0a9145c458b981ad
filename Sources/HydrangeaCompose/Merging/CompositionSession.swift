import HydrangeaGrammar
import HydrangeaResolve
import HydrangeaTree
import HydrangeaYAML

/// The state of a composition, or of all compositions of a multirun, which share the configs that were read.
struct CompositionSession {
    private let composer: Composer
    let compatibility: Compatibility
    let interpolator: Interpolator
    private(set) var repository: ConfigRepository
    private var warnings: [Diagnostic] = []
    /// True if `hydra.searchpath` has been read. The jobs of a multirun share it.
    private var isSearchPathComplete = false

    init(_ composer: Composer) throws(ConfigError) {
        self.composer = composer
        compatibility = composer.context.compatibility
        interpolator = composer.interpolatorWhileComposing
        let limit = try NodeLimit(
            setting: composer.context.environment[NodeLimit.variable], compatibility: compatibility)
        repository = ConfigRepository(
            sources: [HydraConfigs.first(compatibility)] + composer.sources + [
                HydraConfigs.last(compatibility).adding(composer.registered)
            ],
            reader: YAMLReader(compatibility: compatibility, nodeLimit: limit), interpolator: interpolator,
            compatibility: compatibility)
    }

    var workingDirectory: String { composer.context.workingDirectory }

    /// Parses the command line, with the aliases that the primary config defines.
    mutating func parse(_ texts: [String], primary name: String?) throws(ConfigError) -> [Override] {
        let aliases = try aliases(of: name)
        var overrides: [Override] = []
        overrides.reserveCapacity(texts.count)
        for (index, text) in texts.enumerated() {
            do {
                overrides.append(
                    try Override(
                        parsing: try aliases.expand(text, argument: index + 1), argument: index + 1,
                        compatibility: compatibility))
            } catch {
                throw explaining(error, texts, at: index, primary: name)
            }
        }
        return overrides
    }

    /// The aliases that the primary config defines.
    mutating func aliases(of name: String?) throws(ConfigError) -> OverrideAliases {
        guard let name, let config = try repository.load(name), isAtTop(name, config) else { return OverrideAliases() }
        return try OverrideAliases(config.root, compatibility: compatibility)
    }

    /// The values of a config on the search path; nil if there is none of that name.
    mutating func root(of name: String) throws(ConfigError) -> (values: ConfigNode, isAtTop: Bool)? {
        try repository.load(name).map { ($0.root, isAtTop(name, $0)) }
    }

    /// The place of a config's values when a defaults list names it without a package.
    mutating func place(of name: String) throws(ConfigError) -> ConfigPath? {
        try repository.load(name).map { place(of: name, $0) }
    }

    private func place(of name: String, _ config: ParsedConfig) -> ConfigPath {
        var placed = PlacedEntry(
            DefaultsEntry(.config(name), origin: .unknown), baseGroup: "", parentPackage: "",
            compatibility: compatibility)
        placed.setHeader(config.packageHeader)
        return ConfigPath(
            placed.package.isEmpty
                ? [] : DottedPath.keys(of: placed.package, compatibility: compatibility).map { .key(.string($0)) })
    }

    /// All groups that have options: those of the program's own sources and the built-in ones.
    func groups() -> GroupWalk { GroupWalk(repository.sources) }

    /// True if a primary config's values are at the root, so that its `hydra` node is used.
    private func isAtTop(_ name: String, _ config: ParsedConfig) -> Bool { place(of: name, config).isRoot }

    mutating func compose(_ name: String?, overrides: [Override], skipsMissing: Bool) throws(ConfigError) -> Composition
    {
        let (builder, list) = try buildDefaults(name, overrides, skipsMissing: skipsMissing)
        var layers = try layers(of: list, in: builder.tree)
        var (root, types) = try merged(list, &layers, builder.tree)
        try builder.choices.checkAllUsed()
        try applyValues(builder.choices.valueOverrides, &types, to: &root)
        let node = HydraNode(
            context: composer.context, sources: repository.sources, known: builder.choices.known, overrides: overrides,
            configName: name)
        try node.fill(&root)
        var composition = Composition(
            tree: root, name: name, overrides: overrides, defaultsList: list,
            choices: builder.choices.known.map { ($0.key, $0.name) },
            warnings: warnings, layers: layers, defaultsTree: builder.tree,
            valueOverrides: builder.choices.valueOverrides, composer: composer)
        composition.types = types
        return composition
    }

    /// Finds the configs that a composition is made of, and their order.
    private mutating func buildDefaults(
        _ name: String?, _ overrides: [Override], skipsMissing: Bool
    ) throws(ConfigError) -> (DefaultsTreeBuilder, DefaultsList) {
        try extendSearchPath(primary: name, overrides)
        let choices = try GroupChoices(overrides, repository: &repository, compatibility: compatibility)
        var builder = DefaultsTreeBuilder(
            repository: repository, choices: choices, compatibility: compatibility, skipsMissing: skipsMissing,
            interpolator: interpolator)
        do { try builder.build(primary: name) } catch { throw explaining(error, primary: name) }
        repository = builder.repository
        let list = DefaultsList(elements: builder.tree.list())
        try checkNoGroupTwice(list, builder.tree)
        return (builder, list)
    }

    /// The configs of a composition, without their values.
    mutating func outline(_ name: String?, overrides: [Override], skipsMissing: Bool) throws(ConfigError)
        -> DefaultsOutline
    {
        let (builder, list) = try buildDefaults(name, overrides, skipsMissing: skipsMissing)
        try builder.choices.checkAllUsed()
        return DefaultsOutline(list: list, tree: builder.tree, hasPrimary: name != nil)
    }

    private mutating func extendSearchPath(primary name: String?, _ overrides: [Override]) throws(ConfigError) {
        guard !isSearchPathComplete else { return }
        isSearchPathComplete = true
        let primary = try name.flatMap { (name) throws(ConfigError) in try repository.load(name)?.root } ?? [:]
        guard primary.isMapping else {
            throw ConfigError(
                Diagnostic(
                    .typeMismatch, "a primary config must be a mapping, this is \(primary.kindName)",
                    origin: primary.origin))
        }
        let searchPath = try SearchPath(
            primary: primary, overrides: overrides, interpolator: interpolator,
            workingDirectory: composer.context.workingDirectory, compatibility: compatibility)
        repository.add(searchPath.added)
        warnings += searchPath.warnings
    }

    private func checkNoGroupTwice(_ list: DefaultsList, _ tree: DefaultsTree) throws(ConfigError) {
        var seen: [String: Int] = [:]
        for element in list.elements {
            guard let key = element.overrideKey, let first = seen.updateValue(element.node, forKey: key) else {
                continue
            }
            let placed = tree.nodes[element.node].placed
            let help =
                placed.entry.override.map { override in
                    let sign = override.firstIndex(of: "=") ?? override.endIndex
                    let elsewhere = placed.entry.origin.spelling("\(override[..<sign])@PACKAGE\(override[sign...])")
                    return "take it out, or give it another package: \(elsewhere)"
                } ?? "take one out, or give one of them another package: '\(key)@PACKAGE'"
            throw ConfigError(
                Diagnostic(
                    .defaultsList, "'\(key)' stands twice in the defaults list", origin: placed.entry.origin,
                    length: placed.writtenLength,
                    notes: ["also: \(tree.nodes[first].placed.entry.origin)"],
                    help: help))
        }
    }
}

// MARK: - Merging

extension CompositionSession {
    /// The configs of a list, each at its package.
    private mutating func layers(of list: DefaultsList, in tree: DefaultsTree) throws(ConfigError) -> [Composition
        .Layer]
    {
        var layers: [Composition.Layer] = []
        layers.reserveCapacity(list.elements.count)
        for element in list.elements {
            guard let config = try repository.load(element.config) else { continue }
            let choice = tree.nodes[element.node].placed.entry.origin
            layers.append(
                Composition.Layer(
                    config: element.config, package: element.package, defaultsNode: element.node,
                    isBuiltIn: config.isBuiltIn,
                    isRegistered: config.isRegistered,
                    node: try embedded(config.root, at: element.package, chosenAt: choice)))
        }
        return layers
    }

    /// Merges the layers in order. A config that is in the list several times has shared content: see
    /// ``RepeatedConfigs``.
    private func merged(
        _ list: DefaultsList, _ layers: inout [Composition.Layer], _ tree: DefaultsTree
    ) throws(ConfigError) -> (ConfigNode, HydraTypes) {
        var root = ConfigNode(.mapping([:]))
        var merge = TreeMerge(compatibility: compatibility, follow: interpolator.container)
        var types = HydraTypes(compatibility: compatibility)
        var repeated = RepeatedConfigs(list, follow: interpolator.container)
        var isLaid = composer.schema == nil
        if let schema = composer.schema { try interpolator.checkSyntax(of: schema) }
        for (index, element) in zip(layers.indices, list.elements) {
            do {
                if let content = repeated.content(of: element.config) {
                    layers[index].node = try embedded(
                        content, at: element.package, chosenAt: tree.nodes[element.node].placed.entry.origin)
                }
                let layer = layers[index]
                if !isLaid, !layer.isBuiltIn, let schema = composer.schema {
                    try merge.merge(schema, into: &root)
                    isLaid = true
                }
                if element.package.isEmpty { repeated.share(element.config, layer.node, with: root) }
                let hydra = layer.node["hydra"]
                if !layer.isBuiltIn, let hydra { try checkSettledEarly(hydra, element) }
                try merge.merge(types.convert(layer, over: root), into: &root)
                repeated.refreshShared(after: layer.node, in: root)
                if layer.isBuiltIn {
                    try types.note(layer, in: &root)
                } else if hydra != nil {
                    try types.convertToDeclaredTypes(&root)
                }
            } catch {
                throw error.chosen(by: tree.reason(element.node))
            }
        }
        if !isLaid, let schema = composer.schema { try merge.merge(schema, into: &root) }
        return (root, types)
    }

    /// The values of a config, nested under its package.
    private func embedded(_ root: ConfigNode, at package: String, chosenAt choice: Origin) throws(ConfigError)
        -> ConfigNode
    {
        if package.isEmpty { return root }
        let keys = DottedPath.keys(of: package, compatibility: compatibility)
        guard keys.count <= YAMLReader.depthLimit else {
            throw ConfigError(
                Diagnostic(
                    .limit,
                    "a package has \(keys.count) steps here, and a config has at most \(YAMLReader.depthLimit) levels",
                    origin: choice))
        }
        return root.nested(under: keys[...])
    }

    /// Refuses keys that are read before composing, in every config but the primary one.
    private func checkSettledEarly(_ hydra: ConfigNode, _ element: DefaultsList.Element) throws(ConfigError) {
        guard !element.isPrimary else { return }
        for key in compatibility.hasAliases ? ["searchpath", "aliases"] : ["searchpath"] {
            guard let node = hydra[ConfigPath([.key(.string(key))])], !node.isNull, !node.isMissing else { continue }
            throw ConfigError(
                Diagnostic(
                    .invalidValue, "hydra.\(key) can only be set in the primary config", at: ConfigPath("hydra.\(key)"),
                    origin: node.origin,
                    help: "move it to '\(element.parent ?? "the primary config")', or give it on the command line"))
        }
    }

    private func applyValues(_ overrides: [Override], _ types: inout HydraTypes, to root: inout ConfigNode)
        throws(ConfigError)
    {
        let aliases = root["hydra.aliases"]
        let values = ValueOverrides(interpolator: interpolator, compatibility: compatibility, types: composer.types)
        for override in overrides {
            let keys = override.key.steps
            guard types.mayConcern(keys), override.key.package == nil else {
                try values.apply(override, to: &root)
                continue
            }
            try types.check(override, keys, in: root)
            try values.apply(override, to: &root)
            try types.convertToDeclaredTypes(&root)
        }
        if compatibility.hasAliases, root["hydra.aliases"] != aliases {
            throw ConfigError(
                Diagnostic(
                    .commandLine, "hydra.aliases can only be set in the primary config", at: "hydra.aliases",
                    origin: overrides.first { $0.key.steps.starts(with: ["hydra", "aliases"]) }?.origin ?? .unknown))
        }
        guard root["hydra"]?.isMapping == true else {
            throw ConfigError(
                Diagnostic(
                    .typeMismatch, "the 'hydra' node must stay a mapping", at: "hydra",
                    origin: root["hydra"]?.origin ?? .unknown))
        }
    }
}
