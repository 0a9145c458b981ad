import HydrangeaCompose
import HydrangeaDecode
import HydrangeaResolve
import HydrangeaRun
import HydrangeaTree

extension Program {
    /// Resolves a composition and decodes the program's config from it. All errors are reported together: unresolved
    /// interpolations, values that do not fit the config's type or the type of an option, and failed rules.
    ///
    /// Keys that the config lacks get the defaults of their types, and values are converted to their declared types.
    /// Both change the composition, because they belong to the run's record and interpolations may read them.
    var decode: FrozenJob<Config>.Decode { decoding(checksDeclarations: true) }

    /// - Parameter checksDeclarations: True if a default that only a type's own `init(from:)` knows is an error.
    func decoding(checksDeclarations: Bool) -> FrozenJob<Config>.Decode {
        let types = types(checksDeclarations: checksDeclarations)
        return { (composition: Composition) in
            let typed = types.converted(types.completed(composition))
            let config: Result<Config, ConfigError>
            if let found = typed.config, typed.findings.mistakes.isEmpty {
                config = .success(found)
            } else {
                config = .failure(
                    typed.composition.explaining(
                        ConfigError(typed.findings.mistakes.inTextOrder())
                            ?? ConfigError(Diagnostic(.invalidValue, "the config cannot be decoded"))))
            }
            return DecodedConfig(
                typed.composition, typed.resolution, config: config, secrets: typed.findings.secrets)
        }
    }

    private func types(checksDeclarations: Bool = false) -> ConfigTypes<Config> {
        var decoder = ConfigDecoder()
        decoder.checksDeclarations = checksDeclarations
        return ConfigTypes(options: configuration.registeredConfigs, seed: configuration.seed, decoder: decoder)
    }

    /// The composition completed with the defaults of all types that its config reaches, and with the values that fit
    /// converted to their declared types.
    func typed(_ composition: Composition) -> Composition {
        let completed = types().completed(composition)
        return completed.composition.replacing(completed.composition.tree.converted(completed.findings.conversions))
    }

    /// The composition completed with the defaults of all types that its config reaches.
    func completed(_ composition: Composition) -> Composition { types().completed(composition).composition }

    /// The defaults that types add to a composition, outer ones first. A default inside another one is left out.
    func missingDefaults(in composition: Composition) -> [TypeDefault] {
        let all = types().decoded(composition, composition.resolving()).findings.defaults
        let paths = Set(all.map(\.path))
        return all.filter { !paths.contains($0.path.parent) }
    }

    /// The places that types declare as secrets, for commands that show a config without resolving it.
    func declaredSecrets(in composition: Composition) -> Set<ConfigPath> {
        types().outcome(of: composition, composition.root, isResolved: false).findings.secrets
    }
}

/// The types of a program, which decode its compositions.
private struct ConfigTypes<Config: Decodable & Sendable>: Sendable {
    let options: [ConfigOption]
    let seed: SeedSettings
    let decoder: ConfigDecoder

    /// The limit of decodings of one composition. Each one can bring defaults that lead to further defaults.
    private static var mostRounds: Int { 50 }

    /// A composition and what its types found in it.
    struct Decoded {
        var composition: Composition
        var resolution: Resolution
        /// The decoded config; nil if an interpolation or a value is wrong.
        var config: Config?
        var findings: DecodingFindings

        /// The config with the defaults of its types, and with its values converted.
        func typed(_ root: ConfigNode) -> ConfigNode {
            var root = root
            _ = root.take(findings.defaults)
            return root.converted(findings.conversions)
        }
    }

    /// - Parameter isResolved: False if an interpolation may stand for any value.
    func outcome(of composition: Composition, _ root: ConfigNode, isResolved: Bool) -> (
        config: Config?, findings: DecodingFindings
    ) {
        let places: OptionTypes
        do throws(ConfigError) { places = try OptionTypes(options, in: composition) } catch {
            // Options that contradict each other: what else is wrong may only follow from that.
            var found = DecodingFindings()
            found.mistakes = error.diagnostics
            return (nil, found)
        }
        var (config, findings) = decoder.outcome(Config.self, from: root, toleratesInterpolations: !isResolved)
        do throws(ConfigError) { try seed.check(root) } catch { findings.mistakes += error.diagnostics }
        findings.add(places.findings(in: root, decoder, toleratesInterpolations: !isResolved))
        return (isResolved ? config : nil, findings)
    }

    func decoded(_ composition: Composition, _ resolution: Resolution) -> Decoded {
        var (config, findings) = outcome(
            of: composition, resolution.root, isResolved: resolution.mistakes.isEmpty)
        findings.mistakes = resolution.mistakes + findings.mistakes
        return Decoded(composition: composition, resolution: resolution, config: config, findings: findings)
    }

    /// Decodes a composition that gives further values to an earlier one. The config is still the earlier one if its
    /// values are.
    private func decoded(_ composition: Composition, after earlier: Decoded) -> Decoded {
        let resolution = composition.resolving()
        guard earlier.findings.mistakes.isEmpty, resolution.mistakes.isEmpty,
            earlier.typed(resolution.root) == earlier.typed(earlier.resolution.root)
        else {
            var other = decoded(composition, resolution)
            other.findings.secrets.formUnion(earlier.findings.secrets)
            return other
        }
        var same = earlier
        (same.composition, same.resolution) = (composition, resolution)
        return same
    }

    /// Decodes a composition, and adds the defaults that the types have used. These may contain interpolations.
    func completed(_ composition: Composition) -> Decoded {
        var found = decoded(composition, composition.resolving())
        for _ in 0..<Self.mostRounds {
            guard let more = found.composition.taking(found.findings.defaults) else { break }
            found = decoded(more, after: found)
        }
        return found
    }

    /// Converts values to their declared types, so that interpolations use the converted values. Example: with
    /// `version: 1.10` declared as a text, `v${version}` is `v1.10`, not `v1.1`.
    ///
    /// A default below a reference has no place in the composition. In the resolved config it has one.
    func converted(_ decoded: Decoded) -> Decoded {
        guard decoded.findings.mistakes.isEmpty else { return decoded }
        var found = decoded
        let conversions = found.findings.conversions
        if !conversions.isEmpty {
            let composition = found.composition
            found = self.decoded(composition.replacing(composition.tree.converted(conversions)), after: found)
        }
        found.resolution.root = found.typed(found.resolution.root)
        return found
    }
}
