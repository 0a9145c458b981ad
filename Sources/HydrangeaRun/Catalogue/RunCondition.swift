public import HydrangeaTree

extension RunRecord {
    /// The run's name in tables: its directory, or the path of its record if that is not `.hydra`.
    public var name: String {
        let record = recordPath.dropFirst(directory.count + 1)
        return record == ".hydra" ? directory : recordPath
    }

    /// The value of a run in a column of a table; nil if the run has none.
    ///
    /// A column is one of these:
    /// - a field of the record: `status`, `start`, `seconds`, `objective`, `job`, `git`, `host`, `seed`, `error`,
    ///   `signal`, `fingerprint`, `overrides`, `directory`, or `repeats` (the run that a rerun repeats);
    /// - a result that the program reported;
    /// - a key of the config, as a whole path (`optimizer.lr`) or as the end of exactly one path (`lr`).
    public func value(ofColumn column: String, asSeenOn host: String) -> ConfigNode? {
        lookUp(column, host: host).node
    }

    /// The fields of the record that can be columns.
    static let columns = [
        "directory", "overrides", "status", "start", "seconds", "objective", "job", "git", "host", "error", "signal",
        "fingerprint", "seed", "repeats",
    ]

    /// The value of a column, and the config keys whose paths end with it. If there are several, the value is nil.
    func lookUp(_ column: String, host: String) -> (node: ConfigNode?, candidates: [ConfigPath]) {
        if let node = recorded(column, host: host) { return (node.isNull ? nil : node, []) }
        if let result = facts?.results.values.first(where: { $0.name == column }) {
            return (ConfigNode(.float(result.value)), [])
        }
        if let node = resolvedConfig[ConfigPath(column)] { return (node, [ConfigPath(column)]) }
        let wanted = ConfigPath(column).elements
        let ending = resolvedConfig.leaves.filter { $0.path.elements.suffix(wanted.count).elementsEqual(wanted) }
        return (ending.count == 1 ? ending.first?.node : nil, ending.map(\.path))
    }

    private func recorded(_ column: String, host: String) -> ConfigNode? {
        func text(_ text: String?) -> ConfigNode { ConfigNode(text.map { .string($0) } ?? .null) }
        switch column {
        case "directory": return text(name)
        case "overrides": return text(overrides.joined(separator: " "))
        case "status": return text(facts?.status(asSeenOn: host).rawValue ?? "unknown")
        case "start": return text(facts?.start)
        case "seconds": return ConfigNode(facts.flatMap { $0.end == nil ? nil : .float($0.lasted) } ?? .null)
        case "objective": return ConfigNode(facts?.objective.map { .float($0) } ?? .null)
        case "job": return text(facts?.job.name ?? hydra["job.name"]?.string)
        case "git": return text(facts?.git.map { $0.commit + ($0.isDirty ? "+" : "") })
        case "host": return text(facts?.machine.host)
        case "error": return text(facts?.error)
        case "signal": return text(facts?.signal)
        case "fingerprint": return text(facts?.fingerprint.description)
        case "repeats": return text(facts?.origin.flatMap { $0.kind == .rerun ? $0.directory : nil })
        case "seed": return facts.map { text($0.seed.map { String($0) }) }
        default: return nil
        }
    }
}

/// A condition that selects runs: `lr<0.01`, `status=failed`, `git=3fa9`.
public struct RunCondition: Hashable, Sendable {
    private enum Relation: String, CaseIterable {
        // The longest relations are found first: `<=` is not read as `<`.
        case notEqual = "!="
        case atMost = "<="
        case atLeast = ">="
        case equal = "="
        case below = "<"
        case above = ">"
    }

    let column: String
    private let relation: Relation
    private let wanted: String

    /// Parses a condition.
    ///
    /// - Throws: if it has no relation or no column, or a value that its column cannot have.
    public init(_ text: String) throws(ConfigError) {
        let found = Relation.allCases.compactMap { relation in
            Self.range(of: relation.rawValue, in: text).map { (relation, $0) }
        }.min { ($0.1.lowerBound, -$0.0.rawValue.count) < ($1.1.lowerBound, -$1.0.rawValue.count) }
        guard let (relation, range) = found else { throw Self.mistake(text) }
        column = String(text[..<range.lowerBound][...].trimmed)
        // `==` is accepted for `=`.
        let rest = text[range.upperBound...]
        wanted = String((relation == .equal && rest.first == "=" ? rest.dropFirst() : rest).trimmed)
        self.relation = relation
        if column.isEmpty { throw Self.mistake(text) }
        if Self.numbers.contains(column), PythonNumber.float(Array(wanted.utf8)) == nil {
            throw ConfigError(
                Diagnostic(
                    .commandLine, "'\(wanted)' is no number, and '\(column)' is compared with one",
                    help: "'\(column)\(relation.rawValue)0.5'"))
        }
        if column == "status", !Self.statuses.contains(wanted) {
            throw ConfigError(
                Diagnostic(
                    .commandLine, "no run has the status '\(wanted)'",
                    notes: ["statuses: \(Self.statuses.joined(separator: ", "))"],
                    help: Suggestion.nearest(to: wanted, among: Self.statuses).map {
                        "did you mean status\(relation.rawValue)\($0)?"
                    }))
        }
    }

    /// The columns that contain only numbers.
    private static let numbers = ["objective", "seconds"]
    /// The values of the column `status`. Runs of Hydra have the status `unknown`.
    private static let statuses = RunRecord.Facts.Status.allCases.map(\.rawValue) + ["unknown"]

    private static func range(of sign: String, in text: String) -> Range<String.Index>? {
        var start = text.startIndex
        while start < text.endIndex {
            if text[start...].hasPrefix(sign) { return start..<text.index(start, offsetBy: sign.count) }
            start = text.index(after: start)
        }
        return nil
    }

    private static func mistake(_ text: String) -> ConfigError {
        ConfigError(
            Diagnostic(
                .commandLine, "'\(text)' is no condition",
                notes: ["a condition compares a column or key with a value by =, !=, <, <=, > or >="],
                help: "'lr<0.01', status=failed, git=COMMIT; in a shell, quote < and >"))
    }

    /// True if a run fulfils the condition. A run without a value for the column fulfils only `!=`.
    public func holds(for record: RunRecord, asSeenOn host: String) -> Bool {
        guard let node = record.value(ofColumn: column, asSeenOn: host) else { return relation == .notEqual }
        if let one = node.double, let other = PythonNumber.float(Array(wanted.utf8)) {
            return holds(one < other ? -1 : one > other ? 1 : one == other ? 0 : nil)
        }
        let text = node.string ?? node.description
        // A commit may be abbreviated to four characters or more.
        if column == "git", relation == .equal || relation == .notEqual {
            return (wanted.count >= 4 && text.hasPrefix(wanted) || text == wanted) == (relation == .equal)
        }
        return holds(text < wanted ? -1 : text > wanted ? 1 : 0)
    }

    /// - Parameter order: Negative if the run's value is smaller, positive if it is larger; nil for `nan`.
    private func holds(_ order: Int?) -> Bool {
        guard let order else { return relation == .notEqual }
        return switch relation {
        case .equal: order == 0
        case .notEqual: order != 0
        case .below: order < 0
        case .atMost: order <= 0
        case .above: order > 0
        case .atLeast: order >= 0
        }
    }
}
