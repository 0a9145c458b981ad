import HydrangeaTree
import HydrangeaYAML
import Testing
@testable import HydrangeaRun

@Suite struct RecordTests {
    private var facts: RunRecord.Facts {
        RunRecord.Facts(
            arguments: ["train", "name=\"a\\b\"\n\u{1}é"], fingerprint: Fingerprint(of: "a: 1\n".utf8), configName: "config", jobName: "train", jobIndex: 3,
            environmentFiles: [.init(path: "/w/.env", names: ["A", "B"])], git: GitState(commit: "abc", branch: nil, isDirty: true),
            machine: Machine(host: "h", user: "u", system: "Linux", swift: "6.3"), start: "2026-11-23T07:29:03.001Z")
    }

    @Test func aRecordReadsBackAsItWasWritten() throws {
        let scratch = try Scratch()
        var facts = facts
        facts.close(at: Moment(microseconds: 1_795_418_943_500_000), objective: .infinity, error: nil)
        try facts.write(to: scratch.path)
        let source = SourceText(.file("record.json"), bytes: try PosixFile.bytes(of: scratch("record.json")))
        #expect(try RunRecord.Facts(node: try YAMLReader().document(source)) == facts)
    }

    @Test func aRecordHoldsWhatReproducingTakes() throws {
        let keys = facts.node.mapping?.keys.map(\.description)
        #expect(
            keys == [
                "version", "status", "argv", "fingerprint", "config_name", "job", "seed", "environment_files", "git", "machine", "start", "end", "objective", "error",
                "exit_status",
            ])
    }

    @Test func aFailureClosesTheRecordWithItsReason() {
        var facts = facts
        facts.close(at: Moment(microseconds: 0), objective: nil, error: "out of memory")
        #expect(facts.status == .failed)
        #expect(facts.error == "out of memory")
        #expect(facts.exitStatus == 1)
        #expect(facts.end == "1970-01-01T00:00:00.000Z")
    }

    @Test func aRecordOfAnotherVersionIsRefused() {
        #expect(
            message { _ = try RunRecord.Facts(node: ["version": 99]) } == """
                error: this record has version 99
                  this program reads version 1
                """)
    }

    @Test func theSameBytesHaveTheSameFingerprint() {
        #expect(Fingerprint(of: "abc".utf8).description == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
        #expect(Fingerprint(of: "abc".utf8) != Fingerprint(of: "abd".utf8))
    }

    @Test(arguments: [
        ("# branch.oid abc\n# branch.head main\n", GitState(commit: "abc", branch: "main", isDirty: false)),
        ("# branch.oid abc\n# branch.head (detached)\n1 .M N... 100644 a\n", GitState(commit: "abc", branch: nil, isDirty: true)),
        ("# branch.oid (initial)\n# branch.head main\n", nil),
        ("", nil),
    ])
    func whatGitReportsIsUnderstood(report: String, state: GitState?) {
        #expect(GitState(report: report) == state)
    }
}
