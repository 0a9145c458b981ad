public import HydrangeaTree

extension Override {
    /// The value of an override, before it becomes part of a config: its content, and the place where it is written.
    ///
    /// Two values are equal if their contents are, wherever they are written.
    public struct Value: Sendable {
        /// The value itself.
        public var content: Content
        /// The place where the value is written. A result of a function has the place of the call; values that a
        /// function only passes on, as `sort(b,a)` does, keep theirs.
        public var origin: Origin

        /// Makes a value; without an origin, one that is written nowhere.
        public init(_ content: Content, origin: Origin = .unknown) {
            self.content = content
            self.origin = origin
        }

        /// The types of values that the override language has.
        public enum Content: Hashable, Sendable {
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
            indirect case sweep(Sweep)
            /// `extend_list(…)`.
            case extendList([Value])
        }

        /// The quotes that a text was written in.
        public enum Quote: Hashable, Sendable {
            /// `'text'`
            case single
            /// `"text"`
            case double
        }

        /// An entry of a mapping; keys have types.
        public struct Pair: Sendable {
            /// The key, which is typed as a value would be: `1` is a number.
            public var key: ConfigKey
            /// The place where the key is written.
            public var keyOrigin: Origin
            /// The value.
            public var value: Value

            /// An entry, written `key:value`.
            public init(key: ConfigKey, keyOrigin: Origin = .unknown, value: Value) {
                self.key = key
                self.keyOrigin = keyOrigin
                self.value = value
            }
        }
    }
}

extension Override.Value {
    /// The value without its quotes, as functions take it; values inside of lists and mappings keep theirs.
    var unquoted: Override.Value {
        if case .quoted(let text, _) = content { Override.Value(.string(text), origin: origin) } else { self }
    }
}

extension Override.Value: Hashable {
    public static func == (lhs: Override.Value, rhs: Override.Value) -> Bool { lhs.content == rhs.content }
    public func hash(into hasher: inout Hasher) { hasher.combine(content) }
}

extension Override.Value.Pair: Hashable {
    public static func == (lhs: Override.Value.Pair, rhs: Override.Value.Pair) -> Bool {
        lhs.key == rhs.key && lhs.value == rhs.value
    }

    public func hash(into hasher: inout Hasher) {
        hasher.combine(key)
        hasher.combine(value)
    }
}
