import HydrangeaDecode
import HydrangeaFiles
import HydrangeaTree
import HydrangeaYAML
import TestSupport
import Testing
@testable import HydrangeaRun

@Suite struct RecordTests {
    private var facts: RunRecord.Facts {
        var facts = RunRecord.Facts(
            arguments: ["train", "name=\"a\\b\"\n\u{1}é"], workingDirectory: "/w",
            fingerprint: Fingerprint(of: "a: 1\n".utf8), configName: "config",
            job: .init(name: "train", index: 3), environmentFiles: [.init(path: "/w/.env", names: ["A", "B"])],
            machine: RunRecord.Machine(host: "h", user: "u", system: "Linux"), start: "2026-11-23T07:29:03.001Z")
        facts.git = RunRecord.GitState(commit: "abc", branch: nil, isDirty: true, untracked: ["new"])
        return facts
    }

    @Test func aRecordReadsBackAsItWasWritten() throws {
        let scratch = try Scratch()
        var facts = facts
        facts.objective = .infinity
        facts.close(at: Run.Moment(microseconds: 1_795_418_943_500_000), error: nil)
        try RecordFile(OpenDirectory(scratch.path), redactor: .none).write(facts)
        let source = SourceText(.file("record.json"), bytes: try PosixFile.bytes(of: scratch("record.json")))
        #expect(try RunRecord.Facts(node: try YAMLReader().readDocument(source)) == facts)
    }

    @Test func keysOfALaterReleaseArePassedOver() throws {
        var node = try ConfigEncoder().encode(facts)
        var mapping = try #require(node.mapping)
        var machine = try #require(mapping["machine"]?.mapping)
        machine["quantum"] = true
        mapping["machine"] = ConfigNode(.mapping(machine))
        mapping["mood"] = "good"
        node.content = .mapping(mapping)
        #expect(try RunRecord.Facts(node: node) == facts)
    }

    @Test(arguments: [
        (
            "{\"version\": 1, \"status\": \"succeeded\"}",
            """
            record.json:1:1: error: this is not the record of a run
              1 | {"version": 1, "status": "succeeded"}
                  ^~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
              'argv' must be given, and 10 more
              help: hydrangea schema record prints what a record holds
            """
        ),
        (
            "lost+found",
            """
            record.json:1:1: error: this is not the record of a run
              1 | lost+found
                  ^~~~~~~~~~
              a record is a mapping, and this is text
              help: hydrangea schema record prints what a record holds
            """
        ),
    ]) func aFileThatIsNoRecordIsReportedAsOne(text: String, screen: String) throws {
        let node = try YAMLReader().readDocument(SourceText(.file("record.json"), text: text))
        let error = #expect(throws: ConfigError.self) { try RunRecord.Facts(node: node) }
        #expect(error?.description == screen)
    }

    @Test func aFailureClosesTheRecordWithItsReason() {
        var facts = facts
        facts.close(at: Run.Moment(microseconds: 0), error: "out of memory")
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
        #expect(
            Fingerprint(of: "abc".utf8).description
                == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
        #expect(Fingerprint(of: "abc".utf8) != Fingerprint(of: "abd".utf8))
    }

    @Test(arguments: [
        ("# branch.oid abc\0# branch.head main\0", RunRecord.GitState(commit: "abc", branch: "main", isDirty: false)),
        (
            "# branch.oid abc\0# branch.head (detached)\01 .M N... 100644 a\0? new\0",
            RunRecord.GitState(commit: "abc", branch: nil, isDirty: true, untracked: ["new"])
        ),
        ("# branch.oid (initial)\0# branch.head main\0", nil),
        ("", nil),
    ])
    func whatGitReportsIsUnderstood(report: String, state: RunRecord.GitState?) {
        #expect(RunRecord.GitState(report: report) == state)
    }
}
