import Foundation
import Testing

/// Runs programs that differ only in the declaration of a component's type. Their configs differ, and each run can be
/// repeated unchanged.
struct EditionTests {
    /// The probe program, as built from one edition of its source.
    private func probe(_ edition: Int, in other: ExampleProgram? = nil) throws -> ExampleProgram {
        var program = try other.map { ExampleProgram("probe", in: $0) } ?? ExampleProgram("probe")
        program.environment["PROBE_EDITION"] = String(edition)
        return program
    }

    private func run(_ program: ExampleProgram, _ arguments: String...) throws -> String {
        let result = try program.run(arguments)
        #expect(result.status == 0, "\(result.errors)")
        return String(result.output.prefix { $0 != "\n" })
    }

    private static let model = "model={_target_: mlp, hidden: 16}"

    @Test func aDefaultOfAComponentsTypeIsInTheFingerprintAndTheDifference() throws {
        let first = try probe(1)
        defer { first.cleanUp() }
        let second = try probe(2, in: first)
        #expect(try run(first, Self.model, "hydra.run.dir=one") == "model: 16 2")
        #expect(try run(second, Self.model, "hydra.run.dir=two") == "model: 16 1")
        #expect(try run(first, Self.model, "hydra.run.dir=three") == "model: 16 2")
        let fingerprints = try ["one", "two", "three"].map { name in
            try #require(first.record("\(name)/.hydra/record.json")["fingerprint"] as? String)
        }
        #expect(fingerprints[0] != fingerprints[1] && fingerprints[0] == fingerprints[2])
        let difference = try ExampleProgram("hydrangea", in: first).run("diff", "one", "two")
        #expect(difference.status == 1)
        #expect(
            difference.output == """
                --- one
                +++ two
                - model.context: 2    (the type MLP)
                + model.context: 1    (the type MLP)

                """)
        #expect(try ExampleProgram("hydrangea", in: first).run("diff", "one", "three").output == "")
    }

    @Test func aRerunHasTheRecordedValueWhateverTheProgramDeclaresNow() throws {
        let first = try probe(1)
        defer { first.cleanUp() }
        #expect(try run(first, Self.model, "hydra.run.dir=one") == "model: 16 2")
        let later = try probe(2, in: first)
        #expect(try run(later, "--rerun", "one", "hydra.run.dir=again") == "model: 16 2")
        #expect(try first.bytes(of: "again/.hydra/frozen.yaml") == first.bytes(of: "one/.hydra/frozen.yaml"))
        #expect(
            try later.run("--rerun", "one", "hydra.run.dir=other", "model.context=5").output.hasPrefix("model: 16 5"))
    }

    @Test func aRerunSaysWhichKeyTheRecordOrTheProgramLacks() throws {
        let first = try probe(1)
        defer { first.cleanUp() }
        #expect(try run(first, Self.model, "hydra.run.dir=one") == "model: 16 2")
        let place = first.directory.path
        let newer = try probe(3, in: first).run("--rerun", "one", "hydra.run.dir=newer")
        #expect(newer.output.hasPrefix("model: 16 2 3\n"))
        #expect(
            newer.errors == """
                warning: the run in \(place)/one does not have all keys: this program's defaults are taken
                  model.depth: 3

                """)
        let plain = try probe(4, in: first).run("--rerun", "one", "hydra.run.dir=plain")
        #expect(plain.status == 1)
        #expect(plain.errors.contains("error: 'model' has no key 'context'\n"), "\(plain.errors)")
    }

    @Test func aKeyThatTheHelpPageListsIsSet() throws {
        let first = try probe(1)
        defer { first.cleanUp() }
        #expect(try first.run("--help").output.contains("model.context"))
        #expect(try run(first, Self.model, "model.context=1", "hydra.run.dir=one") == "model: 16 1")
    }
}
