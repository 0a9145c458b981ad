public import HydrangeaTree

/// A config group with the options that it has.
public struct ConfigGroup: Hashable, Sendable {
    /// Its path: `db`, `model/encoder`.
    public var name: String
    /// Sorted.
    public var options: [String]
}

extension Composer {
    /// The groups that have options, sorted by name: the program's own and those of the `hydra` node.
    public func groups() throws(ConfigError) -> [ConfigGroup] { try CompositionSession(self).groups() }

    /// The short names for overrides that the primary config defines.
    package func aliases(of name: String?) throws(ConfigError) -> OverrideAliases {
        var session = try CompositionSession(self)
        return try session.aliases(of: name)
    }
}
