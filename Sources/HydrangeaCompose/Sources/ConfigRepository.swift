import HydrangeaResolve
import HydrangeaTree
import HydrangeaYAML

/// A config in the form that composition needs: its values without the defaults list, and the list.
struct ParsedConfig: Sendable {
    var root: ConfigNode
    var packageHeader: String?
    var defaults: [DefaultsEntry]
    /// True for a config of this library.
    var isBuiltIn = false
    /// True for a config that the program has registered.
    var isRegistered = false
}

/// The sources of a search path, in order; every config is read once.
struct ConfigRepository {
    private(set) var sources: [any ConfigSource]
    private let reader: YAMLReader
    private let interpolator: Interpolator
    private let compatibility: Compatibility
    private var parsed: [String: ParsedConfig?] = [:]
    private var topGroups: TopGroups?

    init(sources: [any ConfigSource], reader: YAMLReader, interpolator: Interpolator, compatibility: Compatibility) {
        self.sources = sources
        self.reader = reader
        self.interpolator = interpolator
        self.compatibility = compatibility
    }

    /// Adds sources after those of the program, before the last one. Configs that have been read are not searched
    /// again, because the primary config itself may contain the search path.
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

    /// Lists the top-level groups once, before a search for very many names. Most names then need no system call.
    mutating func listTopGroups() { topGroups = TopGroups(sources) }

    /// The names of a group's options in all sources.
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
            let reader = isBuiltIn ? YAMLReader(compatibility: compatibility, nodeLimit: .unlimited) : self.reader
            parsed = ParsedConfig(
                root: try reader.readConfig(text, allowingList: true), packageHeader: try PackageHeader.read(text),
                defaults: [], isBuiltIn: isBuiltIn)
        }
        // Syntax is checked even in values that later configs replace.
        if !parsed.isBuiltIn { try interpolator.checkSyntax(of: parsed.root) }
        guard case .mapping(var mapping) = parsed.root.content, let list = mapping["defaults"] else { return parsed }
        parsed.defaults = try DefaultsEntry.list(
            try interpolator.value(of: list, in: parsed.root), compatibility: compatibility)
        mapping.remove("defaults")
        parsed.root.content = .mapping(mapping)
        return parsed
    }
}

/// The top-level groups of a search path.
private struct TopGroups {
    private var names: Set<String> = []

    init(_ sources: [any ConfigSource]) {
        for source in sources { names.formUnion(source.subgroups(ofGroup: "").map { $0.lowercased() }) }
    }

    /// False if there is certainly no such group. Some file systems ignore case, or treat different spellings of a
    /// letter as equal. Case is therefore ignored, and the result is true for every name with other than ASCII
    /// characters.
    func mayHold(_ group: String) -> Bool {
        guard group.utf8.allSatisfy({ $0 < 0x80 }), let top = group.split(separator: "/").first, !top.hasPrefix(".")
        else { return true }
        return names.contains(top.lowercased())
    }
}
