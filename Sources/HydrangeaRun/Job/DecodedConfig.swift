package import HydrangeaCompose
package import HydrangeaResolve
package import HydrangeaTree

/// A composition with the program's config that was made of it.
package struct DecodedConfig<Config: Sendable>: Sendable {
    /// The composition, with its values as the program's types hold them.
    package var composition: Composition
    /// The config with every interpolation resolved, and what they have read.
    package var resolution: Resolution
    package var config: Config

    package init(_ composition: Composition, _ resolution: Resolution, config: Config) {
        self.composition = composition
        self.resolution = resolution
        self.config = config
    }
}

extension FrozenJob {
    /// Resolves and decodes what a job needs, with a decoding that looks at nothing but the resolved config.
    package init(
        _ composition: Composition, at place: JobPlace, secrets: Secrets,
        decode: @escaping @Sendable (ConfigNode) throws(ConfigError) -> Config
    ) throws(ConfigError) {
        try self.init(composition, at: place, secrets: secrets) { (composition: Composition) throws(ConfigError) in
            let resolution = composition.resolving()
            if let error = ConfigError(resolution.mistakes) { throw error }
            do throws(ConfigError) {
                return DecodedConfig(composition, resolution, config: try decode(resolution.root))
            } catch {
                throw composition.explaining(error)
            }
        }
    }
}
