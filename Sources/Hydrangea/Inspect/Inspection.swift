import HydrangeaCompose
import HydrangeaTree

/// The output of `--info`: the steps of composing a config, in Hydra's format.
struct Inspection {
    enum Topic: String, CaseIterable {
        case all, aliases, config, defaults
        case defaultsTree = "defaults-tree"
        case plugins, searchpath
    }

    let composer: Composer
    let configName: String?
    let overrides: [String]
    /// True if mandatory groups that are not chosen are omitted instead of reported as an error.
    var skipsMissing = false
    /// The composition of the command line, if it has been made already.
    var known: Composition?
    /// Hides the secrets of a composition.
    var showing: (Composition) -> Composition = { $0 }

    /// The text of a topic, with a line break at the end of each line.
    func text(_ topic: Topic) throws(ConfigError) -> String { try lines(topic).map { $0 + "\n" }.joined() }

    func lines(_ topic: Topic) throws(ConfigError) -> [String] {
        switch topic {
        case .all: return heading("Hydrangea \(Composer.release)", "=") + plugins + (try aliases()) + (try config())
        case .aliases: return try aliases()
        case .config: return try config()
        case .defaults: return defaults(try outline())
        case .defaultsTree: return tree(try outline())
        case .plugins: return plugins
        case .searchpath: return searchPath(try composition())
        }
    }

    private func composition() throws(ConfigError) -> Composition {
        if let known { return showing(known) }
        return showing(try composer.compose(configName, overrides: overrides, skipsMissing: skipsMissing))
    }

    private func outline() throws(ConfigError) -> DefaultsOutline {
        try composer.outline(configName, overrides: overrides, skipsMissing: skipsMissing)
    }

    private func config() throws(ConfigError) -> [String] {
        let composition = try composition()
        let outline = try outline()
        let text = try composition.yaml().split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        return searchPath(composition) + tree(outline) + defaults(outline) + heading("Config") + text
    }

    private func defaults(_ outline: DefaultsOutline) -> [String] {
        let rows = outline.list.elements.map { element in
            [
                element.config, element.package, element.isSelf ? "True" : "False",
                element.parent ?? (element.isSelf || element.isPrimary ? "<root>" : ""),
            ]
        }
        // Hydra prints a space after the heading.
        let table = TextTable(head: ["Config path", "Package", "_self_", "Parent"], rows: rows, headEnd: " ")
        return [""] + heading("Defaults List") + table.lines
    }

    private func tree(_ outline: DefaultsOutline) -> [String] { [""] + heading("Defaults Tree") + outline.treeLines }

    private func searchPath(_ composition: Composition) -> [String] {
        let sources = composition.hydra["runtime.config_sources"]?.sequence ?? []
        let rows = sources.map { source in
            [source["provider"]?.string ?? "", "\(source["schema"]?.string ?? "")://\(source["path"]?.string ?? "")"]
        }
        return [""] + heading("Config search path") + TextTable(head: ["Provider", "Search path"], rows: rows).lines
    }

    private func aliases() throws(ConfigError) -> [String] {
        let aliases = try composer.aliases(of: configName)
        var lines =
            aliases.rows.isEmpty
            ? ["No override aliases defined."] : ["== Override aliases ==", ""] + aliases.rows + [""]
        if !overrides.isEmpty { lines.append("Input -> Expanded override") }
        for (index, override) in overrides.enumerated() {
            lines.append("\(override) -> \(try aliases.expand(override, argument: index + 1))")
        }
        return lines
    }

    /// The built-in config sources, completions, launchers and sweepers.
    private var plugins: [String] {
        let kinds = [
            ("ConfigSource:", ["DirectorySource", "MemorySource"]),
            ("CompletionPlugin:", ["BashCompletion", "FishCompletion", "ZshCompletion"]),
            ("Launcher:", MultirunPlugin.launcher.classNames), ("Sweeper:", MultirunPlugin.sweeper.classNames),
        ]
        return heading("Installed Plugins")
            + kinds.flatMap { kind, names in heading(kind, "-").map { "\t" + $0 } + names.map { "\t\t" + $0 } }
    }

    private func heading(_ text: String, _ filler: Character = "*") -> [String] {
        [text, String(repeating: filler, count: text.count)]
    }
}
