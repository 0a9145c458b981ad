import HydrangeaCompose
public import HydrangeaDecode
public import HydrangeaTree

/// A config that is registered in the program instead of being a file: an option of a group, or a base that files
/// extend.
///
/// ```swift
/// static let configuration = AppConfiguration(registeredConfigs: [
///     .config("db/base_mysql", MySQLConfig.self),         // a file db/mysql.yaml extends it: defaults: [base_mysql, _self_]
///     .config("db/sqlite", SQLiteConfig(file: ":memory:")),
/// ])
/// ```
/// A file of the same name replaces it. Values that are merged over those of a ``StructuredConfig`` must fit its type:
/// an unknown key or a value of another type is an error at its place.
public struct ConfigOption: Sendable {
    /// The name of the option after its groups: `db/mysql`.
    public let name: String
    /// The config in the form that the composer reads.
    let config: SourcedConfig
    /// The type that values at the config's place must fit.
    let type: (any StructuredConfig.Type)?

    /// A config with the defaults of a type.
    ///
    /// `package` is the place of its values, like the `@package` header of a file; `defaults` is a defaults list.
    public static func config<Config: StructuredConfig>(
        _ name: String, _ type: Config.Type, package: String? = nil, defaults: ConfigNode? = nil
    ) -> ConfigOption {
        ConfigOption(name: name, package: package, type: type, defaults: defaults) { () throws(ConfigError) in
            try type.defaults()
        }
    }

    /// A config with the properties of a value.
    public static func config<Config: StructuredConfig>(
        _ name: String, _ value: Config, package: String? = nil, defaults: ConfigNode? = nil
    ) -> ConfigOption {
        ConfigOption(name: name, package: package, type: Config.self, defaults: defaults) { () throws(ConfigError) in
            try ConfigEncoder().encode(value)
        }
    }

    /// A config without a type, with the values that a file would have.
    public static func config(_ name: String, values: ConfigNode, package: String? = nil, defaults: ConfigNode? = nil)
        -> ConfigOption
    {
        ConfigOption(name: name, package: package, type: nil, defaults: defaults) { () throws(ConfigError) in values }
    }

    private init(
        name: String, package: String?, type: (any StructuredConfig.Type)?, defaults: ConfigNode?,
        _ make: @escaping @Sendable () throws(ConfigError) -> ConfigNode
    ) {
        self.name = name
        self.type = type
        config = .made(
            { () throws(ConfigError) in
                var node = try make()
                guard let defaults, case .mapping(var mapping) = node.content else { return node }
                mapping["defaults"] = defaults
                node.content = .mapping(mapping)
                return node
            }, package: package)
    }
}
