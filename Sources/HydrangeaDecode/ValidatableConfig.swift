public import HydrangeaTree

/// A config that checks itself after decoding. Every config in the tree is asked, and all failed rules are reported
/// together with the other mistakes.
///
/// A config is asked only if everything in it was decoded. Example: the rule `low < high` cannot be checked as long as
/// `high` is `many`.
public protocol ValidatableConfig {
    /// Reports the rules that do not hold, with ``ConfigIssues/require(_:at:_:)``. Paths are relative to this config;
    /// messages show whole ones.
    func validate(_ issues: inout ConfigIssues)
}

/// The failed rules of a config.
public struct ConfigIssues: Sendable {
    /// A rule that does not hold: a key, relative to the config that checks itself, and a message.
    public struct Issue: Hashable, Sendable {
        /// The key, relative to the config that checks itself.
        public var path: ConfigPath
        /// The message, which continues behind the key: "must be positive".
        public var message: String
    }

    /// The rules that were reported so far.
    public private(set) var found: [Issue] = []

    /// Makes an empty list, for tests of a ``ValidatableConfig/validate(_:)``.
    public init() {}

    /// Reports `message` about the key at `path` unless `condition` holds. The message goes on after the key: "must be
    /// positive".
    public mutating func require(_ condition: Bool, at path: ConfigPath, _ message: @autoclosure () -> String) {
        if !condition { report(path, message()) }
    }

    /// Reports what is wrong with the key at `path`; an empty path means the config as a whole.
    public mutating func report(_ path: ConfigPath, _ message: String) {
        found.append(Issue(path: path, message: message))
    }
}
