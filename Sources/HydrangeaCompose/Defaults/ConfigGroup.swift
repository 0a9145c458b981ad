public import HydrangeaTree

/// A config group with its options.
public struct ConfigGroup: Hashable, Sendable {
    /// The path of the group: `db`, `model/encoder`.
    public var name: String
    /// The options, sorted.
    public var options: [String]
}

extension Composer {
    /// The groups that have options, sorted by name: the program's own and those of the `hydra` node.
    ///
    /// Each directory is visited once, even if several symbolic links lead to it. Hidden directories are omitted. Of a
    /// source with very many directories only the first 10,000 are visited.
    public func groups() throws(ConfigError) -> [ConfigGroup] { try groupWalk().groups }

    /// The groups, with a warning if the limit on directories was reached.
    package func groupWalk() throws(ConfigError) -> GroupWalk { try CompositionSession(self).groups() }
}
