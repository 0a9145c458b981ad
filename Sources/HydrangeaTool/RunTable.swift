import Hydrangea

/// A table of runs with the requested columns.
struct RunTable {
    let columns: [String]
    /// The directory to which the runs' paths are relative.
    let root: String

    private func value(_ column: String, _ row: RunRow) -> ConfigNode? {
        guard let node = row[column] else { return nil }
        guard column == "directory", let path = node.string else { return node }
        let prefix = root == "/" ? "/" : root + "/"
        return ConfigNode(
            .string(path == root ? "." : path.hasPrefix(prefix) ? String(path.dropFirst(prefix.count)) : path))
    }

    /// The runs sorted by a column: numbers by value, then texts by letters, then runs without a value.
    func sorted(_ runs: [RunRow], by column: String, isTurned: Bool) -> [RunRow] {
        let keyed = runs.map { (run: $0, key: value(column, $0)) }
        let present = keyed.filter { $0.key != nil }.enumerated().sorted { one, other in
            let order = Self.order(one.element.key, other.element.key)
            return order == 0 ? one.offset < other.offset : (order < 0) != isTurned
        }
        return present.map(\.element.run) + keyed.filter { $0.key == nil }.map(\.run)
    }

    private static func order(_ one: ConfigNode?, _ other: ConfigNode?) -> Int {
        switch (one?.double, other?.double) {
        case (let a?, let b?): return a < b ? -1 : a > b ? 1 : 0
        case (_?, nil): return -1
        case (nil, _?): return 1
        case (nil, nil):
            let (a, b) = (one?.oneLine ?? "", other?.oneLine ?? "")
            return a < b ? -1 : a > b ? 1 : 0
        }
    }

    // MARK: Forms

    /// Columns of text with the smallest width, and no spaces at the end of a line.
    func text(_ runs: [RunRow]) -> String {
        let rows = [columns] + runs.map { run in columns.map { shown($0, run) } }
        return TextColumns(rows).lines().map { $0 + "\n" }.joined()
    }

    /// The value for display: a commit is shortened as git does, and a time is given to the second.
    private func shown(_ column: String, _ run: RunRow) -> String {
        guard let node = value(column, run) else { return "-" }
        switch (column, node.content) {
        case ("git", .string(let commit)): return String(commit.prefix(9)) + (commit.hasSuffix("+") ? "+" : "")
        case ("start", .string(let time)): return time.count == 24 ? String(time.dropLast(5)) + "Z" : time
        case ("overrides", .string(let text)), ("seed", .string(let text)), ("job", .string(let text)): return text
        case (_, .float(let value)): return PythonRepr.float(Self.rounded(value))
        default: return node.oneLine
        }
    }

    /// A number rounded to six significant digits; larger numbers and very small ones are not rounded.
    static func rounded(_ value: Double) -> Double {
        guard value.isFinite, value != 0 else { return value }
        var scale = 1.0
        while abs(value) * scale < 100_000, scale < 1e22 { scale *= 10 }
        return abs(value) < 100_000 && scale < 1e22 ? (value * scale).rounded() / scale : value
    }

    func csv(_ runs: [RunRow]) -> String {
        func cell(_ text: String) -> String {
            guard text.contains(where: { ",\"\n\r".contains($0) }) else { return text }
            return "\"" + text.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\""
        }
        let rows = runs.map { run in
            columns.map { column in value(column, run).map { $0.string ?? $0.oneLine } ?? "" }
        }
        return ([columns] + rows).map { $0.map(cell).joined(separator: ",") + "\n" }.joined()
    }

    func json(_ runs: [RunRow]) -> String {
        let items = runs.map { run in
            ConfigNode(.mapping(ConfigMapping(columns.map { (.string($0), value($0, run) ?? .null) })))
        }
        return JSONText.rows(items) + "\n"
    }
}
