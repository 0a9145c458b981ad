public import HydrangeaTree

/// A config type whose stored properties are the schema, and whose initial values are the defaults.
///
/// `init()` is synthesized if every property has an initial value; ``Mandatory`` gives one to properties without a
/// sensible default.
public protocol StructuredConfig: Codable, DocumentedConfig, Sendable {
    /// Makes a config with all defaults.
    init()
}

extension StructuredConfig {
    public static var documentation: [String: String] { [:] }

    /// The defaults as a config, from which a composition over this type starts. A nil is `null`, a ``Mandatory``
    /// without a value is `???`.
    public static func defaults() throws(ConfigError) -> ConfigNode { try ConfigEncoder().encode(Self()) }

    /// The defaults as a config, and the places of its secrets.
    package static func defaultsAndSecrets() throws(ConfigError) -> (defaults: ConfigNode, secrets: Set<ConfigPath>) {
        var encoder = ConfigEncoder()
        let secrets = DeclaredSecrets()
        encoder.userInfo = encoder.userInfo.collecting(secrets)
        return (try encoder.encode(Self()), secrets.places)
    }
}

/// A property that must be set: `???` in the config until a file or an override sets it.
@propertyWrapper
public struct Mandatory<Value: Codable & Sendable>: Codable, Sendable {
    private var storage: Value?

    /// Makes a property without a value.
    public init() { storage = nil }
    /// Makes a property with a value.
    public init(wrappedValue: Value) { storage = wrappedValue }

    /// The value. A decoded config always has one; reading it before it was set, in a config made in code, is a
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

    /// True if there is a value: `_dataset.isGiven`, in the type that declares it.
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
