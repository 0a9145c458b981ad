import HydrangeaFiles
public import HydrangeaTree

/// Finds the runs below a directory. `RunFinder` keeps only the requested columns of each run, so that there can be
/// very many.
public struct RunFinder: Sendable {
    /// The matching runs, sorted by their start. Runs of Hydra have no start and come first, sorted by directory.
    public private(set) var rows: [RunRow] = []
    /// The number of all readable runs, including those that do not fulfil the conditions.
    public private(set) var count = 0
    /// The errors of runs that cannot be read.
    public private(set) var problems: [Diagnostic] = []

    private let conditions: [RunCondition]
    private let columns: [String]
    private let host: String

    /// The columns that are not fields of the record. `known` are those that a run has as a key or result.
    private var asked: Set<String> = []
    private var known: Set<String> = []
    private var ambiguous: [String: [String]] = [:]
    /// Names for suggestions. Their number is limited, because there can be very many.
    private var names: Set<String> = []

    private mutating func look(_ record: RunRecord) {
        for column in asked where !known.contains(column) {
            let found = record.lookUp(column, host: host)
            if found.candidates.count > 1 {
                ambiguous[column] = found.candidates.map(\.description)
            } else if found.node != nil {
                known.insert(column)
            }
        }
        if known.count < asked.count, names.count < 10_000 {
            for leaf in record.resolvedConfig.leaves {
                names.insert(leaf.path.description)
                if case .key(let key)? = leaf.path.elements.last { names.insert(key.description) }
            }
            for result in record.facts?.results.values ?? [] { names.insert(result.name) }
        }
    }

    /// The error for a column that no run has, or that is the end of several keys.
    private func unknownColumn() -> ConfigError? {
        guard count > 0, let column = asked.subtracting(known).min() else { return nil }
        if let paths = ambiguous[column] {
            return ConfigError(
                Diagnostic(
                    .commandLine, "several keys end with '\(column)'",
                    notes: ["keys: \(paths.joined(separator: ", "))"],
                    help: paths.first.map { "write a whole key: \($0)" }))
        }
        let near = Suggestion.nearest(to: column, among: RunRecord.columns + names.sorted())
        return ConfigError(
            Diagnostic(
                .commandLine, "no run has a column, result or key '\(column)'",
                notes: ["columns: \(RunRecord.columns.joined(separator: ", ")), results, and keys of the config"],
                help: near.map { "did you mean \($0)?" }))
    }

    /// The depth limit of the search.
    private static let depth = 12

    /// - Parameters:
    ///   - conditions: The conditions that the runs must fulfil.
    ///   - columns: The columns to keep of each run, as for ``RunRecord/value(_:host:)``.
    ///   - host: The name of this machine. A run that has not ended is `lost` if its process on this machine is gone.
    /// - Throws: if the directory does not exist, or if a column is unknown.
    public init(below directory: String, where conditions: [RunCondition] = [], columns: [String], host: String)
        throws(ConfigError)
    {
        self.conditions = conditions
        self.columns = columns
        self.host = host
        guard PosixFile.isDirectory(directory) else {
            throw ConfigError(
                Diagnostic(.file, "there is no directory '\(directory)'", help: "hydrangea runs DIRECTORY"))
        }
        asked = Set((columns + conditions.map(\.column)).filter { !RunRecord.columns.contains($0) })
        search(directory, depth: 0)
        if let error = unknownColumn() { throw error }
        rows.sort { ($0.start, $0.directory) < ($1.start, $1.directory) }
    }

    private mutating func search(_ directory: String, depth: Int) {
        let names = PosixFile.names(in: directory).sorted()
        for name in names where name == ".hydra" || name.hasPrefix(".hydra-") { read(FilePath.join(directory, name)) }
        guard depth < Self.depth else { return }
        for name in names where !name.hasPrefix(".") {
            let path = FilePath.join(directory, name)
            // A symbolic link can lead in circles, and its target is found at its own place.
            if PosixFile.linkTarget(path) == nil, PosixFile.isDirectory(path) { search(path, depth: depth + 1) }
        }
    }

    private mutating func read(_ path: String) {
        do {
            let record = try RunRecord(at: path)
            count += 1
            look(record)
            if conditions.allSatisfy({ $0.holds(for: record, host: host) }) {
                rows.append(RunRow(record, columns, host: host))
            }
        } catch {
            // `.hydra` of a run that never started is empty, or has only its first file, `config.yaml`.
            let names = PosixFile.names(in: path).filter { !$0.contains(".tmp-") }
            if !names.isEmpty, names != ["config.yaml"] {
                problems += error.noting("in \(path)").diagnostics
            }
        }
    }
}
