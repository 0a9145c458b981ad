public import HydrangeaTree

/// A config that checks itself once it is decoded. Every config in the tree is asked, and all that they find is
/// reported together.
public protocol ValidatableConfig {
    /// Reports the rules that do not hold, with ``ConfigIssues/require(_:at:_:)``. Paths count from this config;
    /// messages show whole ones.
    func validate(_ issues: inout ConfigIssues)
}

/// What a config finds wrong with itself.
public struct ConfigIssues: Sendable {
    /// A rule that does not hold: the key, from the config that checks itself, and what is wrong with it.
    public struct Issue: Hashable, Sendable {
        /// The key, counted from the config that checks itself.
        public var path: ConfigPath
        /// What is wrong, as it goes on after the key: "must be positive".
        public var message: String
    }

    /// What was reported so far.
    public private(set) var found: [Issue] = []

    /// Nothing wrong yet: for tests of a ``ValidatableConfig/validate(_:)``.
    public init() {}

    /// Reports `message` about the key at `path` unless `condition` holds. The message goes on after the key: "must be
    /// positive".
    public mutating func require(_ condition: Bool, at path: ConfigPath, _ message: @autoclosure () -> String) {
        if !condition { report(path, message()) }
    }

    /// The earlier spelling.
    @available(*, deprecated, renamed: "require(_:at:_:)")
    public mutating func require(_ condition: Bool, _ path: ConfigPath, _ message: @autoclosure () -> String) {
        require(condition, at: path, message())
    }

    /// Reports what is wrong with the key at `path`; an empty path means the config as a whole.
    public mutating func report(_ path: ConfigPath, _ message: String) {
        found.append(Issue(path: path, message: message))
    }
}
