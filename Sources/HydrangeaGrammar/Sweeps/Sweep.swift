import HydrangeaTree

extension Override {
    /// Several values for one key, from which a multirun makes its jobs.
    ///
    /// `lr=0.1,0.01` has a ``choice(_:)`` of two values, and `seed=range(5)` has a ``range(_:)`` of five.
    public enum Sweep: Hashable, Sendable {
        /// `a,b`, `choice(a,b)`, and casts of several values.
        public struct Choice: Hashable, Sendable {
            /// The values, in this order unless they are shuffled.
            public var values: [Value]
            /// True for `a,b`, written without a function.
            public var isSimple: Bool
            /// True for `shuffle(…)`.
            public var isShuffled = false
            /// The words of `tag(…)`, for sweepers that read them.
            public var tags: Set<String> = []

            /// - Parameter isSimple: True for `a,b`, written without a function.
            public init(_ values: [Value], isSimple: Bool) {
                self.values = values
                self.isSimple = isSimple
            }
        }

        /// `range(start,stop,step)`. Bounds are kept as written.
        public struct Stride: Hashable, Sendable {
            /// The first value.
            public var start: Value.Content
            /// The bound, which is not included.
            public var stop: Value.Content
            /// The difference between neighbouring values: 1 unless it is written; negative to count down.
            public var step: Value.Content
            /// True for `shuffle(…)`.
            public var isShuffled = false
            /// The words of `tag(…)`, for sweepers that read them.
            public var tags: Set<String> = []
            /// The casts of every value, innermost first.
            public var casts: [Cast] = []

            /// A stride that is neither shuffled nor tagged nor cast.
            public init(start: Value.Content, stop: Value.Content, step: Value.Content) {
                self.start = start
                self.stop = stop
                self.step = step
            }
        }

        /// `interval(start,end)`, for sweepers that search.
        public struct Interval: Hashable, Sendable {
            /// The lower bound.
            public var start: Value.Content
            /// The upper bound. The sweeper decides whether it is included.
            public var end: Value.Content
            /// The words of `tag(…)`, for sweepers that read them.
            public var tags: Set<String> = []

            /// An interval without tags.
            public init(start: Value.Content, end: Value.Content) {
                self.start = start
                self.end = end
            }
        }

        /// `glob(include,exclude)`: options of the group.
        public struct Glob: Hashable, Sendable {
            /// The patterns. A list may hold other values, which match nothing.
            public var include: [Value]
            /// Patterns of options that are excluded, although `include` matches them.
            public var exclude: [Value]

            /// - Parameter include: Patterns as for file names: `resnet*`, `v?`, `[ab]*`.
            public init(include: [Value], exclude: [Value] = []) {
                self.include = include
                self.exclude = exclude
            }
        }

        /// Values that are listed one by one: `a,b`.
        case choice(Choice)
        /// Numbers at equal distances.
        case range(Stride)
        /// All numbers between two: only sweepers that search can take it.
        case interval(Interval)
        /// The options of a config group that match a pattern.
        case glob(Glob)

        /// A function that turns values into those of another type.
        public enum Cast: String, Hashable, Sendable {
            /// Python's conversions of these names.
            case int, float, str, bool
            /// The value's JSON as text.
            case json = "json_str"
        }
    }
}
