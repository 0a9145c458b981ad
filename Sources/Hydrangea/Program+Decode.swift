import HydrangeaCompose
import HydrangeaDecode
import HydrangeaRun
import HydrangeaTree

extension Program {
    /// Resolves and decodes a composition. All that is wrong with it is reported together: interpolations that lead nowhere, values that do not
    /// fit the program's config or the type of an option, and rules that do not hold.
    var decode: FrozenJob<Config>.Decode {
        let options = configuration.options
        let decoder = ConfigDecoder(tellingSecretsTo: secrets)
        let seed = configuration.seed
        return { (composition: Composition) throws(ConfigError) in
            let places = try TypedPlaces(options, in: composition)
            var (resolved, mistakes) = composition.resolving()
            let isWhole = mistakes.isEmpty
            do throws(ConfigError) { try seed.check(resolved) } catch { mistakes += error.diagnostics }
            let placed = places.findings(in: resolved, decoder, toleratesInterpolations: !isWhole)
            mistakes += placed.mistakes
            guard isWhole else {
                mistakes += decoder.findings(in: resolved, as: Config.self, toleratesInterpolations: true).mistakes
                throw Self.report(mistakes, composition)
            }
            let decoded: (value: Config, conversions: [Conversion])
            do throws(ConfigError) { decoded = try decoder.decoding(Config.self, from: resolved) } catch {
                throw Self.report(error.diagnostics + mistakes, composition)
            }
            if !mistakes.isEmpty { throw Self.report(mistakes, composition) }
            let conversions = decoded.conversions + placed.conversions
            return DecodedConfig(
                composition.replacing(composition.tree.converted(conversions)), resolved: resolved.converted(conversions), config: decoded.value)
        }
    }

    private static func report(_ mistakes: [Diagnostic], _ composition: Composition) -> ConfigError {
        composition.explaining(ConfigError(mistakes.inTextOrder()) ?? ConfigError(Diagnostic(.invalidValue, "the config cannot be decoded")))
    }
}
