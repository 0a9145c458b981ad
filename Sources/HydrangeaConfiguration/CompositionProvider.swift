#if SwiftConfiguration
public import Configuration
public import HydrangeaCompose
import HydrangeaDecode
public import HydrangeaRun
public import HydrangeaTree

/// Provides a composed config to libraries that read their settings through swift-configuration.
///
/// ```swift
/// let reader = ConfigReader(providers: [EnvironmentVariablesProvider(), try CompositionProvider(composition)])
/// let timeout = reader.int(forKey: "http.timeout", default: 60)
/// ```
/// The components of a key are keys of nested configs: the key `http.timeout` reads the value that the override
/// `http.timeout=60` sets. Values are converted by the rules of `ConfigDecoder`. A key that is absent, null or `???`
/// has no value, so the reader asks the next provider or takes its default.
public struct CompositionProvider: ConfigProvider, ConfigSnapshot {
    public let providerName = "Hydrangea"
    private let config: ConfigNode
    private let secrets: SecretRules

    /// Creates a provider of a composition's config, with every interpolation resolved.
    ///
    /// - Parameter secrets: The rules for names of keys with secrets. Readers do not log their values.
    /// - Throws: an error if an interpolation cannot be resolved.
    public init(_ composition: Composition, secrets: SecretRules = .standard) throws(ConfigError) {
        self.init(config: try composition.resolved(), secrets: secrets)
    }

    /// Creates a provider of a resolved config, such as the part of a config that belongs to a library.
    public init(config: ConfigNode, secrets: SecretRules = .standard) {
        self.config = config
        self.secrets = secrets
    }

    /// - Throws: a `ConfigError` with the value's place, if the value has another type.
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

    // A composed config does not change while the program runs, so a watcher gets a single update.
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
