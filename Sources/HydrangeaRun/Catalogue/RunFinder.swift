import HydrangeaFiles
public import HydrangeaTree

/// The conditions and columns with which runs are searched for.
/// ```swift
/// let finder = RunFinder(where: [try RunCondition("lr<0.01")], columns: ["objective", "lr"], host: "gpu-3")
/// for run in try finder.find(below: "outputs").rows { print(run.directory, run["objective"] ?? "none") }
/// ```
public struct RunFinder: Sendable {
    /// The conditions that a run must fulfil.
    public var conditions: [RunCondition]
    /// The columns to keep of each run, as for ``RunRecord/value(ofColumn:asSeenOn:)``.
    public var columns: [String]
    /// The name of this machine. A run that has not ended is `lost` if its process on this machine is gone.
    public var host: String

    /// - Parameter host: The name of this machine, see ``host``.
    public init(where conditions: [RunCondition] = [], columns: [String], host: String) {
        self.conditions = conditions
        self.columns = columns
        self.host = host
    }

    /// The result of a search. It holds only the requested columns of each run, so that there can be very many.
    public struct Found: Sendable {
        /// The matching runs, sorted by their start. Runs of Hydra have no start and come first, sorted by directory.
        public internal(set) var rows: [RunRow] = []
        /// The number of all readable runs, including those that do not fulfil the conditions.
        public internal(set) var count = 0
        /// The errors of runs that cannot be read.
        public internal(set) var problems: [Diagnostic] = []
    }

    /// Reads the records of all runs below a directory.
    ///
    /// - Throws: if the directory does not exist, or if a column is unknown.
    public func find(below directory: String) throws(ConfigError) -> Found {
        guard PosixFile.isDirectory(directory) else {
            throw ConfigError(
                Diagnostic(.file, "there is no directory '\(directory)'", help: "hydrangea runs DIRECTORY"))
        }
        var search = RunSearch(self)
        search.search(directory, depth: 0)
        if let error = search.unknownColumn() { throw error }
        search.found.rows.sort { ($0.start, $0.directory) < ($1.start, $1.directory) }
        return search.found
    }
}

/// A search that is under way.
private struct RunSearch {
    private let finder: RunFinder
    var found = RunFinder.Found()

    /// The columns that are not fields of the record. `known` are those that a run has as a key or result.
    private let asked: Set<String>
    private var known: Set<String> = []
    private var ambiguous: [String: [String]] = [:]
    /// Names for suggestions. Their number is limited, because there can be very many.
    private var names: Set<String> = []

    init(_ finder: RunFinder) {
        self.finder = finder
        asked = Set(
            (finder.columns + finder.conditions.map(\.column)).filter { !RunRecord.columns.contains($0) })
    }

    private mutating func look(_ record: RunRecord) {
        for column in asked where !known.contains(column) {
            let found = record.lookUp(column, host: finder.host)
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
    func unknownColumn() -> ConfigError? {
        guard found.count > 0, let column = asked.subtracting(known).min() else { return nil }
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

    mutating func search(_ directory: String, depth: Int) {
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
            found.count += 1
            look(record)
            if finder.conditions.allSatisfy({ $0.holds(for: record, asSeenOn: finder.host) }) {
                found.rows.append(RunRow(record, finder.columns, host: finder.host))
            }
        } catch {
            // `.hydra` of a run that never started is empty, or has only its first file, `config.yaml`.
            let names = PosixFile.names(in: path).filter { !$0.contains(".tmp-") }
            if !names.isEmpty, names != ["config.yaml"] {
                found.problems += error.found(in: path).diagnostics
            }
        }
    }
}
