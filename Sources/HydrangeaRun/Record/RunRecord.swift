import HydrangeaCompose
import HydrangeaDecode
import HydrangeaFiles
public import HydrangeaTree
import HydrangeaYAML

/// A `RunRecord` is read from a run's directory: the facts about the run, and its configs.
///
/// Runs of Hydra can be read too. They have no facts, and their composed config takes the place of the frozen one.
public struct RunRecord: Sendable {
    static let fileName = "record.json"

    /// The run's directory, as given by the caller.
    public let directory: String
    /// The path of the record directory, usually `.hydra` in the run's directory.
    public let recordPath: String
    /// The contents of `record.json`; nil for a run of Hydra.
    public let facts: Facts?
    /// The composed config with its interpolations unresolved.
    public let config: ConfigNode
    /// The config that the program received. References to secrets are unresolved. For a run of Hydra, all
    /// interpolations are.
    public let resolvedConfig: ConfigNode
    /// True if there is a frozen config, which can be executed again.
    public let isFrozen: Bool
    /// The tree of `frozen.yaml`, with its texts still escaped by ``FrozenText``.
    let frozen: ConfigNode
    let frozenBytes: [UInt8]
    /// The `hydra` node of the run.
    public let hydra: ConfigNode
    /// The overrides of the program's config as they were typed, without secrets.
    public let overrides: [String]

    /// Reads the record and the configs of a run.
    ///
    /// - Parameter hydraDirectory: The name of the record directory: the value of `hydra.output_subdir`.
    /// - Throws: if the directory contains no run, or if a file cannot be read.
    package init(directory: String, hydraDirectory: String = ".hydra") throws(ConfigError) {
        self.directory = directory
        let place = FilePath.join(directory, hydraDirectory)
        recordPath = place
        func source(_ name: String) throws(ConfigError) -> SourceText? {
            let path = FilePath.join(place, name)
            return PosixFile.exists(path) ? try SourceText(reading: path, []) : nil
        }
        func read(_ name: String) throws(ConfigError) -> ConfigNode? {
            try source(name).map { (text) throws(ConfigError) in try YAMLReader().readDocument(text) }
        }
        // JSON is read by the YAML reader, since it is valid YAML.
        let record = try read(Self.fileName)
        let composed = try read("config.yaml")
        guard record != nil || composed != nil else { throw Self.noRun(in: directory) }
        facts = try record.map { (record) throws(ConfigError) in try Facts(node: record) }
        config = composed ?? [:]
        if let text = try source("frozen.yaml") {
            frozen = try YAMLReader().readDocument(text)
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

    /// Reads the record and the configs of the run in a directory: `RunRecord(at: run.directory)`.
    ///
    /// - Throws: if the directory contains no run, or if a file cannot be read.
    public init(at path: RunPath) throws(ConfigError) { try self.init(at: path.string) }

    /// Reads the record and the configs of the run at a path: that of the run's directory, or of a record directory
    /// such as `.hydra-1` in it.
    ///
    /// - Throws: if there is no run, or if a file cannot be read.
    public init(at path: String) throws(ConfigError) {
        let path = path.utf8.last == "/" && path.utf8.count > 1 ? String(path.dropLast()) : path
        let isRecord =
            !PosixFile.isDirectory(FilePath.join(path, ".hydra"))
            && [Self.fileName, "config.yaml"].contains { PosixFile.exists(FilePath.join(path, $0)) }
            && PosixFile.exists(FilePath.join(path, "hydra.yaml"))
        guard isRecord, let directory = FilePath.parent(of: path) else {
            try self.init(directory: path)
            return
        }
        try self.init(directory: directory, hydraDirectory: FilePath.name(of: path))
    }

    /// Decodes the config that the program received.
    public func decode<T: Decodable>(_ type: T.Type = T.self) throws(ConfigError) -> T {
        try ConfigDecoder().decode(type, from: resolvedConfig)
    }

    /// The names of the job directories of a multirun, shorter ones first, so that `10` follows `9`. Empty if the
    /// directory is not that of a multirun.
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
