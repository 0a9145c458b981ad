package import HydrangeaCompose
package import HydrangeaResolve
package import HydrangeaTree

/// A composition with the program's config that was decoded from it, or with all that is wrong with it.
package struct DecodedConfig<Config: Sendable>: Sendable {
    /// The composition, with its values as the program's types hold them.
    package var composition: Composition
    /// The config with every interpolation resolved, and what they have read.
    package var resolution: Resolution
    package var config: Result<Config, ConfigError>
    /// The places at which the program's types declare secrets.
    package var secrets: Set<ConfigPath>

    package init(
        _ composition: Composition, _ resolution: Resolution, config: Result<Config, ConfigError>,
        secrets: Set<ConfigPath> = []
    ) {
        self.composition = composition
        self.resolution = resolution
        self.config = config
        self.secrets = secrets
    }
}

extension FrozenJob {
    /// Resolves and decodes what a job needs, with a decoding that looks at nothing but the resolved config.
    package init(
        _ composition: Composition, at placement: JobPlacement, redactor: SharedRedactor,
        decode: @escaping @Sendable (ConfigNode) throws(ConfigError) -> Config
    ) throws(ConfigError) {
        try self.init(composition, at: placement, redactor: redactor) { (composition: Composition) in
            let resolution = composition.resolving()
            let config = Result { () throws(ConfigError) -> Config in
                if let error = ConfigError(resolution.mistakes) { throw error }
                do throws(ConfigError) { return try decode(resolution.root) } catch {
                    throw composition.explaining(error)
                }
            }
            return DecodedConfig(composition, resolution, config: config)
        }
    }
}
