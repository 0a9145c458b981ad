public import HydrangeaTree

/// The value of an override, before it becomes part of a config.
public indirect enum OverrideValue: Hashable, Sendable {
    /// The quotes that a text was written in.
    public enum Quote: Hashable, Sendable {
        /// `'text'`
        case single
        /// `"text"`
        case double
    }

    /// An entry of a mapping; keys have types.
    public struct Pair: Hashable, Sendable {
        /// The key, which is typed as a value would be: `1` is a number.
        public var key: ConfigKey
        /// The value.
        public var value: OverrideValue

        /// An entry, written `key:value`.
        public init(key: ConfigKey, value: OverrideValue) {
            self.key = key
            self.value = value
        }
    }

    /// `null`, in any case.
    case null
    /// `true` or `false`, in any case. Unlike in a config file, `yes` and `on` are text.
    case bool(Bool)
    /// An integer of 64 bits.
    case int(Int)
    /// An integer beyond 64 bits.
    case bigInt(BigInteger)
    /// A number with a point or an exponent, `inf` or `nan`.
    case float(Double)
    /// Text without quotes that has none of the other types.
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

/// Several values for one key, of which a multirun makes its jobs.
public enum Sweep: Hashable, Sendable {
    /// `a,b`, `choice(a,b)`, and casts of several values.
    public struct Choice: Hashable, Sendable {
        /// The values, in this order unless they are shuffled.
        public var values: [OverrideValue]
        /// Written as `a,b`, without a function.
        public var isSimple: Bool
        /// True if `shuffle(…)` was asked for.
        public var isShuffled = false
        /// The words of `tag(…)`, for sweepers that read them.
        public var tags: Set<String> = []

        /// - Parameter isSimple: Whether it is written `a,b`, without a function.
        public init(_ values: [OverrideValue], isSimple: Bool) {
            self.values = values
            self.isSimple = isSimple
        }
    }

    /// `range(start,stop,step)`. Bounds are kept as written.
    public struct Range: Hashable, Sendable {
        /// The first value.
        public var start: OverrideValue
        /// The bound, which is not a value itself.
        public var stop: OverrideValue
        /// The difference between neighbouring values: 1 unless it is written; negative to count down.
        public var step: OverrideValue
        /// True if `shuffle(…)` was asked for.
        public var isShuffled = false
        /// The words of `tag(…)`, for sweepers that read them.
        public var tags: Set<String> = []
        /// The casts of every value, innermost first.
        public var casts: [Cast] = []

        /// A range that is neither shuffled nor tagged nor cast.
        public init(start: OverrideValue, stop: OverrideValue, step: OverrideValue) {
            self.start = start
            self.stop = stop
            self.step = step
        }
    }

    /// `interval(start,end)`, for sweepers that search.
    public struct Interval: Hashable, Sendable {
        /// The lower bound.
        public var start: OverrideValue
        /// The upper bound; the sweeper decides if it is a value too.
        public var end: OverrideValue
        /// The words of `tag(…)`, for sweepers that read them.
        public var tags: Set<String> = []

        /// An interval without tags.
        public init(start: OverrideValue, end: OverrideValue) {
            self.start = start
            self.end = end
        }
    }

    /// `glob(include,exclude)`: options of the group.
    public struct Glob: Hashable, Sendable {
        /// The patterns. A list may hold other values, which match nothing.
        public var include: [OverrideValue]
        /// Patterns of options that are left out although `include` names them.
        public var exclude: [OverrideValue]

        /// - Parameter include: Patterns as of files: `resnet*`, `v?`, `[ab]*`.
        public init(include: [OverrideValue], exclude: [OverrideValue] = []) {
            self.include = include
            self.exclude = exclude
        }
    }

    /// Values that are written one by one.
    case choice(Choice)
    /// Numbers at equal distances.
    case range(Range)
    /// All numbers between two: only sweepers that search can take it.
    case interval(Interval)
    /// The options of a config group that match a pattern.
    case glob(Glob)
}

/// A function that turns values into those of another type.
public enum Cast: String, Hashable, Sendable {
    /// The functions of these names, by the rules of Python's types.
    case int, float, str, bool
    /// The value's JSON as text.
    case json = "json_str"
}
