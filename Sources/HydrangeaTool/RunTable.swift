import Hydrangea

/// Runs as rows, by the columns that are asked for.
struct RunTable {
    let columns: [String]
    /// The directory that the runs' names count from.
    let root: String
    /// This machine's name, by which the status of a run that has not ended is judged.
    let host: String

    init(columns: [String], below root: String, host: String) {
        self.columns = columns
        self.root = root
        self.host = host
    }

    private func value(_ column: String, _ record: RunRecord) -> ConfigNode? {
        guard let node = record.value(column, host: host) else { return nil }
        guard column == "directory", let path = node.string else { return node }
        let prefix = root == "/" ? "/" : root + "/"
        return ConfigNode(.string(path == root ? "." : path.hasPrefix(prefix) ? String(path.dropFirst(prefix.count)) : path))
    }

    /// Numbers by their size before texts by their letters, and what a run does not have at the end.
    func sorted(_ records: [RunRecord], by column: String) -> [RunRecord] {
        let isTurned = column.hasPrefix("-")
        let name = isTurned ? String(column.dropFirst()) : column
        let keyed = records.map { (record: $0, key: value(name, $0)) }
        let present = keyed.filter { $0.key != nil }.enumerated().sorted { one, other in
            let order = Self.order(one.element.key, other.element.key)
            return order == 0 ? one.offset < other.offset : (order < 0) != isTurned
        }
        return present.map(\.element.record) + keyed.filter { $0.key == nil }.map(\.record)
    }

    private static func order(_ one: ConfigNode?, _ other: ConfigNode?) -> Int {
        switch (number(one), number(other)) {
        case (let a?, let b?): return a < b ? -1 : a > b ? 1 : 0
        case (_?, nil): return -1
        case (nil, _?): return 1
        case (nil, nil):
            let (a, b) = (one?.oneLine ?? "", other?.oneLine ?? "")
            return a < b ? -1 : a > b ? 1 : 0
        }
    }

    private static func number(_ node: ConfigNode?) -> Double? {
        switch node?.content {
        case .int(let value)?: Double(value)
        case .float(let value)?: value
        default: nil
        }
    }

    // MARK: Forms

    /// Columns of text, as wide as they must be, without anything behind the last one.
    func text(_ records: [RunRecord]) -> String {
        let rows = [columns] + records.map { record in columns.map { shown($0, record) } }
        let widths = columns.indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
        return rows.map { row in
            let cells = zip(row, widths).map { $0 + String(repeating: " ", count: $1 - $0.count) }
            var line = cells.joined(separator: "  ")
            while line.last == " " { line.removeLast() }
            return line + "\n"
        }.joined()
    }

    /// People need no more of a commit than git shows them, and no more of a time than seconds.
    private func shown(_ column: String, _ record: RunRecord) -> String {
        guard let node = value(column, record) else { return "-" }
        switch (column, node.content) {
        case ("git", .string(let commit)): return String(commit.prefix(9)) + (commit.hasSuffix("+") ? "+" : "")
        case ("start", .string(let time)): return time.count == 24 ? String(time.dropLast(5)) + "Z" : time
        case ("overrides", .string(let text)): return text
        default: return node.oneLine
        }
    }

    func csv(_ records: [RunRecord]) -> String {
        func cell(_ text: String) -> String {
            guard text.contains(where: { ",\"\n\r".contains($0) }) else { return text }
            return "\"" + text.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\""
        }
        let rows = records.map { record in columns.map { column in value(column, record).map { $0.string ?? $0.oneLine } ?? "" } }
        return ([columns] + rows).map { $0.map(cell).joined(separator: ",") + "\n" }.joined()
    }

    func json(_ records: [RunRecord]) -> String {
        let items = records.map { record in
            "  " + JSONText.object(columns.map { column in (column, value(column, record).map { JSONText.line($0) } ?? "null") })
        }
        return items.isEmpty ? "[]\n" : "[\n" + items.joined(separator: ",\n") + "\n]\n"
    }
}
