package import HydrangeaCompose
import HydrangeaFiles
package import HydrangeaResolve
package import HydrangeaTree
import HydrangeaYAML

/// What a run is made of, as the files that keep it.
package struct Freeze: Sendable {
    /// The composed config with its interpolations kept.
    package let config: String
    /// The `hydra` node, under its key.
    package let hydra: String
    /// The overrides of the config, as a list.
    package let overrides: String
    /// The config resolved and complete: what the program got, and what a rerun reads. Secrets are references there, or
    /// `REDACTED`.
    ///
    /// Any reader of YAML 1.1 or 1.2 finds the same values in it.
    package let frozen: String
    /// The name of `frozen`'s bytes: the same config has the same one on any machine.
    package let fingerprint: Fingerprint

    /// Writes all of a composition as text, without its secrets.
    ///
    /// - Throws: when an interpolation of the config leads nowhere.
    package init(_ composition: Composition, _ resolution: Resolution, secrets: Secrets) throws(ConfigError) {
        let own = SecretScan(composition, resolution, secrets)
        let shown = composition.showing(own.redacted(composition.tree))
        config = try shown.yaml()
        hydra = shown.writer.string(["hydra": shown.hydra])
        overrides = shown.writer.string(
            ConfigNode(.sequence(RunSettings(shown).taskOverrides.map { ConfigNode(.string($0)) })))
        frozen = Self.text(own.frozen(resolution.root, raw: composition.root))
        fingerprint = Fingerprint(of: frozen.utf8)
    }

    /// A frozen tree as `frozen.yaml` has it.
    static func text(_ frozen: ConfigNode) -> String { YAMLWriter(for: .anyVersion).string(frozen) }

    /// The name that the frozen config of a process has which is not the first one, where it differs.
    static func name(for rank: Rank) -> String { "rank-\(rank.index).frozen.yaml" }

    static let names = ["config.yaml", "hydra.yaml", "overrides.yaml", "frozen.yaml", ValueOrigins.fileName]

    /// Writes the files and the record of the start. When one cannot be written, nothing of the run's directory is
    /// left.
    ///
    /// - Parameter origins: Where each value of the config was written.
    func write(_ facts: RunRecord.Facts, origins: ConfigNode, _ record: RecordFile, to directory: RunDirectory)
        throws(ConfigError)
    {
        do {
            let origins = YAMLWriter(for: .anyVersion).string(origins)
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

    /// Takes back what was written, when the run cannot start after all.
    func remove(from directory: RunDirectory) {
        directory.undo(files: Self.names + [RunRecord.fileName, RecordFile.reserve, GitState.diffFile])
    }
}
