import HydrangeaFiles
public import HydrangeaTree

/// Finds the runs below a directory. Of each of them no more is kept than a list of them needs, so that there may be
/// very many.
public struct RunFinder: Sendable {
    /// The runs that were asked for, in the order of their start; those of Hydra's, which do not tell when that was, by
    /// their directories first.
    public private(set) var rows: [RunRow] = []
    /// How many there are with those that do not fulfil the conditions.
    public private(set) var count = 0
    /// What is wrong with those that cannot be read.
    public private(set) var problems: [Diagnostic] = []

    private let conditions: [RunCondition]
    private let columns: [String]
    private let host: String

    /// The columns that are no words of the record, and what was found of them: whether a run has the key or result.
    private var asked: Set<String> = []
    private var known: Set<String> = []
    private var ambiguous: [String: [String]] = [:]
    /// Names that could have been meant; not all of very many.
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

    /// The error of a column that no run has, or that several keys of a run could be.
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

    /// How deep below the directory a run may be.
    private static let depth = 12

    /// - Parameters:
    ///   - conditions: What all of the runs fulfil.
    ///   - columns: What is asked of them, as for ``RunRecord/value(_:host:)``.
    ///   - host: This machine's name, by which the status of a run that has not ended is judged.
    /// - Throws: when there is no such directory.
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
            // A link may lead in circles, and what it leads to is found at its own place.
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
            // A directory that was made and not filled belongs to a run that never started: its configs are written one
            // after the other, and its record last.
            let names = PosixFile.names(in: path).filter { !$0.contains(".tmp-") }
            if !names.isEmpty, names != ["config.yaml"] {
                problems += error.noting("in \(path)").diagnostics
            }
        }
    }
}
