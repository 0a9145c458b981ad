public import HydrangeaTree

/// A config type whose stored properties are the schema, and whose initial values are the defaults.
///
/// `init()` comes free when every property has an initial value; ``Mandatory`` gives one to those that have no sensible
/// default.
public protocol StructuredConfig: Codable, DocumentedConfig, Sendable {
    /// The defaults.
    init()
}

extension StructuredConfig {
    public static var documentation: [String: String] { [:] }

    /// The defaults as a config: what a composition over this type starts from. A nil is `null`, an unset ``Mandatory``
    /// is `???`.
    public static func defaults() throws(ConfigError) -> ConfigNode { try ConfigEncoder().encode(Self()) }

    /// The same, which tells where its secrets are.
    package static func defaults(tellingSecretsTo paths: any SecretPaths) throws(ConfigError) -> ConfigNode {
        var encoder = ConfigEncoder()
        if let key = CodingUserInfoKey.secretPaths { encoder.userInfo[key] = paths }
        return try encoder.encode(Self())
    }
}

/// A property that must be given: `???` in the config until a file or an override sets it.
@propertyWrapper
public struct Mandatory<Value: Codable & Sendable>: Codable, Sendable {
    private var storage: Value?

    /// A value that is still to be given.
    public init() { storage = nil }
    /// A value that was given.
    public init(wrappedValue: Value) { storage = wrappedValue }

    /// The value. A decoded config always has one; reading that of a config made in code before it was set is a
    /// programming error.
    public var wrappedValue: Value {
        get {
            guard let storage else {
                preconditionFailure("a mandatory value of type \(Value.self) was read before it was set")
            }
            return storage
        }
        set { storage = newValue }
    }

    /// Whether there is a value: `_dataset.isGiven`, in the type that declares it.
    public var isGiven: Bool { storage != nil }

    public init(from decoder: any Decoder) throws {
        storage = try decoder.singleValueContainer().decode(Value.self)
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        if let storage { try container.encode(storage) } else { try container.encode("???") }
    }
}

extension Mandatory: Equatable where Value: Equatable {}
extension Mandatory: Hashable where Value: Hashable {}
