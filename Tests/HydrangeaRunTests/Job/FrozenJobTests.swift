import HydrangeaCompose
import HydrangeaTree
import Synchronization
import TestSupport
import Testing
@testable import HydrangeaRun

@Suite struct FrozenJobTests {
    private func composition(_ yaml: String, _ overrides: [String] = []) throws -> Composition {
        try Composer([MemorySource(yaml: ["config": yaml])]).compose("config", overrides: overrides)
    }

    private func job(_ scratch: Scratch, _ composition: Composition) throws -> FrozenJob<ConfigNode> {
        let composition = composition.settingHydra([(["job_logging"], ["root": ConfigNode(.null)])])
        let place = JobPlace(path: scratch("out"), ifTaken: .suffix)
        return try FrozenJob(composition, at: .known(place), redactor: .none) {
            (node: ConfigNode) throws(ConfigError) in node
        }
    }

    private let context = RunContext(
        arguments: ["train"], drawnSeed: Run.Seed(1 as UInt64),
        provenance: Provenance(known: .init(machine: RunRecord.Machine(host: "h", user: "u", system: "s"))))

    @Test func theFrozenConfigIsResolvedAndTheOtherKeepsItsInterpolations() async throws {
        let scratch = try Scratch()
        _ = try await job(scratch, composition("a: 1\nb: ${a}\n", ["+c=2"])).prepare(context)
        #expect(try scratch.text("out/.hydra/config.yaml") == "a: 1\nb: ${a}\nc: 2\n")
        #expect(try scratch.text("out/.hydra/frozen.yaml") == "a: 1\nb: 1\nc: 2\n")
        #expect(try scratch.text("out/.hydra/overrides.yaml") == "- +c=2\n")
        #expect(try scratch.text("out/.hydra/hydra.yaml").hasPrefix("hydra:\n  run:\n    dir: "))
    }

    @Test func theSameConfigHasTheSameFingerprintWherever() async throws {
        let one = try Scratch()
        let other = try Scratch()
        let first = try await job(one, composition("a: 1\nb: ${a}\n")).prepare(context).job.files.fingerprint
        #expect(try await job(other, composition("a: 1\nb: ${a}\n")).prepare(context).job.files.fingerprint == first)
        #expect(try await job(other, composition("a: 2\nb: ${a}\n")).prepare(context).job.files.fingerprint != first)
    }

    @Test func aRunThatHadToMoveKnowsItsDirectory() async throws {
        let scratch = try Scratch()
        let config = "here: ${hydra:runtime.output_dir}\n"
        _ = try await job(scratch, composition(config)).prepare(context)
        let second = try await job(scratch, composition(config)).prepare(context)
        #expect(second.directory.path == scratch("out-1"))
        #expect(try scratch.text("out-1/.hydra/frozen.yaml") == "here: \(scratch("out-1"))\n")
    }

    /// A job that has to move is decoded again only if its config has read the name of its directory.
    @Test(arguments: [
        ("a: 1\n", 1), ("here: ${hydra:runtime.output_dir}\n", 2), ("a: ${hydra:runtime}\n", 2),
        ("a: ${hydra:job.name}\n", 1), ("a: ${oc.env:HERE}\n", 2), ("a: ${hydra:job.env_set.HERE}\n", 2),
    ])
    func aJobIsDecodedAgainWhereItsDirectoryCounts(config: String, count: Int) async throws {
        let scratch = try Scratch()
        let decodings = Mutex(0)
        let composition = try composition(config).settingHydra([
            (["job_logging"], ["root": ConfigNode(.null)]),
            (["job", "env_set"], ["HERE": config.contains("HERE") ? "${hydra.runtime.output_dir}" : "nowhere"]),
        ])
        let place = JobPlace(path: scratch("out"), ifTaken: .suffix)
        try scratch.write("out/taken", "")
        let job = try FrozenJob(composition, at: .known(place), redactor: .none) {
            (node: ConfigNode) throws(ConfigError) in
            decodings.withLock { $0 += 1 }
            return node
        }
        let prepared = try await job.prepare(context)
        #expect(decodings.withLock { $0 } == count)
        #expect(try scratch.text("out-1/.hydra/hydra.yaml").contains("output_dir: \(scratch("out-1"))\n"))
        #expect(prepared.job.place.path == scratch("out-1"))
        if count == 2 { #expect(prepared.job.files.frozen.contains(scratch("out-1"))) }
    }

    /// Jobs that close their records at once wait for the provenance without blocking threads.
    @Test func manyJobsThatCloseAtOnceDoNotStarveAnotherTask() async throws {
        let provenance = Provenance()
        let context = RunContext(arguments: ["train"], drawnSeed: Run.Seed(1 as UInt64), provenance: provenance)
        let scratches = try (0..<16).map { _ in try Scratch() }
        try await withThrowingTaskGroup(of: ExecutedJob?.self) { group in
            for scratch in scratches {
                let job = try job(scratch, composition("a: 1\n"))
                group.addTask { try await job.prepare(context).execute { _, _ in } }
            }
            group.addTask {
                try await Task.sleep(for: .milliseconds(50))
                provenance.report(.init(machine: RunRecord.Machine(host: "found", user: "u", system: "s")))
                return nil
            }
            for try await case let executed? in group {
                #expect(executed.error == nil)
                // Jobs that block all threads would give up before this is reported.
                #expect(executed.run.record.machine.host == "found")
            }
        }
    }

    @Test func whatCannotBeFrozenLeavesNothing() async throws {
        let scratch = try Scratch()
        let composition = try composition("a: 1\n")
        let freeze = try FrozenFiles(composition, composition.resolving(), SecretScan(composition, nil, .none))
        let directory = try RunDirectory.claim(scratch("deep/out"), hydraDirectory: ".hydra", ifTaken: .suffix)
        let record = try #require(directory.record)
        // A directory takes the name of the last file.
        try scratch.write("deep/out/.hydra/record.json/in-the-way", "")
        let facts = RunRecord.Facts(
            arguments: [], workingDirectory: "/w", fingerprint: freeze.fingerprint, job: .init(name: "train"),
            machine: RunRecord.Machine(host: "h", user: "u", system: "s"), start: "2026-11-23T07:29:03.001Z")
        #expect(
            message { try freeze.write(facts, origins: [:], RecordFile(record, redactor: .none), to: directory) } == """
                error: the run's config cannot be written: Is a directory
                  \(scratch("deep/out/.hydra"))
                  the run was not started, and nothing is left there
                """)
        #expect(scratch.contents.filter { $0.hasSuffix(".yaml") || $0.contains(".tmp") } == [])
    }

    @Test func aLogThatCannotBeOpenedTakesTheRunBack() async throws {
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
        let job = try FrozenJob(composition, at: .known(place), redactor: .none) {
            (node: ConfigNode) throws(ConfigError) in node
        }
        let prepared = try await job.prepare(context)
        await #expect(throws: ConfigError.self) { _ = try await prepared.execute { _, _ in } }
        #expect(scratch.contents == [])
    }
}
