import HydrangeaCompose
import HydrangeaDecode
import HydrangeaRun
import HydrangeaTree

extension Program {
    /// Resolves and decodes a composition. All that is wrong with it is reported together: interpolations that lead nowhere, values that do not
    /// fit the program's config or the type of an option, and rules that do not hold.
    var decode: FrozenJob<Config>.Decode {
        let options = configuration.options
        return { (composition: Composition) throws(ConfigError) in
            let places = try TypedPlaces(options, in: composition)
            let (resolved, unresolved) = composition.resolving()
            let placed = places.findings(in: resolved, toleratesInterpolations: !unresolved.isEmpty)
            guard unresolved.isEmpty else {
                let found = ConfigDecoder().findings(in: resolved, as: Config.self, toleratesInterpolations: true)
                throw Self.report(composition, unresolved + found.mistakes + placed.mistakes)
            }
            do throws(ConfigError) {
                let (config, conversions) = try ConfigDecoder().decoding(Config.self, from: resolved)
                if let error = ConfigError(placed.mistakes) { throw error }
                let all = conversions + placed.conversions
                return DecodedConfig(composition.replacing(composition.tree.converted(all)), resolved: resolved.converted(all), config: config)
            } catch {
                throw Self.report(composition, error.diagnostics + placed.mistakes)
            }
        }
    }

    private static func report(_ composition: Composition, _ mistakes: [Diagnostic]) -> ConfigError {
        composition.explaining(ConfigError(mistakes.inTextOrder()) ?? ConfigError(Diagnostic(.invalidValue, "the config cannot be decoded")))
    }
}
