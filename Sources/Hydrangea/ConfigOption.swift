import HydrangeaCompose
public import HydrangeaDecode
public import HydrangeaTree

/// A config that stands in the program instead of in a file: an option of a group, or a base that files extend.
///
/// ```swift
/// static let configuration = AppConfiguration(options: [
///     .config("db/base_mysql", MySQLConfig.self),         // a file db/mysql.yaml extends it: defaults: [base_mysql, _self_]
///     .config("db/sqlite", SQLiteConfig(file: ":memory:")),
/// ])
/// ```
/// A file of the same name is taken instead. Whatever is merged over the values of a ``StructuredConfig`` must fit its
/// type: keys that it does not have and values of other types are mistakes where they are written.
public struct ConfigOption: Sendable {
    /// The groups with `/`, and the name of the option: `db/mysql`.
    public let name: String
    /// What composing asks for.
    let config: SourcedConfig
    /// The type that values at its place must fit.
    let type: (any StructuredConfig.Type)?

    /// The defaults of a type. `package` says where its values go, as the header of a file does; `defaults` is a
    /// defaults list.
    public static func config<Config: StructuredConfig>(
        _ name: String, _ type: Config.Type, package: String? = nil, defaults: ConfigNode? = nil
    ) -> ConfigOption {
        ConfigOption(name: name, package: package, type: type, defaults: defaults) { () throws(ConfigError) in
            try type.defaults()
        }
    }

    /// A value of a type.
    public static func config<Config: StructuredConfig>(
        _ name: String, _ value: Config, package: String? = nil, defaults: ConfigNode? = nil
    ) -> ConfigOption {
        ConfigOption(name: name, package: package, type: Config.self, defaults: defaults) { () throws(ConfigError) in
            try ConfigEncoder().encode(value)
        }
    }

    /// Values without a type: what a file would say.
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
