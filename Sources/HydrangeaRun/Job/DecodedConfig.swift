package import HydrangeaCompose
package import HydrangeaResolve
package import HydrangeaTree

/// A composition together with the program's config decoded from it.
package struct DecodedConfig<Config: Sendable>: Sendable {
    /// The composition, with each value converted to the type that declares it.
    package var composition: Composition
    /// The config with all interpolations resolved, and the reads that resolving made.
    package var resolution: Resolution
    package var config: Config

    package init(_ composition: Composition, _ resolution: Resolution, config: Config) {
        self.composition = composition
        self.resolution = resolution
        self.config = config
    }
}

extension FrozenJob {
    /// Resolves and decodes the config of a job, with a `decode` that needs only the resolved config.
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
