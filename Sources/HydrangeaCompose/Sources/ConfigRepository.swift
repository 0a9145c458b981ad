import HydrangeaResolve
import HydrangeaTree
import HydrangeaYAML

/// A config in the form that composition needs: its values without the defaults list, and the list.
struct ParsedConfig: Sendable {
    var root: ConfigNode
    var packageHeader: String?
    var defaults: [DefaultsEntry]
    /// True if it is a config of this library.
    var isBuiltIn = false
    /// True if the program has registered it.
    var isRegistered = false
}

/// The sources of a search path, in order; every config is read once.
struct ConfigRepository {
    private(set) var sources: [any ConfigSource]
    private let reader: YAMLReader
    private let interpolator: Interpolator
    private let rules: RuleSet
    private var parsed: [String: ParsedConfig?] = [:]
    private var topGroups: TopGroups?

    init(sources: [any ConfigSource], reader: YAMLReader, interpolator: Interpolator, rules: RuleSet) {
        self.sources = sources
        self.reader = reader
        self.interpolator = interpolator
        self.rules = rules
    }

    /// Adds sources behind those of the program, before the last one. Configs that were read already stay, because the
    /// search path may stand in the primary config itself.
    mutating func add(_ more: [any ConfigSource]) { sources.insert(contentsOf: more, at: max(sources.count - 1, 0)) }

    /// The config of that name from the first source that has it.
    mutating func load(_ config: String) throws(ConfigError) -> ParsedConfig? {
        if let known = parsed[config] { return known }
        guard !config.hasSuffix(".yml") else {
            throw ConfigError(
                Diagnostic(
                    .unknownConfig, "config files end in .yaml, not in .yml: \(config)",
                    help: "rename the file, and write '\(config.dropLast(4))'"))
        }
        var found: ParsedConfig?
        for source in sources {
            if let ready = (source as? BuiltInSource)?.readyConfig(config) {
                found = ready
                break
            }
            guard let loaded = try source.load(config) else { continue }
            found = try parse(loaded, from: source)
            break
        }
        parsed[config] = .some(found)
        return found
    }

    mutating func hasConfig(_ config: String) -> Bool {
        if let known = parsed[config] { return known != nil }
        return sources.contains { $0.hasConfig(config) }
    }

    func hasGroup(_ group: String) -> Bool {
        if let topGroups, !topGroups.mayHold(group) { return false }
        return sources.contains { $0.hasGroup(group) }
    }

    /// Lists the groups at the top once, before very many names are asked for: most of them then need no system call.
    mutating func listTopGroups() { topGroups = TopGroups(sources) }

    /// The names of a group's options over all sources.
    func options(inGroup group: String) -> [String] {
        Set(sources.flatMap { $0.hasGroup(group) ? $0.options(inGroup: group) : [] }).sortedByCodePoint()
    }

    private func parse(_ config: SourcedConfig, from source: any ConfigSource) throws(ConfigError) -> ParsedConfig {
        var parsed: ParsedConfig
        switch config {
        case .tree(let root, let package):
            parsed = ParsedConfig(root: root, packageHeader: package, defaults: [])
        case .made(let make, let package):
            parsed = ParsedConfig(root: try make(), packageHeader: package, defaults: [], isRegistered: true)
        case .text(let text):
            let isBuiltIn = source is BuiltInSource
            // Limits apply only to files of the user.
            let reader = isBuiltIn ? YAMLReader(rules: rules, nodeLimit: .unlimited) : self.reader
            parsed = ParsedConfig(
                root: try reader.config(text, allowingList: true), packageHeader: try PackageHeader.read(text),
                defaults: [], isBuiltIn: isBuiltIn)
        }
        // Values that later configs replace must be readable, too.
        if !parsed.isBuiltIn { try interpolator.checkSyntax(of: parsed.root) }
        guard case .mapping(var mapping) = parsed.root.content, let list = mapping["defaults"] else { return parsed }
        parsed.defaults = try DefaultsEntry.list(try interpolator.value(of: list, in: parsed.root), rules: rules)
        mapping.remove("defaults")
        parsed.root.content = .mapping(mapping)
        return parsed
    }
}

/// The groups at the top of a search path.
private struct TopGroups {
    private var names: Set<String> = []

    init(_ sources: [any ConfigSource]) {
        for source in sources { names.formUnion(source.subgroups(ofGroup: "").map { $0.lowercased() }) }
    }

    /// False if there is certainly no such group. Some file systems ignore case, or treat different spellings of a
    /// letter as equal: names beyond ASCII always may exist, and case does not count.
    func mayHold(_ group: String) -> Bool {
        guard group.utf8.allSatisfy({ $0 < 0x80 }), let top = group.split(separator: "/").first, !top.hasPrefix(".")
        else { return true }
        return names.contains(top.lowercased())
    }
}
