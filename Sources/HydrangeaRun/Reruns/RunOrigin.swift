import HydrangeaFiles
import HydrangeaTree

/// The run that another one repeats or goes on with, and how the other one's surroundings differ from it.
package struct RunOrigin: Sendable {
    /// What the new run's record says of it.
    var fact: RunRecord.Facts.Origin
    private let data: [DataFingerprint]

    /// What a run had, and this process has not; what the other run's record does not tell is not compared.
    ///
    /// Waits for all that there is to know of this process: whoever repeats a run wants to know what differs before it
    /// starts.
    package init(rerunning record: RunRecord, now context: RunContext) {
        data = record.facts?.data ?? []
        var differences = record.facts.map { Self.differences($0, context.surroundings.wait()) } ?? []
        let fingerprint = Fingerprint(of: record.frozenBytes)
        if let old = record.facts?.fingerprint, old != fingerprint {
            differences.append(
                "config: frozen.yaml was changed since the run, its SHA-256 was \(old) and is \(fingerprint)")
        }
        let hash = FileHash(cache: HashCache(environment: context.environment))
        differences += data.compactMap { Self.difference($0, hash) }
        fact = .init(
            kind: .rerun, directory: record.directory, record: record.recordPath,
            fingerprint: record.facts?.fingerprint, differences: differences)
    }

    /// What is not as it was, a sentence each.
    package var differences: [String] { fact.differences }

    /// The largest data that are read only to compare them before the start, in bytes; what the program registers is
    /// compared in any case.
    private static let quickRead = 64 << 20

    private static func difference(_ data: DataFingerprint, _ hash: FileHash) -> String? {
        guard PosixFile.exists(data.path) else { return "data: \(data.path) is not there any more" }
        guard data.bytes <= quickRead, let now = try? hash.of(data.path), now.sha256 != data.sha256 else { return nil }
        return "data: \(data.path) had SHA-256 \(data.sha256) then, \(now.sha256) now"
    }

    /// The earlier run of a directory in which this one goes on; nil when it was not asked to go on.
    static func resumed(_ record: String, in directory: String, _ ifTaken: RunDirectory.IfTaken) -> RunRecord.Facts
        .Origin?
    {
        guard ifTaken == .resume else { return nil }
        let fingerprint = (try? RunRecord(directory: record, recordName: "").facts)?.fingerprint
        return .init(kind: .resume, directory: directory, record: record, fingerprint: fingerprint, differences: [])
    }

    private static func differences(_ old: RunRecord.Facts, _ now: Surroundings.Facts?) -> [String] {
        var sentences: [String] = []
        func compare(_ what: String, _ before: String?, _ after: String?) {
            if let before, let after, before != after { sentences.append("\(what): \(before) then, \(after) now") }
        }
        compare("code: commit", old.git?.commit, now?.git?.commit)
        if old.git?.commit == now?.git?.commit, old.git?.diff?.sha256 != now?.git?.diff?.sha256 {
            func state(_ git: GitState?) -> String {
                git?.diff.map { "changes \($0.sha256.description.prefix(12))" } ?? "no changes"
            }
            sentences.append("code: \(state(old.git)) beside the commit then, \(state(now?.git)) now")
        }
        compare("code: the program's SHA-256", old.program?.sha256.description, now?.program?.sha256.description)
        compare(
            "code: SHA-256 of Package.resolved", old.packages?.sha256.description, now?.packages?.sha256.description)
        compare("toolchain: Swift", old.toolchain.swift, Toolchain.current.swift)
        compare("toolchain: build", old.toolchain.build, Toolchain.current.build)
        compare("host", old.machine.host, now?.machine.host)
        compare("system", old.machine.system, now?.machine.system)
        compare("CPU", old.machine.cpu, now?.machine.cpu)
        func names(_ machine: Machine?) -> String? {
            machine.map { $0.gpus.isEmpty ? "none" : $0.gpus.map(\.name).joined(separator: ", ") }
        }
        compare("GPU", names(old.machine), names(now?.machine))
        return sentences
    }

    /// How data that this run registers differ from those of the other.
    func differences(in data: DataFingerprint) -> [String] {
        guard let old = self.data.first(where: { $0.path == data.path }), old.sha256 != data.sha256 else { return [] }
        let sentence = "data: \(data.path) had SHA-256 \(old.sha256) then, \(data.sha256) now"
        return differences.contains(sentence) ? [] : [sentence]
    }
}
