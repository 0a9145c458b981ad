public import HydrangeaTree

/// Configs held in memory, by name: for tests, and for what is built into a program.
public struct MemorySource: ConfigSource {
    public let path: String
    public let provider: String
    public let scheme: String
    private let configs: [String: SourcedConfig]
    private let groups: Set<String>

    /// Configs as trees: `MemorySource(["config": ["epochs": 3], "model/mlp": ["width": 64]])`.
    public init(_ trees: [String: ConfigNode], name: String = "memory") {
        self.init(configs: trees.mapValues { .tree($0, package: nil) }, scheme: "memory", path: name, provider: "main")
    }

    /// Configs as YAML, with everything that a file may say: package headers, defaults lists.
    public init(yaml texts: [String: String], name: String = "memory") {
        var configs: [String: SourcedConfig] = [:]
        for (name, text) in texts { configs[name] = .text(SourceText(.file(name + ".yaml"), text: text)) }
        self.init(configs: configs, scheme: "memory", path: name, provider: "main")
    }

    init(configs: [String: SourcedConfig], scheme: String, path: String, provider: String) {
        self.configs = configs
        self.scheme = scheme
        self.path = path
        self.provider = provider
        var groups: Set<String> = [""]
        for name in configs.keys {
            var group = Substring(name)
            while let slash = group.lastIndex(of: "/") {
                group = group[..<slash]
                groups.insert(String(group))
            }
        }
        self.groups = groups
    }

    /// The same source with more configs.
    func adding(_ more: [String: SourcedConfig]) -> MemorySource {
        if more.isEmpty { return self }
        return MemorySource(configs: configs.merging(more) { $1 }, scheme: scheme, path: path, provider: provider)
    }

    public var isAvailable: Bool { true }
    public func load(_ config: String) throws(ConfigError) -> SourcedConfig? { configs[plainName(config)] }
    public func hasConfig(_ config: String) -> Bool { configs[plainName(config)] != nil }
    public func hasGroup(_ group: String) -> Bool { groups.contains(group) }

    public func options(inGroup group: String) -> [String] { names(of: configs.keys, below: group) }
    public func subgroups(ofGroup group: String) -> [String] { names(of: groups, below: group).filter { !$0.isEmpty } }

    private func plainName(_ config: String) -> String { config.hasSuffix(".yaml") ? String(config.dropLast(5)) : config }

    private func names(of paths: some Sequence<String>, below group: String) -> [String] {
        let prefix = group.isEmpty ? "" : group + "/"
        return paths.filter { $0.hasPrefix(prefix) && !$0.dropFirst(prefix.count).contains("/") }
            .map { String($0.dropFirst(prefix.count)) }
            .sortedByCodePoint()
    }
}
