public import HydrangeaTree

/// One layer that set, changed or deleted a value.
public struct ValueStep: Sendable {
    /// What can give a value, in the order in which they are merged.
    public enum Layer: Hashable, Sendable {
        /// The defaults of the Swift type whose properties are the schema.
        case type(String)
        /// A config of the defaults list, by its name, and the package that it went to.
        case config(String, package: String)
        /// An override, as it was typed.
        case override(String)
        /// The program itself: what the `hydra` node tells about the composition and the run.
        case program
    }

    /// What the layer did to the value.
    public enum Effect: String, Sendable {
        /// It put its own value there, in the place of any other.
        case set
        /// Its keys went into the mapping that was there.
        case merged
        /// It added items to the list that was there: `extend_list(…)`.
        case extended
        /// It took the key out: `~key`.
        case deleted
        /// It says `???`, which leaves the value that was there.
        case kept
    }

    /// What gave the value.
    public var layer: Layer
    /// What that did to the value that was there.
    public var effect: Effect
    /// The value that the layer gave, or nil where it deleted it.
    public var value: ConfigNode?
    /// Where that is written: the value in a file, or the argument.
    public var origin: Origin
    /// What brought the config into the defaults list, the nearest entry first; empty for the primary config, and where
    /// the layer is no config.
    public var inclusions: [Inclusion]

    /// The nearest of them: the place of an entry, or an argument; unknown for the primary config.
    public var choice: Origin { inclusions.first?.origin ?? .unknown }
}

extension Composition {
    /// How the value at a path came to be: each layer that set it, the winner last.
    ///
    /// The configs are shared with the composition, so keeping them costs nothing; only when somebody asks are they
    /// merged once more, to see what each of them does.
    public func history(of path: ConfigPath) -> [ValueStep] {
        var replay = HistoryReplay(of: path, in: self)
        return replay.steps()
    }
}
