public import HydrangeaCompose
import HydrangeaDecode
public import HydrangeaTree

extension Composer {
    /// The config of an earlier run as a composition, with overrides on top: nothing is read from the sources.
    ///
    /// - Throws: when the run has no frozen config, or an override does not fit it.
    public func rerun(_ record: RunRecord, overrides: [String] = []) throws(ConfigError) -> Composition {
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
        if let rules = record.hydra["runtime.version_base"]?.string.flatMap(RuleSet.init) {
            composer.context.rules = rules
        }
        let hydra = record.hydra.settingSingleRun()
        return try composer.recompose(
            frozen: record.frozen.askingForSecrets(), hydra: hydra, name: record.facts?.configName, overrides: overrides
        )
    }
}

extension ConfigNode {
    /// The frozen config with `???` in the places of the secrets that were typed: they have to be given anew.
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

    private var isScalarWithoutText: Bool { !isContainer && string == nil }

    /// The `hydra` node of a job of a sweep as that of a single run.
    fileprivate func settingSingleRun() -> ConfigNode {
        var hydra = self
        _ = hydra.update(.key("mode")) { $0 = ConfigNode(.string("RUN")) }
        return hydra
    }
}
