#if SwiftConfiguration
public import Configuration
public import HydrangeaCompose
import HydrangeaDecode
public import HydrangeaRun
public import HydrangeaTree

/// Offers a composed config to libraries that read their settings through swift-configuration.
///
/// ```swift
/// let reader = ConfigReader(providers: [EnvironmentVariablesProvider(), try CompositionProvider(composition)])
/// let timeout = reader.int(forKey: "http.timeout", default: 60)
/// ```
/// A key's components are the keys of nested configs: `http.timeout` is what an override calls `http.timeout`. Values
/// convert by the rules of `ConfigDecoder`. A key that is absent, null or `???` has no value here, so the next provider
/// is asked, or the reader's default is taken.
public struct CompositionProvider: ConfigProvider, ConfigSnapshot {
    public let providerName = "Hydrangea"
    private let config: ConfigNode
    private let secrets: SecretRules

    /// A provider of the program's config, every interpolation resolved.
    ///
    /// - Parameter secrets: Which keys hold secrets, by their names: readers do not log their values.
    /// - Throws: when an interpolation leads nowhere or a resolver fails.
    public init(_ composition: Composition, secrets: SecretRules = .standard) throws(ConfigError) {
        self.init(config: try composition.resolved(), secrets: secrets)
    }

    /// A provider of a resolved config, such as a part of one: a library's keys then count from there.
    public init(config: ConfigNode, secrets: SecretRules = .standard) {
        self.config = config
        self.secrets = secrets
    }

    /// - Throws: a `ConfigError` that says where the value was written, when it is of another type.
    public func value(forKey key: AbsoluteConfigKey, type: ConfigType) throws -> LookupResult {
        let path = ConfigPath(key.components.map { .key(.string($0)) })
        guard let node = config[path], !node.isNull, !node.isMissing else {
            return LookupResult(encodedKey: path.description, value: nil)
        }
        let isSecret = key.components.contains { secrets.isSecret(key: $0) }
        return LookupResult(
            encodedKey: path.description,
            value: ConfigValue(try content(of: node, as: type, at: path), isSecret: isSecret))
    }

    private func content(of node: ConfigNode, as type: ConfigType, at path: ConfigPath) throws(ConfigError)
        -> ConfigContent
    {
        func decoded<Value: Decodable>(_: Value.Type = Value.self) throws(ConfigError) -> Value {
            try ConfigDecoder().decode(Value.self, from: node, at: path)
        }
        return switch type {
        case .string: .string(try decoded())
        case .int: .int(try decoded())
        case .double: .double(try decoded())
        case .bool: .bool(try decoded())
        case .bytes: .bytes(try decoded())
        case .stringArray: .stringArray(try decoded())
        case .intArray: .intArray(try decoded())
        case .doubleArray: .doubleArray(try decoded())
        case .boolArray: .boolArray(try decoded())
        case .byteChunkArray: .byteChunkArray(try decoded())
        }
    }

    public func fetchValue(forKey key: AbsoluteConfigKey, type: ConfigType) async throws -> LookupResult {
        try value(forKey: key, type: type)
    }

    // A composed config does not change while the program runs: its watchers are told once.
    public func watchValue<Return: ~Copyable>(
        forKey key: AbsoluteConfigKey, type: ConfigType,
        updatesHandler: (ConfigUpdatesAsyncSequence<Result<LookupResult, any Error>, Never>) async throws -> Return
    ) async throws -> Return {
        try await watchValueFromValue(forKey: key, type: type, updatesHandler: updatesHandler)
    }

    public func snapshot() -> any ConfigSnapshot { self }

    public func watchSnapshot<Return: ~Copyable>(
        updatesHandler: (ConfigUpdatesAsyncSequence<any ConfigSnapshot, Never>) async throws -> Return
    ) async throws -> Return {
        try await watchSnapshotFromSnapshot(updatesHandler: updatesHandler)
    }
}
#endif
