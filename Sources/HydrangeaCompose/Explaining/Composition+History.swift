public import HydrangeaTree

extension Composition {
    /// A layer that set, changed or deleted a value.
    public struct ValueStep: Sendable {
        /// The kinds of layers, in the order in which they are merged.
        public enum Layer: Hashable, Sendable {
            /// The defaults of the Swift type whose properties are the schema.
            case type(String)
            /// A config of the defaults list, with its name and its package.
            case config(String, package: String)
            /// An override, as it was typed.
            case override(String)
            /// The program itself: values of the `hydra` node about the composition and the run.
            case program
        }

        /// The effect of a layer on the value.
        public enum Effect: String, Sendable {
            /// The layer set a value and replaced the earlier one.
            case set
            /// The layer's keys were merged into the existing mapping.
            case merged
            /// The layer added items to the existing list: `extend_list(…)`.
            case extended
            /// The layer deleted the key: `~key`.
            case deleted
            /// The layer has `???`, which keeps the existing value.
            case kept
        }

        /// The layer.
        public var layer: Layer
        /// The effect of the layer on the earlier value.
        public var effect: Effect
        /// The value in the layer, or nil if the layer deleted the key.
        public var value: ConfigNode?
        /// The place of the value in a file, or the argument.
        public var origin: Origin
        /// The entries and arguments that brought the config into the defaults list, nearest first. Empty for the
        /// primary config and for other kinds of layers.
        public var inclusions: [Inclusion]

        /// The nearest inclusion: the place of an entry, or an argument; unknown for the primary config.
        public var choice: Origin { inclusions.first?.origin ?? .unknown }
    }
}

extension Composition {
    /// The history of the value at a path: each layer that set it. The last one wins.
    ///
    /// The configs, which the composition keeps anyway, are merged once more to find the history.
    public func history(of path: ConfigPath) -> [ValueStep] {
        var replay = HistoryReplay(of: path, in: self)
        return replay.steps()
    }
}
