import HydrangeaCompose
import HydrangeaDecode
import HydrangeaResolve
import HydrangeaRun
import HydrangeaTree

extension Program {
    /// Resolves a composition and decodes the program's config from it. All errors are reported together: unresolved
    /// interpolations, values that do not fit the config's type or the type of an option, and failed rules.
    ///
    /// Keys that the config lacks get the defaults of their types. These defaults are added to the composition, which
    /// is then decoded again, because they may contain interpolations and belong to the run's record.
    var decode: FrozenJob<Config>.Decode { decoding(checksDeclarations: true) }

    /// - Parameter checksDeclarations: True if a default that only a type's own `init(from:)` knows is an error.
    func decoding(checksDeclarations: Bool) -> FrozenJob<Config>.Decode {
        let options = configuration.registeredConfigs
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

    /// The limit of decodings of one composition. Each one can bring defaults that lead to further defaults.
    private static var mostRounds: Int { 50 }

    /// The result of decoding a composition once.
    private struct Attempt {
        var composition: Composition
        var resolution: Resolution
        /// The decoded config; nil if an interpolation or a value is wrong.
        var config: Config?
        var findings: DecodingFindings

        /// The composition with the defaults that the types have used added; nil if it holds all of them already.
        var completed: Composition? { findings.defaults.isEmpty ? nil : composition.taking(findings.defaults) }
    }

    private static func attempt(
        _ composition: Composition, _ options: [ConfigOption], _ decoder: ConfigDecoder, _ seed: SeedSettings
    ) throws(ConfigError) -> Attempt {
        let places = try OptionTypes(options, in: composition)
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

    /// The decoded config, with the values in the composition converted to their declared types.
    ///
    /// - Throws: an error with all mistakes of the attempt.
    private static func settled(_ attempt: Attempt, _ decoder: ConfigDecoder) throws(ConfigError) -> DecodedConfig<
        Config
    > {
        guard let config = attempt.config, attempt.findings.mistakes.isEmpty else {
            throw report(attempt.findings.mistakes, attempt.composition)
        }
        var resolution = attempt.resolution
        // A default below a reference has no place in the composition. In the resolved config it has one.
        _ = resolution.root.take(attempt.findings.defaults)
        let decoded = DecodedConfig(attempt.composition, resolution, config: config)
        let conversions = attempt.findings.conversions
        return conversions.isEmpty ? decoded : try settled(decoded, conversions, decoder)
    }

    /// Converts values of `decoded` to their declared types, then resolves and decodes again, so that interpolations
    /// use the converted values. Example: with `version: 1.10` declared as a text, `v${version}` is `v1.10`, not
    /// `v1.1`.
    private static func settled(
        _ decoded: DecodedConfig<Config>, _ conversions: [TypedScalar], _ decoder: ConfigDecoder
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

    /// Decodes the program's config from a resolved config, and returns the conversions to the declared types.
    ///
    /// - Throws: an error with all mistakes.
    private static func decoded(
        _ resolved: ConfigNode, _ decoder: ConfigDecoder, _ composition: Composition
    ) throws(ConfigError) -> (Config, [TypedScalar]) {
        do throws(ConfigError) { return try decoder.decoding(Config.self, from: resolved) } catch {
            throw report(error.diagnostics, composition)
        }
    }

    private static func report(_ mistakes: [Diagnostic], _ composition: Composition) -> ConfigError {
        composition.explaining(
            ConfigError(mistakes.inTextOrder())
                ?? ConfigError(Diagnostic(.invalidValue, "the config cannot be decoded")))
    }

    /// The composition completed with the defaults of all types that its config reaches, and with the values that fit
    /// converted to their declared types.
    func typed(_ composition: Composition) -> Composition {
        let (completed, findings) = completing(composition)
        return completed.replacing(completed.tree.converted(findings.conversions))
    }

    /// The composition completed with the defaults of all types that its config reaches.
    func completed(_ composition: Composition) -> Composition { completing(composition).composition }

    /// The defaults that types add to a composition, outer ones first. A default inside another one is left out.
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

    /// Registers the paths that types declare as secrets, for commands that show a config without resolving it.
    func declareSecrets(of composition: Composition) {
        _ = findings(of: composition, resolved: false, ConfigDecoder(tellingSecretsTo: secrets))
    }

    private func findings(of composition: Composition, resolved: Bool, _ decoder: ConfigDecoder) -> DecodingFindings {
        let root = resolved ? composition.resolving().root : composition.root
        var found = decoder.findings(in: root, as: Config.self, toleratesInterpolations: true)
        if let places = try? OptionTypes(configuration.registeredConfigs, in: composition) {
            found.add(places.findings(in: root, decoder, toleratesInterpolations: true))
        }
        return found
    }
}
