import HydrangeaTree

// The record as a tree, which is what is written as JSON and read back.
extension RunRecord.Facts {
    var node: ConfigNode {
        [
            "version": ConfigNode(.int(Self.version)),
            "status": .text(status.rawValue),
            "argv": .texts(arguments),
            "fingerprint": .text(fingerprint.description),
            "config_name": .text(configName),
            "job": ["name": .text(jobName), "index": ConfigNode(jobIndex.map { .int($0) } ?? .null)],
            "seed": .text(seed.map { String($0) }),
            "environment_files": ConfigNode(.sequence(environmentFiles.map(\.node))),
            "git": git?.node ?? ConfigNode(.null),
            "machine": [
                "host": .text(machine.host), "user": .text(machine.user), "system": .text(machine.system), "swift": .text(machine.swift),
            ],
            "start": .text(start),
            "end": .text(end),
            "objective": ConfigNode(objective.map { .float($0) } ?? .null),
            "error": .text(error),
            "exit_status": ConfigNode(exitStatus.map { .int($0) } ?? .null),
        ]
    }

    init(node: ConfigNode) throws(ConfigError) {
        let fields = RecordFields(node: node)
        let version = try fields.int("version")
        guard version == Self.version else {
            throw ConfigError(
                Diagnostic(
                    .run, "this record has version \(version.map(String.init) ?? "unknown")", origin: node.origin,
                    notes: ["this program reads version \(Self.version)"]))
        }
        guard let status = try Status(rawValue: fields.text("status") ?? "") else { throw fields.wrong("status", "running, succeeded or failed") }
        self.init(
            status: status, arguments: try fields.texts("argv"), fingerprint: Fingerprint(text: try fields.text("fingerprint") ?? ""),
            configName: try fields.text("config_name"), jobName: try fields.text("job.name") ?? "", jobIndex: try fields.int("job.index"),
            seed: try fields.text("seed").flatMap { UInt64($0) },
            environmentFiles: try fields.items("environment_files").map { (file) throws(ConfigError) in
                EnvironmentFile(path: try file.text("path") ?? "", names: try file.texts("names"))
            },
            git: try fields.text("git.commit").map { (commit) throws(ConfigError) in
                GitState(commit: commit, branch: try fields.text("git.branch"), isDirty: try fields.bool("git.dirty") ?? false)
            },
            machine: Machine(
                host: try fields.text("machine.host") ?? "", user: try fields.text("machine.user") ?? "",
                system: try fields.text("machine.system") ?? "", swift: try fields.text("machine.swift") ?? ""),
            start: try fields.text("start") ?? "", end: try fields.text("end"), objective: try fields.number("objective"),
            error: try fields.text("error"), exitStatus: try fields.int("exit_status"))
    }
}

/// Typed access to a record's keys. A key that is absent or null is nil, one of another type is an error.
private struct RecordFields {
    let node: ConfigNode

    func text(_ path: ConfigPath) throws(ConfigError) -> String? {
        guard let field = present(path) else { return nil }
        guard case .string(let text) = field.content else { throw wrong(path, "text") }
        return text
    }

    func int(_ path: ConfigPath) throws(ConfigError) -> Int? {
        guard let field = present(path) else { return nil }
        guard case .int(let value) = field.content else { throw wrong(path, "an integer") }
        return value
    }

    func bool(_ path: ConfigPath) throws(ConfigError) -> Bool? {
        guard let field = present(path) else { return nil }
        guard case .bool(let value) = field.content else { throw wrong(path, "true or false") }
        return value
    }

    func number(_ path: ConfigPath) throws(ConfigError) -> Double? {
        guard let field = present(path) else { return nil }
        switch field.content {
        case .int(let value): return Double(value)
        case .float(let value): return value
        // JSON has no word for these: they are kept as text.
        case .string("nan"): return .nan
        case .string("inf"): return .infinity
        case .string("-inf"): return -.infinity
        default: throw wrong(path, "a number")
        }
    }

    func texts(_ path: ConfigPath) throws(ConfigError) -> [String] {
        guard let field = present(path) else { return [] }
        guard let items = field.sequence, case let texts = items.compactMap(\.string), texts.count == items.count else {
            throw wrong(path, "a list of texts")
        }
        return texts
    }

    func items(_ path: ConfigPath) throws(ConfigError) -> [RecordFields] {
        guard let field = present(path) else { return [] }
        guard let items = field.sequence else { throw wrong(path, "a list") }
        return items.map(RecordFields.init)
    }

    func wrong(_ path: ConfigPath, _ wanted: String) -> ConfigError {
        ConfigError(
            Diagnostic(.run, "'\(path)' of this record must be \(wanted)", at: path, origin: node[path]?.origin ?? node.origin))
    }

    private func present(_ path: ConfigPath) -> ConfigNode? { node[path].flatMap { $0.isNull ? nil : $0 } }
}

extension ConfigNode {
    fileprivate static func text(_ text: String?) -> ConfigNode { ConfigNode(text.map { .string($0) } ?? .null) }
    fileprivate static func texts(_ texts: [String]) -> ConfigNode { ConfigNode(.sequence(texts.map { .text($0) })) }
}

extension RunRecord.Facts.EnvironmentFile {
    fileprivate var node: ConfigNode { ["path": .text(path), "names": .texts(names)] }
}

extension GitState {
    fileprivate var node: ConfigNode { ["commit": .text(commit), "branch": .text(branch), "dirty": ConfigNode(.bool(isDirty))] }
}
