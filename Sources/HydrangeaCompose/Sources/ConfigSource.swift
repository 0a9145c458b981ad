public import HydrangeaTree

/// A config before composition: a text, or a finished tree.
public enum SourcedConfig: Sendable {
    /// YAML that has not been read yet.
    case text(SourceText)
    /// A tree, and the package that a header `# @package` would name.
    case tree(ConfigNode, package: String?)
    /// A tree that a closure creates when it is needed, such as the defaults of a type.
    case made(@Sendable () throws(ConfigError) -> ConfigNode, package: String?)
}

/// A place of configs and config groups: a directory, a bundle, or a dictionary in a test.
///
/// The name of a config is its path in the groups, without an ending: `model/mlp`.
public protocol ConfigSource: Sendable {
    /// The kind of the source, as in a URL: `file`, `memory`.
    var scheme: String { get }
    /// The path of the configs in `hydra.runtime.config_sources`: an absolute path, or a name of the source.
    var path: String { get }
    /// The origin of the source on the search path: `main` for the program, `command-line`, `hydra.searchpath in main`.
    var provider: String { get }
    /// True if the source exists. A source that does not exist causes a warning.
    var isAvailable: Bool { get }
    /// The config of that name, or nil if there is none.
    func load(_ config: String) throws(ConfigError) -> SourcedConfig?
    /// True if there is a config of that name.
    func hasConfig(_ config: String) -> Bool
    /// True if there is a group of that name; the empty name is the root.
    func hasGroup(_ group: String) -> Bool
    /// The names of the configs in a group.
    func options(inGroup group: String) -> [String]
    /// The names of the groups in a group.
    func subgroups(ofGroup group: String) -> [String]
}
