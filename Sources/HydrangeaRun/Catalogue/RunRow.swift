public import HydrangeaTree

/// The values of the requested columns of one run.
public struct RunRow: Sendable {
    /// The absolute path of the run's directory.
    public let directory: String
    /// The start of the run in UTC; empty if the record does not say.
    let start: String
    private let columns: [String]
    private let values: [ConfigNode?]

    init(_ record: RunRecord, _ columns: [String], host: String) {
        directory = record.directory
        start = record.facts?.start ?? ""
        self.columns = columns
        // Without origins, because an origin keeps the text of the whole file in memory.
        values = columns.map { record.value(ofColumn: $0, asSeenOn: host).map { ConfigNode($0.content) } }
    }

    /// The value in one of the columns; nil if the run has none.
    public subscript(_ column: String) -> ConfigNode? {
        columns.firstIndex(of: column).flatMap { values[$0] }
    }
}
