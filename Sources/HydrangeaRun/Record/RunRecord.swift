import HydrangeaCompose
import HydrangeaDecode
import HydrangeaFiles
public import HydrangeaTree
import HydrangeaYAML

/// What a run left in its directory: what happened, and the configs that it was made of.
///
/// The runs of Hydra can be read too: they have no facts, and no frozen config but the composed one.
public struct RunRecord: Sendable {
    static let fileName = "record.json"

    /// The run's directory, as it was named.
    public let directory: String
    /// Where the record is: `.hydra` in the run's directory, usually.
    public let recordPath: String
    /// What happened; nil when the run is one of Hydra's.
    public let facts: Facts?
    /// The composed config with its interpolations kept.
    public let config: ConfigNode
    /// The config that the program got. References to secrets stay references; of a run of Hydra's nothing is resolved.
    public let resolvedConfig: ConfigNode
    /// Whether there is a frozen config, which can be executed again.
    public let isFrozen: Bool
    /// The frozen config as it is written.
    let frozen: ConfigNode
    let frozenBytes: [UInt8]
    /// The settings of the run itself.
    public let hydra: ConfigNode
    /// The overrides of the program's config, as they were typed; secrets are hidden.
    public let overrides: [String]

    /// Reads the record and the configs of a run.
    ///
    /// - Parameter recordName: The directory of the record, as `hydra.output_subdir` named it.
    /// - Throws: when the directory holds no run, or one of its files cannot be read.
    public init(directory: String, recordName: String = ".hydra") throws(ConfigError) {
        self.directory = directory
        let place = FilePath.join(directory, recordName)
        recordPath = place
        func source(_ name: String) throws(ConfigError) -> SourceText? {
            let path = FilePath.join(place, name)
            return PosixFile.exists(path) ? try SourceText(reading: path, []) : nil
        }
        func read(_ name: String) throws(ConfigError) -> ConfigNode? {
            try source(name).map { (text) throws(ConfigError) in try YAMLReader().document(text) }
        }
        // A record is JSON, which is YAML too.
        let record = try read(Self.fileName)
        let composed = try read("config.yaml")
        guard record != nil || composed != nil else { throw Self.noRun(in: directory) }
        facts = try record.map { (record) throws(ConfigError) in try Facts(node: record) }
        config = composed ?? [:]
        if let text = try source("frozen.yaml") {
            frozen = try YAMLReader().document(text)
            frozenBytes = text.bytes
            resolvedConfig = FrozenText.unescaping(frozen)
            isFrozen = true
        } else {
            frozen = config
            frozenBytes = []
            resolvedConfig = config
            isFrozen = false
        }
        hydra = try read("hydra.yaml")?["hydra"] ?? [:]
        overrides = try read("overrides.yaml")?.sequence?.compactMap(\.string) ?? []
    }

    /// Reads the record and the configs of a run, by the path of its directory: ``Run/directory``.
    ///
    /// - Parameter recordName: The directory of the record, as `hydra.output_subdir` named it.
    /// - Throws: when the directory holds no run, or one of its files cannot be read.
    public init(directory: RunPath, recordName: String = ".hydra") throws(ConfigError) {
        try self.init(directory: directory.string, recordName: recordName)
    }

    /// Reads the run that a path leads to: that of a run's directory, or of a record such as `.hydra-1` in it.
    public init(at path: String) throws(ConfigError) {
        let path = path.utf8.last == UInt8(ascii: "/") && path.utf8.count > 1 ? String(path.dropLast()) : path
        let isRecord =
            !PosixFile.isDirectory(FilePath.join(path, ".hydra"))
            && [Self.fileName, "config.yaml"].contains { PosixFile.exists(FilePath.join(path, $0)) }
            && PosixFile.exists(FilePath.join(path, "hydra.yaml"))
        guard isRecord, let directory = FilePath.parent(of: path) else {
            try self.init(directory: path)
            return
        }
        try self.init(directory: directory, recordName: FilePath.name(of: path))
    }

    /// The config that the program got, as a type of the program.
    public func decode<T: Decodable>(_ type: T.Type = T.self) throws(ConfigError) -> T {
        try ConfigDecoder().decode(type, from: resolvedConfig)
    }

    /// The directories of a multirun's jobs, by their names in its own; none where no multirun was made.
    package static func jobs(in directory: String) -> [String] {
        let names = PosixFile.names(in: directory)
        guard names.contains("multirun.yaml") else { return [] }
        return names.filter {
            PosixFile.exists(FilePath.join(FilePath.join(directory, $0), ".hydra")) && !$0.hasPrefix(".")
        }
        .sorted { ($0.utf8.count, $0) < ($1.utf8.count, $1) }
    }

    private static func noRun(in directory: String) -> ConfigError {
        guard PosixFile.isDirectory(directory) else {
            return ConfigError(
                Diagnostic(
                    .run, "there is no directory '\(directory)'",
                    help: "hydrangea runs lists the runs of this directory"))
        }
        let names = PosixFile.names(in: directory)
        let jobs = jobs(in: directory)
        if let first = jobs.first {
            let most = 10
            let more = jobs.count > most ? ", … and \(jobs.count - most) more" : ""
            return ConfigError(
                Diagnostic(
                    .run, "this is the directory of a multirun",
                    notes: [directory, "its jobs: \(jobs.prefix(most).joined(separator: ", "))\(more)"],
                    help: "name one of them: \(FilePath.join(directory, first).shellWord)"))
        }
        let others = names.filter { $0.hasPrefix(".hydra-") }.sorted()
        return ConfigError(
            Diagnostic(
                .run, "no run was made in this directory",
                notes: [directory]
                    + (others.isEmpty ? [] : ["records of earlier runs: \(others.joined(separator: ", "))"]),
                help: "name a run's directory, the one that holds .hydra; hydrangea runs lists them"))
    }
}
