public import HydrangeaTree

/// A config as a source holds it: what its file says, before anything is composed.
public struct LoadedConfig: Sendable {
    public var root: ConfigNode
    /// What `# @package` in the head of the file says.
    public var packageHeader: String?

    public init(root: ConfigNode, packageHeader: String? = nil) {
        self.root = root
        self.packageHeader = packageHeader
    }
}

/// Something that holds configs and config groups: a directory, a bundle, or a dictionary in a test.
public protocol ConfigSource: Sendable {
    /// What a search path calls it: `file:///home/me/conf`.
    var description: String { get }
    /// The config of that name (`model/mlp`, without the ending), or nil when there is none.
    func load(_ config: String) throws(ConfigError) -> LoadedConfig?
    /// Whether there is a config of that name.
    func hasConfig(_ config: String) -> Bool
    /// Whether there is a group of that name; the empty name is the root.
    func hasGroup(_ group: String) -> Bool
    /// The names of a group's options and of the groups in it.
    func options(inGroup group: String) -> [String]
    func subgroups(ofGroup group: String) -> [String]
}
