public import HydrangeaTree

/// The value of an override, before it becomes part of a config.
public indirect enum OverrideValue: Hashable, Sendable {
    public enum Quote: Hashable, Sendable { case single, double }

    /// An entry of a mapping; keys are typed.
    public struct Pair: Hashable, Sendable {
        public var key: ConfigKey
        public var value: OverrideValue

        public init(key: ConfigKey, value: OverrideValue) {
            self.key = key
            self.value = value
        }
    }

    case null
    case bool(Bool)
    case int(Int)
    case bigInt(BigInteger)
    case float(Double)
    case string(String)
    case quoted(String, Quote)
    case list([OverrideValue])
    case map([Pair])
    case sweep(Sweep)
    /// `extend_list(…)`.
    case extendList([OverrideValue])
}

/// Several values for one key: what a multirun makes its jobs of.
public enum Sweep: Hashable, Sendable {
    /// `a,b`, `choice(a,b)`, and casts of several values.
    public struct Choice: Hashable, Sendable {
        public var values: [OverrideValue]
        /// Written as `a,b`, without a function.
        public var isSimple: Bool
        public var isShuffled: Bool
        public var tags: Set<String>
    }

    /// `range(start,stop,step)`. Bounds are kept as written.
    public struct Range: Hashable, Sendable {
        public var start: OverrideValue
        /// Nil when there is none: `range(0,null)` counts without end.
        public var stop: OverrideValue?
        public var step: OverrideValue
        public var isShuffled: Bool
        public var tags: Set<String>
        /// The cast that every value it yields goes through: `int`, `float`, `str`, `bool`.
        public var casts: [String]
    }

    /// `interval(start,end)`, for sweepers that search.
    public struct Interval: Hashable, Sendable {
        public var start: OverrideValue
        public var end: OverrideValue
        public var tags: Set<String>
        public var casts: [String]
    }

    /// `glob(include,exclude)`: options of the group.
    public struct Glob: Hashable, Sendable {
        public var include: [String]
        public var exclude: [String]
    }

    case choice(Choice)
    case range(Range)
    case interval(Interval)
    case glob(Glob)
}
