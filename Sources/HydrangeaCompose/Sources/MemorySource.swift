public import HydrangeaTree

/// Configs in memory, by name: for tests, and for configs that are built into a program.
public struct MemorySource: ConfigSource {
    public let path: String
    public var provider: String { "main" }
    public var scheme: String { "memory" }
    private let configs: [String: SourcedConfig]
    private let names: ConfigNames

    /// Creates a source of trees: `MemorySource(["config": ["epochs": 3], "model/mlp": ["width": 64]])`.
    public init(_ trees: [String: ConfigNode], name: String = "memory") {
        self.init(configs: trees.mapValues { .tree($0, package: nil) }, path: name)
    }

    /// Creates a source of YAML texts, which can have everything that files have: package headers, defaults lists.
    public init(yaml texts: [String: String], name: String = "memory") {
        var configs: [String: SourcedConfig] = [:]
        for (name, text) in texts { configs[name] = .text(SourceText(.file(name + ".yaml"), text: text)) }
        self.init(configs: configs, path: name)
    }

    private init(configs: [String: SourcedConfig], path: String) {
        self.configs = configs
        self.path = path
        names = ConfigNames(configs.keys)
    }

    public var isAvailable: Bool { true }
    public func load(_ config: String) throws(ConfigError) -> SourcedConfig? { configs[ConfigNames.plain(config)] }
    public func hasConfig(_ config: String) -> Bool { names.contains(config) }
    public func hasGroup(_ group: String) -> Bool { names.hasGroup(group) }
    public func options(inGroup group: String) -> [String] { names.options(inGroup: group) }
    public func subgroups(ofGroup group: String) -> [String] { names.subgroups(ofGroup: group) }
}
