public import HydrangeaTree

/// One layer that set, changed or deleted a value.
public struct ValueStep: Sendable {
    /// The kinds of layers, in the order in which they are merged.
    public enum Layer: Hashable, Sendable {
        /// The defaults of the Swift type whose properties are the schema.
        case type(String)
        /// A config of the defaults list, by its name, and the package that it went to.
        case config(String, package: String)
        /// An override, as it was typed.
        case override(String)
        /// The program itself: values of the `hydra` node about the composition and the run.
        case program
    }

    /// The effect of a layer on the value.
    public enum Effect: String, Sendable {
        /// The layer set its own value, which replaced any other.
        case set
        /// The layer's keys were merged into the mapping that was there.
        case merged
        /// The layer added items to the list that was there: `extend_list(…)`.
        case extended
        /// The layer deleted the key: `~key`.
        case deleted
        /// The layer says `???`, which keeps the value that was there.
        case kept
    }

    /// The layer.
    public var layer: Layer
    /// The effect of the layer on the value that was there.
    public var effect: Effect
    /// The value that the layer gave, or nil where it deleted it.
    public var value: ConfigNode?
    /// The place of that value in a file, or the argument.
    public var origin: Origin
    /// The entries and arguments that brought the config into the defaults list, nearest first; empty for the primary
    /// config and for layers that are no configs.
    public var inclusions: [Inclusion]

    /// The nearest inclusion: the place of an entry, or an argument; unknown for the primary config.
    public var choice: Origin { inclusions.first?.origin ?? .unknown }
}

extension Composition {
    /// The history of the value at a path: each layer that set it, the last one wins.
    ///
    /// The history is found by merging the configs once more and watching the path; the configs are shared with the
    /// composition, so that keeping them costs nothing.
    public func history(of path: ConfigPath) -> [ValueStep] {
        var replay = HistoryReplay(of: path, in: self)
        return replay.steps()
    }
}
