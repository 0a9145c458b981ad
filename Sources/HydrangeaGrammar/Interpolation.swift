public import HydrangeaTree

/// Text that may hold interpolations: `"${model.name}-s${seed}"`.
public struct InterpolatedText: Hashable, Sendable {
    public enum Part: Hashable, Sendable {
        /// Text with its escapes already taken out.
        case text(String)
        case interpolation(Interpolation)
    }

    public var parts: [Part]

    public init(parts: [Part]) { self.parts = parts }

    /// The interpolation, when there is nothing else: only then is the type of its value kept.
    public var lone: Interpolation? {
        if parts.count == 1, case .interpolation(let interpolation) = parts[0] { interpolation } else { nil }
    }

    /// Whether it is a reference to another node and nothing else.
    package var isLoneReference: Bool {
        if case .reference? = lone { true } else { false }
    }
}

/// `${…}`: a reference to another node, or a call of a resolver.
public indirect enum Interpolation: Hashable, Sendable {
    /// A key of a reference or a part of a resolver's name, which may itself be interpolated.
    public enum Name: Hashable, Sendable {
        case text(String)
        case interpolation(Interpolation)
        /// An interpolation in brackets: dots in its value do not make several keys of it.
        case bracketed(Interpolation)
    }

    /// `${a.b[0]}`, `${.a}`, `${..a}`.
    public struct Reference: Hashable, Sendable {
        /// How many dots lead: none for an absolute path, one for a sibling, two for a sibling of the parent.
        public var dots: Int
        public var keys: [Name]
    }

    /// `${name:argument,argument}`.
    public struct Call: Hashable, Sendable {
        /// The dotted parts of the name.
        public var name: [Name]
        public var arguments: [Argument]
    }

    /// An argument of a resolver.
    public indirect enum Argument: Hashable, Sendable {
        public struct Pair: Hashable, Sendable {
            public var key: ConfigKey
            public var value: Argument
        }

        case null
        case bool(Bool)
        case int(Int)
        case bigInt(BigInteger)
        case float(Double)
        /// Text, quoted or not, without interpolations.
        case string(String)
        /// Text in which interpolations stand; a lone one, unquoted, is `interpolation`.
        case text(InterpolatedText)
        case interpolation(Interpolation)
        case list([Argument])
        case map([Pair])
    }

    case reference(Reference)
    case call(Call)
}
