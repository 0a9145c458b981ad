package import HydrangeaTree

/// Text that may hold interpolations: `"${model.name}-s${seed}"`.
package struct InterpolatedText: Hashable, Sendable {
    /// A part of a text with interpolations.
    package enum Part: Hashable, Sendable {
        /// Text whose escapes have been resolved.
        case text(String)
        /// A reference or a call; its value takes this place.
        case interpolation(Interpolation)
    }

    /// The pieces, in order; two texts never follow each other.
    package var parts: [Part]

    /// Makes a text of these pieces.
    package init(parts: [Part]) { self.parts = parts }

    /// The interpolation, if the text is nothing else. Only then is the type of its value kept.
    package var lone: Interpolation? {
        if parts.count == 1, case .interpolation(let interpolation) = parts[0] { interpolation } else { nil }
    }

    /// True if the text is one reference to another node and nothing else.
    package var isLoneReference: Bool {
        if case .reference? = lone { true } else { false }
    }
}

/// `${…}`: a reference to another node, or a call of a resolver.
package indirect enum Interpolation: Hashable, Sendable {
    /// A key of a reference or a part of a resolver's name, which may itself be interpolated.
    package enum Name: Hashable, Sendable {
        /// The name itself.
        case text(String)
        /// An interpolation whose value is the name; dots in the value separate keys.
        case interpolation(Interpolation)
        /// An interpolation in brackets; dots in its value do not separate keys.
        case bracketed(Interpolation)
    }

    /// The place of an interpolation in its text. It takes no part in comparisons.
    package struct Place: Hashable, Sendable {
        /// The bytes from `${` to `}`; nil if the text is an argument that was computed.
        package var range: Range<Int>?

        package static func == (lhs: Place, rhs: Place) -> Bool { true }
        package func hash(into hasher: inout Hasher) {}
    }

    /// `${a.b[0]}`, `${.a}`, `${..a}`.
    package struct Reference: Hashable, Sendable {
        /// The number of leading dots: none for an absolute path, one for a sibling, two for a sibling of the parent.
        package var dots: Int
        /// The keys of the path, in order; an index is a key as well.
        package var keys: [Name]
        package var place = Place()
    }

    /// `${name:argument,argument}`.
    package struct Call: Hashable, Sendable {
        /// The dotted parts of the name.
        package var name: [Name]
        /// The arguments between the commas; none for `${name:}`.
        package var arguments: [Argument]
        package var place = Place()
    }

    /// An argument of a resolver.
    package indirect enum Argument: Hashable, Sendable {
        /// An entry of a mapping that is an argument.
        package struct Pair: Hashable, Sendable {
            /// The key, which is typed as an argument would be: `1` is a number.
            package var key: ConfigKey
            /// The value.
            package var value: Argument
        }

        /// `null`, in any case.
        case null
        /// `true` or `false`, in any case.
        case bool(Bool)
        /// An integer of 64 bits.
        case int(Int)
        /// An integer beyond 64 bits.
        case bigInt(BigInteger)
        /// A number with a point or an exponent, `inf` or `nan`.
        case float(Double)
        /// Text, quoted or not, without interpolations.
        case string(String)
        /// Text in which interpolations stand; a lone one, unquoted, is `interpolation`.
        case text(InterpolatedText)
        /// A single reference or call: the argument is its value, of any type.
        case interpolation(Interpolation)
        /// `[a,b]`
        case list([Argument])
        /// `{a:1,b:2}`
        case map([Pair])
    }

    /// The value of another node.
    case reference(Reference)
    /// The result of a resolver.
    case call(Call)
}
