public import HydrangeaCompose
public import HydrangeaTree
import HydrangeaYAML

/// What a run is made of, as the files that keep it.
public struct Freeze: Sendable {
    /// The composed config with its interpolations kept.
    public let config: String
    /// The `hydra` node, under its key.
    public let hydra: String
    /// The overrides of the config, as a list.
    public let overrides: String
    /// The config resolved and complete: what the program got, and what a rerun reads. Secrets are references there, or `???`.
    public let frozen: String
    /// The name of `frozen`'s bytes: the same config has the same one on any machine.
    public let fingerprint: Fingerprint

    /// Writes all of a composition as text, without its secrets.
    ///
    /// - Throws: when an interpolation of the config leads nowhere.
    public init(_ composition: Composition, resolved: ConfigNode, secrets: Secrets) throws(ConfigError) {
        let own = JobSecrets(composition, resolved: resolved, secrets)
        let shown = composition.showing(own.redacted(composition.tree))
        config = try shown.yaml()
        let writer = YAMLWriter()
        hydra = try shown.yaml(.hydra)
        overrides = writer.string(ConfigNode(.sequence(RunSettings(shown).taskOverrides.map { ConfigNode(.string($0)) })))
        frozen = writer.string(own.frozen(resolved, raw: composition.root))
        fingerprint = Fingerprint(of: frozen.utf8)
    }

    /// The files by name, in the order in which they are written.
    var files: [(name: String, text: String)] {
        [("config.yaml", config), ("hydra.yaml", hydra), ("overrides.yaml", overrides), ("frozen.yaml", frozen)]
    }

    /// Writes the files and the record of the start. When one cannot be written, nothing of the run's directory is left.
    func write(_ record: RunRecord.Facts, to directory: RunDirectory) throws(ConfigError) {
        guard let place = directory.recordPath else { return }
        do {
            for (name, text) in files { try PosixFile.writeWhole(FilePath.join(place, name), text.utf8) }
            try record.write(to: place)
        } catch {
            remove(from: directory)
            throw ConfigError(
                Diagnostic(
                    .run, "the run's config cannot be written: \(error.reason)", notes: [place, "the run was not started, and nothing is left there"]))
        }
    }

    /// Takes back what was written, when the run cannot start after all.
    func remove(from directory: RunDirectory) {
        let names = files.map(\.name) + [RunRecord.fileName]
        directory.undo(files: names.compactMap { name in directory.recordPath.map { FilePath.join($0, name) } })
    }
}
