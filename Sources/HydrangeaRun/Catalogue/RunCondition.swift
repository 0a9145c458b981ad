public import HydrangeaTree

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
        let text = node.string ?? node.oneLine
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
