import HydrangeaCompose
import HydrangeaDecode
import HydrangeaRun
import HydrangeaTree

extension Program {
    /// Resolves a composition and decodes the config of it. All mistakes are reported together: interpolations that
    /// lead nowhere, values that do not fit the program's config or the type of an option, and rules that do not hold.
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
            let (config, conversions) = try Self.decoded(resolved, decoder, mistakes, composition)
            let all = conversions + placed.conversions
            if all.isEmpty { return DecodedConfig(composition, resolved: resolved, config: config) }
            return try Self.settled(DecodedConfig(composition, resolved: resolved, config: config), all, decoder)
        }
    }

    /// The program's config of a resolved one.
    ///
    /// - Throws: all that is wrong with it, with the mistakes that are known already.
    private static func decoded(
        _ resolved: ConfigNode, _ decoder: ConfigDecoder, _ mistakes: [Diagnostic], _ composition: Composition
    ) throws(ConfigError) -> (Config, [Conversion]) {
        do throws(ConfigError) {
            let (config, conversions) = try decoder.decoding(Config.self, from: resolved)
            if mistakes.isEmpty { return (config, conversions) }
        } catch {
            throw report(error.diagnostics + mistakes, composition)
        }
        throw report(mistakes, composition)
    }

    /// The same with values as their types hold them, also where another value refers to one within a text:
    /// `v${version}` is `v1.10`.
    private static func settled(
        _ decoded: DecodedConfig<Config>, _ conversions: [Conversion], _ decoder: ConfigDecoder
    ) throws(ConfigError) -> DecodedConfig<Config> {
        let composition = decoded.composition.replacing(decoded.composition.tree.converted(conversions))
        let resolved = composition.resolving().root.converted(conversions)
        if resolved == decoded.resolved.converted(conversions) {
            return DecodedConfig(composition, resolved: resolved, config: decoded.config)
        }
        let (config, again) = try self.decoded(resolved, decoder, [], composition)
        return DecodedConfig(composition, resolved: resolved.converted(again), config: config)
    }

    private static func report(_ mistakes: [Diagnostic], _ composition: Composition) -> ConfigError {
        composition.explaining(
            ConfigError(mistakes.inTextOrder())
                ?? ConfigError(Diagnostic(.invalidValue, "the config cannot be decoded")))
    }

    /// The composition with its values as the types hold them, as far as they fit.
    func typed(_ composition: Composition) -> Composition {
        let decoder = ConfigDecoder(tellingSecretsTo: secrets)
        let resolved = composition.resolving().root
        let own = decoder.findings(in: resolved, as: Config.self, toleratesInterpolations: true).conversions
        let placed = (try? TypedPlaces(configuration.options, in: composition))?.findings(
            in: resolved, decoder, toleratesInterpolations: true
        ).conversions
        return composition.replacing(composition.tree.converted(own + (placed ?? [])))
    }

    /// Finds where the types have secrets, for those who show a config without resolving it.
    func declareSecrets(of composition: Composition) {
        let decoder = ConfigDecoder(tellingSecretsTo: secrets)
        _ = decoder.findings(in: composition.root, as: Config.self, toleratesInterpolations: true)
        _ = (try? TypedPlaces(configuration.options, in: composition))?.findings(
            in: composition.root, decoder, toleratesInterpolations: true)
    }
}
