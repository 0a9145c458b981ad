package import HydrangeaCompose
import HydrangeaFiles
package import HydrangeaResolve
package import HydrangeaTree
import HydrangeaYAML

/// The texts of the config files in a run's record directory.
package struct FrozenFiles: Sendable {
    /// `config.yaml`: the composed config, before interpolations are resolved.
    package let config: String
    /// `hydra.yaml`: the `hydra` node under its key.
    package let hydra: String
    /// `overrides.yaml`: the overrides of the config, as a list.
    package let overrides: String
    /// `frozen.yaml`: the complete resolved config, as the program received it and as a rerun reads it.
    ///
    /// A secret is kept as its interpolation, or as `REDACTED`. Readers of YAML 1.1 and of YAML 1.2 find the same
    /// values.
    package let frozen: String
    /// The hash of the bytes of `frozen`. The same config has the same fingerprint on every machine.
    package let fingerprint: Fingerprint

    /// Writes the parts of a composition as text, without the secrets that a scan of it has found.
    ///
    /// - Throws: if an interpolation of the config cannot be resolved.
    package init(_ composition: Composition, _ resolution: Resolution, _ scan: SecretScan) throws(ConfigError) {
        let shown = scan.shown(composition)
        config = try shown.yaml()
        hydra = shown.writer.string(for: ["hydra": shown.hydra])
        let texts = JobSettings(shown).taskOverrides.map { ConfigNode(.string($0)) }
        overrides = shown.writer.string(for: ConfigNode(.sequence(texts)))
        frozen = Self.text(scan.frozen(resolution.root, raw: composition.root))
        fingerprint = Fingerprint(of: frozen.utf8)
    }

    /// A frozen tree as the text of `frozen.yaml`.
    static func text(_ frozen: ConfigNode) -> String { YAMLWriter(for: .anyVersion).string(for: frozen) }

    /// The file for the frozen config of a rank other than 0, which is kept only if it differs from that of rank 0.
    static func name(for rank: Run.Rank) -> String { "rank-\(rank.index).frozen.yaml" }

    static let names = ["config.yaml", "hydra.yaml", "overrides.yaml", "frozen.yaml", ValueOrigins.fileName]

    /// Writes the config files and the first version of the record. If a file cannot be written, all of them are
    /// removed.
    ///
    /// - Parameter origins: The place where each value of the config was written.
    func write(_ facts: RunRecord.Facts, origins: ConfigNode, _ record: RecordFile, to directory: RunDirectory)
        throws(ConfigError)
    {
        do {
            let origins = YAMLWriter(for: .anyVersion).string(for: origins)
            for (name, text) in zip(Self.names, [config, hydra, overrides, frozen, origins]) {
                try record.directory.write(name, text.utf8)
            }
            try record.write(facts)
            record.directory.remove(RunDirectory.draft)
            record.reserveSpace()
        } catch {
            remove(from: directory)
            throw ConfigError(
                Diagnostic(
                    .run, "the run's config cannot be written: \(error.reason)",
                    notes: [
                        directory.recordPath ?? directory.path, "the run was not started, and nothing is left there",
                    ]))
        }
    }

    /// Removes the written files, because the run cannot start after all.
    func remove(from directory: RunDirectory) {
        directory.undo(files: Self.names + [RunRecord.fileName, RecordFile.reserve, RunRecord.GitState.diffFile])
    }
}
