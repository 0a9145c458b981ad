public import HydrangeaTree

extension Composition {
    /// The reason why a config is in the defaults list: the entry that names it, or the argument that chose it.
    public struct Inclusion: Hashable, Sendable {
        /// The config that is included, by its name on the search path.
        public var config: String
        /// The place of the entry, or the argument.
        public var origin: Origin
        /// The choice in the defaults list that an override replaced by this config; nil if nothing was overridden.
        public var replaced: Replaced?

        /// An option that an override has replaced.
        public struct Replaced: Hashable, Sendable {
            /// The option; nil for `null`.
            public var option: String?
            /// The place of the entry in the defaults list.
            public var origin: Origin
        }

        init(_ placed: PlacedEntry) {
            config = placed.configPath
            origin = placed.entry.origin
            replaced = placed.replaced
        }
    }
}

extension Composition.Inclusion: CustomStringConvertible {
    /// `optimizer=adam (argument 1), instead of 'sgd' (conf/config.yaml:2:5)`
    public var description: String {
        origin.place + (replaced.map { ", instead of \($0.option.map { "'\($0)'" } ?? "null") (\($0.origin))" } ?? "")
    }
}

extension DefaultsTree {
    /// The entries that lead to a config, nearest first; empty for the primary config.
    func inclusions(of node: Int) -> [Composition.Inclusion] {
        chain(to: node).filter { !$0.isPrimary && $0.entry.origin.source != nil }.map(Composition.Inclusion.init)
    }

    /// The place of the nearest entry or argument that leads to a config; nil for the primary config.
    func reason(_ index: Int) -> Origin? { inclusions(of: index).first?.origin }
}
