import HydrangeaCompose
import HydrangeaTree
import TestSupport
import Testing
@testable import HydrangeaRun

@Suite struct FreezeTests {
    private func composition(_ yaml: String, _ overrides: [String] = []) throws -> Composition {
        try Composer([MemorySource(yaml: ["config": yaml])]).compose("config", overrides: overrides)
    }

    private func job(_ scratch: Scratch, _ composition: Composition) throws -> FrozenJob<ConfigNode> {
        let composition = composition.settingHydra([(["job_logging"], ["root": ConfigNode(.null)])])
        let place = JobPlace(path: scratch("out"), ifTaken: .suffix)
        return try FrozenJob(composition, at: place, secrets: .none) { (node: ConfigNode) throws(ConfigError) in node }
    }

    private let context = RunContext(
        arguments: ["train"], drawnSeed: Run.Seed(1 as UInt64),
        surroundings: Surroundings(known: .init(machine: RunRecord.Machine(host: "h", user: "u", system: "s"))))

    @Test func theFrozenConfigIsResolvedAndTheOtherKeepsItsInterpolations() throws {
        let scratch = try Scratch()
        _ = try job(scratch, composition("a: 1\nb: ${a}\n", ["+c=2"])).prepare(context)
        #expect(try scratch.text("out/.hydra/config.yaml") == "a: 1\nb: ${a}\nc: 2\n")
        #expect(try scratch.text("out/.hydra/frozen.yaml") == "a: 1\nb: 1\nc: 2\n")
        #expect(try scratch.text("out/.hydra/overrides.yaml") == "- +c=2\n")
        #expect(try scratch.text("out/.hydra/hydra.yaml").hasPrefix("hydra:\n  run:\n    dir: "))
    }

    @Test func theSameConfigHasTheSameFingerprintWherever() throws {
        let one = try Scratch()
        let other = try Scratch()
        let first = try job(one, composition("a: 1\nb: ${a}\n")).prepare(context).run.fingerprint
        #expect(try job(other, composition("a: 1\nb: ${a}\n")).prepare(context).run.fingerprint == first)
        #expect(try job(other, composition("a: 2\nb: ${a}\n")).prepare(context).run.fingerprint != first)
    }

    @Test func aRunThatHadToMoveKnowsItsDirectory() throws {
        let scratch = try Scratch()
        let config = "here: ${hydra:runtime.output_dir}\n"
        _ = try job(scratch, composition(config)).prepare(context)
        let second = try job(scratch, composition(config)).prepare(context)
        #expect(second.run.directory.string == scratch("out-1"))
        #expect(try scratch.text("out-1/.hydra/frozen.yaml") == "here: \(scratch("out-1"))\n")
    }

    @Test func whatCannotBeFrozenLeavesNothing() throws {
        let scratch = try Scratch()
        let composition = try composition("a: 1\n")
        let freeze = try Freeze(composition, composition.resolving(), secrets: .none)
        let directory = try RunDirectory.claim(scratch("deep/out"), recordName: ".hydra", ifTaken: .suffix)
        let record = try #require(directory.record)
        // A directory takes the name of the last file.
        try scratch.write("deep/out/.hydra/record.json/in-the-way", "")
        let facts = RunRecord.Facts(
            arguments: [], workingDirectory: "/w", fingerprint: freeze.fingerprint, job: .init(name: "train"),
            machine: RunRecord.Machine(host: "h", user: "u", system: "s"), start: "2026-11-23T07:29:03.001Z")
        #expect(
            message { try freeze.write(facts, origins: [:], RecordFile(record), to: directory) } == """
                error: the run's config cannot be written: Is a directory
                  \(scratch("deep/out/.hydra"))
                  the run was not started, and nothing is left there
                """)
        #expect(scratch.contents.filter { $0.hasSuffix(".yaml") || $0.contains(".tmp") } == [])
    }

    @Test func aLogThatCannotBeOpenedTakesTheRunBack() throws {
        let scratch = try Scratch()
        let composition = try composition("a: 1\n").settingHydra([
            (
                ["job_logging"],
                [
                    "handlers": ["f": ["class": "logging.FileHandler", "filename": "/dev/null/x"]],
                    "root": ["handlers": ["f"]],
                ]
            )
        ])
        let place = JobPlace(path: scratch("out"), ifTaken: .suffix)
        let job = try FrozenJob(composition, at: place, secrets: .none) { (node: ConfigNode) throws(ConfigError) in node
        }
        #expect(throws: ConfigError.self) { _ = try job.prepare(context) }
        #expect(scratch.contents == [])
    }
}
