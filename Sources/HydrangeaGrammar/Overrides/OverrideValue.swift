public import HydrangeaTree

extension Override {
    /// The value of an override, before it becomes part of a config.
    public indirect enum Value: Hashable, Sendable {
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
            public var value: Value

            /// An entry, written `key:value`.
            public init(key: ConfigKey, value: Value) {
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
        case list([Value])
        /// `{a:1,b:2}`
        case map([Pair])
        /// Several values, for a multirun.
        case sweep(Sweep)
        /// `extend_list(…)`.
        case extendList([Value])
    }
}
