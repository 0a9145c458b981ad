import HydrangeaTree

/// Configs of this library, followed by those that a program registers.
///
/// The configs that nearly every composition needs are kept as finished trees, so that only the user's files are read.
/// The others are texts.
struct BuiltInSource: ConfigSource {
    let scheme: String
    let path: String
    let provider: String
    private let ready: [String: ParsedConfig]
    private let texts: [String: String]
    private var registered: [String: SourcedConfig] = [:]
    private var names: ConfigNames

    init(scheme: String, path: String, provider: String, ready: [String: ParsedConfig], texts: [String: String] = [:]) {
        self.scheme = scheme
        self.path = path
        self.provider = provider
        self.ready = ready
        self.texts = texts
        names = ConfigNames(ready.keys)
        for name in texts.keys { names.insert(name) }
    }

    /// The same source with configs of a program, which replace built-in ones of the same name.
    func adding(_ more: [String: SourcedConfig]) -> BuiltInSource {
        if more.isEmpty { return self }
        var copy = self
        copy.registered.merge(more) { $1 }
        for name in more.keys { copy.names.insert(name) }
        return copy
    }

    /// A config that is parsed already.
    func readyConfig(_ config: String) -> ParsedConfig? { registered[config] == nil ? ready[config] : nil }

    func load(_ config: String) throws(ConfigError) -> SourcedConfig? {
        let name = ConfigNames.plain(config)
        if let known = registered[name] { return known }
        if let known = ready[name] { return .tree(known.root, package: known.packageHeader) }
        return texts[name].map { .text(SourceText(.builtIn(name), text: $0)) }
    }

    var isAvailable: Bool { true }
    func hasConfig(_ config: String) -> Bool { names.contains(config) }
    func hasGroup(_ group: String) -> Bool { names.hasGroup(group) }
    func options(inGroup group: String) -> [String] { names.options(inGroup: group) }
    func subgroups(ofGroup group: String) -> [String] { names.subgroups(ofGroup: group) }
}

extension ParsedConfig {
    /// A config of this library.
    static func builtIn(
        _ name: String, _ root: ConfigNode, package: String? = nil, defaults: [(group: String, option: String?)] = []
    ) -> ParsedConfig {
        let origin = Origin(SourceText(.builtIn(name)))
        let entries = defaults.map { group, option in
            DefaultsEntry(.group(group, option.map { .option($0) } ?? .nothing), origin: origin)
        }
        return ParsedConfig(root: placed(root, origin), packageHeader: package, defaults: entries, isBuiltIn: true)
    }

    /// The tree with one origin for all of its nodes.
    private static func placed(_ node: ConfigNode, _ origin: Origin) -> ConfigNode {
        switch node.content {
        case .mapping(let mapping):
            var result = ConfigMapping()
            for entry in mapping.entries {
                result.append(ConfigMapping.Entry(key: entry.key, value: placed(entry.value, origin)))
            }
            return ConfigNode(.mapping(result), origin: origin)
        case .sequence(let items): return ConfigNode(.sequence(items.map { placed($0, origin) }), origin: origin)
        default: return ConfigNode(node.content, origin: origin)
        }
    }
}
