public import HydrangeaTree

/// What is kept of a run that is listed: the values of the columns that were asked for, and nothing else of its files.
public struct RunRow: Sendable {
    /// The run's absolute directory.
    public let directory: String
    /// When it started, in UTC; empty when the record does not tell.
    let start: String
    private let columns: [String]
    private let values: [ConfigNode?]

    init(_ record: RunRecord, _ columns: [String], host: String) {
        directory = record.directory
        start = record.facts?.start ?? ""
        self.columns = columns
        // A value's origin would keep the whole text that it was read from.
        values = columns.map { record.value($0, host: host).map { ConfigNode($0.content) } }
    }

    /// The value of one of the columns; nil when the run has none.
    public subscript(_ column: String) -> ConfigNode? {
        columns.firstIndex(of: column).flatMap { values[$0] }
    }
}
