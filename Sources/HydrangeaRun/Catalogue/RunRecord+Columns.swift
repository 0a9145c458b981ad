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
        case "seconds": return ConfigNode(facts.flatMap { $0.end == nil ? nil : .float($0.duration) } ?? .null)
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
