public import HydrangeaTree

/// A config before composition: a text still to be read, or a tree that is there already.
public enum SourcedConfig: Sendable {
    /// YAML that is still to be read.
    case text(SourceText)
    /// A tree, and what a header `# @package` would say.
    case tree(ConfigNode, package: String?)
    /// A tree that a program makes when it is asked for: the defaults of a type.
    case made(@Sendable () throws(ConfigError) -> ConfigNode, package: String?)
}

/// Something that holds configs and config groups: a directory, a bundle, or a dictionary in a test.
///
/// Names are paths of groups with `/` and carry no ending: `model/mlp`.
public protocol ConfigSource: Sendable {
    /// The kind of place, as a URL names it: `file`, `memory`.
    var scheme: String { get }
    /// Where the configs are: an absolute path, or what stands for one, as it is in `hydra.runtime.config_sources`.
    var path: String { get }
    /// Who put the source on the search path: `main` for the program, `command-line`, `hydra.searchpath in main`.
    var provider: String { get }
    /// Whether the source is there at all; an absent directory on the search path is only worth a warning.
    var isAvailable: Bool { get }
    /// The config of that name, or nil when there is none.
    func load(_ config: String) throws(ConfigError) -> SourcedConfig?
    /// Whether there is a config of that name.
    func hasConfig(_ config: String) -> Bool
    /// Whether there is a group of that name; the empty name is the root.
    func hasGroup(_ group: String) -> Bool
    /// The names of the configs in a group.
    func options(inGroup group: String) -> [String]
    /// The names of the groups in a group.
    func subgroups(ofGroup group: String) -> [String]
}
