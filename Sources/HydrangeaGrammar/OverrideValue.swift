public import HydrangeaTree

/// The value of an override, before it becomes part of a config.
public indirect enum OverrideValue: Hashable, Sendable {
    /// The quotes that a text was written in.
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
    /// Text without quotes, and what is none of the others.
    case string(String)
    /// Text in quotes, which is never read as anything else.
    case quoted(String, Quote)
    /// `[a,b]`
    case list([OverrideValue])
    /// `{a:1,b:2}`
    case map([Pair])
    /// Several values, for a multirun.
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
        public var isShuffled = false
        public var tags: Set<String> = []

        public init(_ values: [OverrideValue], isSimple: Bool) {
            self.values = values
            self.isSimple = isSimple
        }
    }

    /// `range(start,stop,step)`. Bounds are kept as written.
    public struct Range: Hashable, Sendable {
        public var start: OverrideValue
        public var stop: OverrideValue
        public var step: OverrideValue
        public var isShuffled = false
        public var tags: Set<String> = []
        /// What every value it yields goes through, innermost first.
        public var casts: [Cast] = []

        public init(start: OverrideValue, stop: OverrideValue, step: OverrideValue) {
            self.start = start
            self.stop = stop
            self.step = step
        }
    }

    /// `interval(start,end)`, for sweepers that search.
    public struct Interval: Hashable, Sendable {
        public var start: OverrideValue
        public var end: OverrideValue
        public var tags: Set<String> = []

        public init(start: OverrideValue, end: OverrideValue) {
            self.start = start
            self.end = end
        }
    }

    /// `glob(include,exclude)`: options of the group.
    public struct Glob: Hashable, Sendable {
        /// Patterns, and what else a list of them held: that matches nothing.
        public var include: [OverrideValue]
        public var exclude: [OverrideValue]

        public init(include: [OverrideValue], exclude: [OverrideValue] = []) {
            self.include = include
            self.exclude = exclude
        }
    }

    case choice(Choice)
    case range(Range)
    case interval(Interval)
    case glob(Glob)
}

/// A function that turns values into those of another type.
public enum Cast: String, Hashable, Sendable {
    case int, float, str, bool
    /// The value's JSON as text.
    case json = "json_str"
}
