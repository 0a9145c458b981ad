import HydrangeaCompose
import HydrangeaDecode
import HydrangeaResolve
import HydrangeaRun
import HydrangeaTree

extension Program {
    /// Resolves a composition and decodes the config of it. All mistakes are reported together: interpolations that
    /// lead nowhere, values that do not fit the program's config or the type of an option, and rules that do not hold.
    ///
    /// Defaults that a type has taken for keys which the config lacks are put into the composition, and it is decoded
    /// once more: they may have interpolations, and what a run gets stands in its record.
    var decode: FrozenJob<Config>.Decode { decoding(checksDeclarations: true) }

    /// - Parameter checksDeclarations: Whether a default that only a type's own `init(from:)` knows is a mistake.
    func decoding(checksDeclarations: Bool) -> FrozenJob<Config>.Decode {
        let options = configuration.options
        var decoder = ConfigDecoder(tellingSecretsTo: secrets)
        decoder.checksDeclarations = checksDeclarations
        let seed = configuration.seed
        return { [decoder] (composition: Composition) throws(ConfigError) in
            var composition = composition
            for _ in 0..<Self.mostRounds {
                let attempt = try Self.attempt(composition, options, decoder, seed)
                guard let more = attempt.completed else { return try Self.settled(attempt, decoder) }
                composition = more
            }
            return try Self.settled(Self.attempt(composition, options, decoder, seed), decoder)
        }
    }

    /// How often defaults are looked for that other defaults have brought.
    private static var mostRounds: Int { 50 }

    /// One decoding of a composition.
    private struct Attempt {
        var composition: Composition
        var resolution: Resolution
        /// Nil when there are mistakes.
        var config: Config?
        var findings: DecodingFindings

        /// The composition with the defaults that the types have taken; nil where it has them all.
        var completed: Composition? { findings.defaults.isEmpty ? nil : composition.taking(findings.defaults) }
    }

    private static func attempt(
        _ composition: Composition, _ options: [ConfigOption], _ decoder: ConfigDecoder, _ seed: SeedSettings
    ) throws(ConfigError) -> Attempt {
        let places = try TypedPlaces(options, in: composition)
        let resolution = composition.resolving()
        let resolved = resolution.root
        let isWhole = resolution.mistakes.isEmpty
        var attempt = Attempt(
            composition: composition, resolution: resolution, config: nil, findings: DecodingFindings())
        if isWhole {
            (attempt.config, attempt.findings) = decoder.outcome(Config.self, from: resolved)
        } else {
            attempt.findings = decoder.findings(in: resolved, as: Config.self, toleratesInterpolations: true)
        }
        var others = DecodingFindings()
        others.mistakes = resolution.mistakes
        do throws(ConfigError) { try seed.check(resolved) } catch { others.mistakes += error.diagnostics }
        others.add(places.findings(in: resolved, decoder, toleratesInterpolations: !isWhole))
        if isWhole { attempt.findings.add(others) } else { others.add(attempt.findings); attempt.findings = others }
        return attempt
    }

    /// The job's config with values as their types hold them.
    ///
    /// - Throws: all that is wrong with it.
    private static func settled(_ attempt: Attempt, _ decoder: ConfigDecoder) throws(ConfigError) -> DecodedConfig<
        Config
    > {
        guard let config = attempt.config, attempt.findings.mistakes.isEmpty else {
            throw report(attempt.findings.mistakes, attempt.composition)
        }
        var resolution = attempt.resolution
        // Defaults that have no place in the composition, because a reference stands there, have one where it leads.
        _ = resolution.root.take(attempt.findings.defaults)
        let decoded = DecodedConfig(attempt.composition, resolution, config: config)
        let conversions = attempt.findings.conversions
        return conversions.isEmpty ? decoded : try settled(decoded, conversions, decoder)
    }

    /// The same with values as their types hold them, also where another value refers to one within a text:
    /// `v${version}` is `v1.10`.
    private static func settled(
        _ decoded: DecodedConfig<Config>, _ conversions: [Conversion], _ decoder: ConfigDecoder
    ) throws(ConfigError) -> DecodedConfig<Config> {
        let composition = decoded.composition.replacing(decoded.composition.tree.converted(conversions))
        var resolution = composition.resolving()
        resolution.root = resolution.root.converted(conversions)
        if resolution.root == decoded.resolution.root.converted(conversions) {
            return DecodedConfig(composition, resolution, config: decoded.config)
        }
        let (config, again) = try self.decoded(resolution.root, decoder, composition)
        resolution.root = resolution.root.converted(again)
        return DecodedConfig(composition, resolution, config: config)
    }

    /// The program's config of a resolved one.
    ///
    /// - Throws: all that is wrong with it.
    private static func decoded(
        _ resolved: ConfigNode, _ decoder: ConfigDecoder, _ composition: Composition
    ) throws(ConfigError) -> (Config, [Conversion]) {
        do throws(ConfigError) { return try decoder.decoding(Config.self, from: resolved) } catch {
            throw report(error.diagnostics, composition)
        }
    }

    private static func report(_ mistakes: [Diagnostic], _ composition: Composition) -> ConfigError {
        composition.explaining(
            ConfigError(mistakes.inTextOrder())
                ?? ConfigError(Diagnostic(.invalidValue, "the config cannot be decoded")))
    }

    /// The composition with the defaults of all types that its config reaches, and its values as the types hold them,
    /// as far as they fit.
    func typed(_ composition: Composition) -> Composition {
        let (completed, findings) = completing(composition)
        return completed.replacing(completed.tree.converted(findings.conversions))
    }

    /// The composition with the defaults of all types that its config reaches.
    func completed(_ composition: Composition) -> Composition { completing(composition).composition }

    /// The defaults that types add to a composition, the outer ones first, without those inside of them.
    func missingDefaults(in composition: Composition) -> [TypeDefault] {
        let all = findings(of: composition, resolved: true, ConfigDecoder(tellingSecretsTo: secrets)).defaults
        let paths = Set(all.map(\.path))
        return all.filter { !paths.contains($0.path.parent) }
    }

    private func completing(_ composition: Composition) -> (composition: Composition, findings: DecodingFindings) {
        let decoder = ConfigDecoder(tellingSecretsTo: secrets)
        var composition = composition
        var found = findings(of: composition, resolved: true, decoder)
        for _ in 0..<Self.mostRounds {
            guard !found.defaults.isEmpty, let more = composition.taking(found.defaults) else { break }
            composition = more
            found = findings(of: composition, resolved: true, decoder)
        }
        return (composition, found)
    }

    /// Finds where the types have secrets, for those who show a config without resolving it.
    func declareSecrets(of composition: Composition) {
        _ = findings(of: composition, resolved: false, ConfigDecoder(tellingSecretsTo: secrets))
    }

    private func findings(of composition: Composition, resolved: Bool, _ decoder: ConfigDecoder) -> DecodingFindings {
        let root = resolved ? composition.resolving().root : composition.root
        var found = decoder.findings(in: root, as: Config.self, toleratesInterpolations: true)
        if let places = try? TypedPlaces(configuration.options, in: composition) {
            found.add(places.findings(in: root, decoder, toleratesInterpolations: true))
        }
        return found
    }
}
