public import HydrangeaTree

/// Decodes a resolved config into the program's own types.
///
/// All mistakes are reported together: wrong types, missing values, keys that the type does not ask for, values that an
/// enum does not have, and the rules of every ``ValidatableConfig`` in which nothing else is wrong. Each
/// shows where it was written.
///
/// Numbers convert only without loss: an `Int` takes `3`, `3.0` and `1e6` but not `1.5`; a `Double` takes any integer
/// that it holds exactly. Text counts as a number or boolean when all of it is one, as the text of an environment
/// variable. A `String` takes a number or boolean as it was written: `1.10` stays `1.10`. Missing keys and `null` are
/// nil for optionals.
public struct ConfigDecoder: Sendable {
    /// The values that a type's `init(from:)` finds in its decoder's `userInfo`.
    public var userInfo: [CodingUserInfoKey: any Sendable] = [:]

    /// True if a value that a type has although neither the config nor a default says it is a mistake.
    package var checksDeclarations = false

    /// Makes a decoder by the rules above.
    public init() {}

    /// Decodes `type` from `node`, which stands at `path` of its config: messages show whole paths.
    ///
    /// - Throws: everything that is wrong with the node, in the order in which it was written.
    public func decode<T: Decodable>(
        _ type: T.Type = T.self, from node: ConfigNode, at path: ConfigPath = ConfigPath()
    ) throws(ConfigError) -> T {
        let (value, findings) = outcome(type, from: node, at: path)
        if let error = ConfigError(findings.mistakes) { throw error }
        guard let value else {
            let subject = DecodedNode(root: node, at: path).subject
            throw ConfigError(Diagnostic(.invalidValue, "\(subject) cannot be decoded", at: path, origin: node.origin))
        }
        return value
    }

    /// Decodes `type` as far as possible.
    ///
    /// - Parameter toleratesInterpolations: True if a text with an interpolation may stand for any value.
    /// - Returns: the value, which the program may use if there are no mistakes and no interpolations, and all that was
    ///   found out about the node.
    package func outcome<T: Decodable>(
        _ type: T.Type = T.self, from node: ConfigNode, at path: ConfigPath = ConfigPath(),
        toleratesInterpolations: Bool = false
    ) -> (value: T?, findings: DecodingFindings) {
        let secrets = DeclaredSecrets()
        let pass = DecodingPass(
            userInfo: userInfo.collecting(secrets), toleratesInterpolations: toleratesInterpolations,
            checksDeclarations: checksDeclarations)
        let value = try? pass.decode(type, at: DecodedNode(root: node, at: path), mode: .collecting)
        return (value, DecodingFindings(pass, secrets.places))
    }

    /// Everything that is wrong with `node` as a value of `type`, in the order in which it was written.
    public func mistakes(in node: ConfigNode, as type: any Decodable.Type, at path: ConfigPath = ConfigPath())
        -> [Diagnostic]
    {
        findings(in: node, as: type, at: path).mistakes
    }

    /// The findings of decoding `type` from `node`.
    ///
    /// - Parameter toleratesInterpolations: whether a text with an interpolation may stand for any value.
    package func findings(
        in node: ConfigNode, as type: any Decodable.Type, at path: ConfigPath = ConfigPath(),
        toleratesInterpolations: Bool = false
    ) -> DecodingFindings {
        func opened<T: Decodable>(_ type: T.Type) -> DecodingFindings {
            outcome(type, from: node, at: path, toleratesInterpolations: toleratesInterpolations).findings
        }
        return opened(type)
    }
}

/// The findings about a config, besides its value.
package struct DecodingFindings: Sendable {
    /// All that is wrong, in the order of the texts.
    package var mistakes: [Diagnostic] = []
    /// Scalars that their types hold in another form than they were written.
    package var conversions: [TypedScalar] = []
    /// Keys that the config lacks, with the defaults that their types have taken. Those of a mapping come before those
    /// inside of it.
    package var defaults: [TypeDefault] = []
    /// The places at which the types declare secrets.
    package var secrets: Set<ConfigPath> = []

    package init() {}

    init(_ pass: DecodingPass, _ secrets: Set<ConfigPath>) {
        self.secrets = secrets
        mistakes = pass.report()
        conversions = pass.conversions
        defaults = pass.defaultsTaken
    }

    /// Adds the findings of another place in the same config.
    package mutating func add(_ other: DecodingFindings) {
        mistakes += other.mistakes
        conversions += other.conversions
        defaults += other.defaults
        secrets.formUnion(other.secrets)
    }
}
