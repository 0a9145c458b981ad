public import HydrangeaCompose
import HydrangeaDecode
public import HydrangeaTree

extension Composer {
    /// Composes the frozen config of an earlier run, with overrides on top. Config sources are not read.
    ///
    /// - Throws: if the run has no frozen config, if an override does not fit, or if an override for a redacted secret
    ///   is missing.
    public func composition(rerunning record: RunRecord, overrides: [String] = []) throws(ConfigError) -> Composition {
        guard record.isFrozen else {
            let line =
                record.overrides.isEmpty ? "" : "; its overrides were: \(record.overrides.joined(separator: " "))"
            throw ConfigError(
                Diagnostic(
                    .run, "this run has no frozen config, so it cannot be repeated as it was",
                    notes: [record.directory],
                    help: "compose it anew, without --rerun\(line)"))
        }
        var composer = self
        if let compatibility = record.hydra["runtime.version_base"]?.string.flatMap(Compatibility.init) {
            composer.context.compatibility = compatibility
        }
        let frozen = record.frozen.askingForSecrets()
        var hydra = record.hydra.settingSingleRun()
        _ = hydra.update(at: ConfigPath("job.env_set").elements) { $0 = $0.askingForSecrets() }
        let composition = try composer.recompose(
            frozen: frozen, hydra: hydra, name: record.facts?.configName, overrides: overrides)
        let places =
            frozen.missingPlaces(notIn: record.frozen)
            + hydra.missingPlaces(notIn: record.hydra).map { ConfigPath([.key("hydra")] + $0.elements) }
        let open = places.compactMap { path in
            composition.tree[path].flatMap { $0.isMissing ? Self.missingSecret(at: path, $0.origin) : nil }
        }
        if let error = ConfigError(open) { throw error }
        return composition
    }

    private static func missingSecret(at path: ConfigPath, _ origin: Origin) -> Diagnostic {
        Diagnostic(
            .missingValue, "'\(path)' must be given", at: path, origin: origin, length: Redacted.text.utf8.count,
            label: "a secret, which the run does not hold", help: "\(path)=VALUE")
    }
}

extension ConfigNode {
    /// The frozen config with `???` in the place of each redacted secret, so that it must be given again.
    fileprivate func askingForSecrets() -> ConfigNode {
        switch content {
        case .string(let text) where text.contains(Redacted.text): return ConfigNode(.string("???"), origin: origin)
        case .sequence(let items):
            return ConfigNode(.sequence(items.map { $0.askingForSecrets() }), origin: origin)
        case .mapping(var mapping):
            for (position, entry) in mapping.entries.enumerated() where !entry.value.isScalarWithoutText {
                mapping.update(at: position) { $0 = entry.value.askingForSecrets() }
            }
            return ConfigNode(.mapping(mapping), origin: origin)
        default: return self
        }
    }

    /// The paths of values that are `???` here, but not in another tree.
    fileprivate func missingPlaces(notIn other: ConfigNode) -> [ConfigPath] {
        leaves.filter { $0.node.isMissing && other[$0.path]?.isMissing != true }.map(\.path)
    }

    private var isScalarWithoutText: Bool { !isContainer && string == nil }

    /// The `hydra` node with the mode of a single run, in case the job belonged to a sweep.
    fileprivate func settingSingleRun() -> ConfigNode {
        var hydra = self
        _ = hydra.update(.key("mode")) { $0 = ConfigNode(.string("RUN")) }
        return hydra
    }
}
