import HydrangeaFiles
import HydrangeaTree

/// The earlier run that a run repeats or resumes, and the differences between their surroundings.
package struct RunOrigin: Sendable {
    /// The entry in the new run's record.
    var fact: RunRecord.Facts.Origin
    private let data: [RunRecord.DataFingerprint]

    /// Compares the surroundings of a `record` with those of this process. Facts missing in the record are not
    /// compared.
    ///
    /// The initializer waits for the ``Provenance``, because the differences are reported before the rerun starts.
    package init(rerunning record: RunRecord, now context: RunContext) async {
        data = record.facts?.data ?? []
        let now = await context.provenance.facts()
        var differences = record.facts.map { Self.differences($0, now) } ?? []
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

    /// The differences, one sentence each.
    package var differences: [String] { fact.differences }

    /// The `quickRead` limit in bytes for data that are read only for this comparison. Data that the program registers
    /// are always compared.
    private static let quickRead = 64 << 20

    private static func difference(_ data: RunRecord.DataFingerprint, _ hash: FileHash) -> String? {
        guard PosixFile.exists(data.path) else { return "data: \(data.path) is not there any more" }
        guard data.bytes <= quickRead, let now = try? hash.of(data.path), now.sha256 != data.sha256 else { return nil }
        return "data: \(data.path) had SHA-256 \(data.sha256) then, \(now.sha256) now"
    }

    /// The earlier run that this run resumes; nil without `--exist resume`.
    static func resumed(_ record: String, in directory: String, _ ifTaken: RunDirectory.IfTaken) -> RunRecord.Facts
        .Origin?
    {
        guard ifTaken == .resume else { return nil }
        let fingerprint = (try? RunRecord(directory: record, hydraDirectory: "").facts)?.fingerprint
        return .init(kind: .resume, directory: directory, record: record, fingerprint: fingerprint, differences: [])
    }

    private static func differences(_ old: RunRecord.Facts, _ now: Provenance.Facts?) -> [String] {
        var sentences: [String] = []
        func compare(_ what: String, _ before: String?, _ after: String?) {
            if let before, let after, before != after { sentences.append("\(what): \(before) then, \(after) now") }
        }
        compare("code: commit", old.git?.commit, now?.git?.commit)
        if old.git?.commit == now?.git?.commit, old.git?.diff?.sha256 != now?.git?.diff?.sha256 {
            func state(_ git: RunRecord.GitState?) -> String {
                git?.diff.map { "changes \($0.sha256.description.prefix(12))" } ?? "no changes"
            }
            sentences.append("code: \(state(old.git)) beside the commit then, \(state(now?.git)) now")
        }
        compare("code: the program's SHA-256", old.program?.sha256.description, now?.program?.sha256.description)
        compare(
            "code: SHA-256 of Package.resolved", old.packages?.sha256.description, now?.packages?.sha256.description)
        compare("toolchain: Swift", old.toolchain.swift, RunRecord.Toolchain.current.swift)
        compare("toolchain: build", old.toolchain.build, RunRecord.Toolchain.current.build)
        compare("host", old.machine.host, now?.machine.host)
        compare("system", old.machine.system, now?.machine.system)
        compare("CPU", old.machine.cpu, now?.machine.cpu)
        func names(_ machine: RunRecord.Machine?) -> String? {
            machine.map { $0.gpus.isEmpty ? "none" : $0.gpus.map(\.name).joined(separator: ", ") }
        }
        compare("GPU", names(old.machine), names(now?.machine))
        return sentences
    }

    /// The difference between data that this run registers and the earlier run's data, as a sentence.
    func differences(in data: RunRecord.DataFingerprint) -> [String] {
        guard let old = self.data.first(where: { $0.path == data.path }), old.sha256 != data.sha256 else { return [] }
        let sentence = "data: \(data.path) had SHA-256 \(old.sha256) then, \(data.sha256) now"
        return differences.contains(sentence) ? [] : [sentence]
    }
}
