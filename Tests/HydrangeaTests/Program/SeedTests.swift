import Hydrangea
import Synchronization
import TestSupport
import Testing

/// Tests of the seeds of a program's runs and the random streams created from them.
@Suite struct SeedTests {
    private struct SeedConfig: StructuredConfig {
        var seed: Int? = nil
        var x = 0
    }

    /// The random numbers of one job.
    private struct Draw: Hashable, Sendable {
        var seed: UInt64
        var shared: UInt64
        var own: UInt64
    }

    private final class Draws: Sendable {
        let all = Mutex<[Draw]>([])
    }

    /// Runs a program in `scratch` and returns its exit status with the random numbers of its jobs, sorted by `x`.
    private func start(_ scratch: Scratch, _ arguments: [String], isRequired: Bool = false) async -> (Int32, [Draw]) {
        let draws = Draws()
        // The rerun takes its log config from the record.
        let quiet = arguments.contains("--rerun") ? [] : ["hydra/job_logging=none", "hydra/hydra_logging=none"]
        let program = Program<SeedConfig>(
            configuration: AppConfiguration(
                configName: nil, configPath: nil, seed: SeedSettings(isRequired: isRequired)),
            invocation: Invocation(
                arguments: ["train"] + quiet + arguments, environment: [:], workingDirectory: scratch.path)
        ) { _, run in
            var shared = run.generator("shuffle")
            var own = run.generator("shuffle", perJob: true)
            let draw = Draw(seed: run.seed.value, shared: shared.next(), own: own.next())
            draws.all.withLock { $0.append(draw) }
        }
        let status = await program.run()
        return (status, draws.all.withLock { $0 })
    }

    private func recorded(_ scratch: Scratch, _ directory: String) throws -> UInt64? {
        try RunRecord(at: scratch(directory)).facts?.seed
    }

    @Test func theConfigsSeedIsTheRunsAndIsRecorded() async throws {
        let scratch = try Scratch()
        let (status, draws) = await start(scratch, ["seed=42", "hydra.run.dir=one"], isRequired: true)
        #expect(status == 0)
        var stream = RandomStream(seed: 42, name: "shuffle")
        let first = stream.next()
        #expect(draws == [Draw(seed: 42, shared: first, own: first)])
        #expect(try recorded(scratch, "one") == 42)
    }

    @Test func aSeedThatIsRequiredAndMissingStartsNothing() async throws {
        let scratch = try Scratch()
        let (status, draws) = await start(scratch, ["hydra.run.dir=one"], isRequired: true)
        #expect(status == 1)
        #expect(draws == [])
        #expect(scratch.contents == [])
    }

    @Test func aSeedThatNobodyGaveIsDrawnOnceAndARerunHasItAgain() async throws {
        let scratch = try Scratch()
        let first = await start(scratch, ["hydra.run.dir=one"]).1
        let other = await start(scratch, ["hydra.run.dir=other"]).1
        #expect(first.count == 1 && first != other)
        #expect(try recorded(scratch, "one") == first.first?.seed)
        #expect(await start(scratch, ["--rerun", "one", "hydra.run.dir=again"]).1 == first)
        #expect(await start(scratch, ["--rerun", "again", "hydra.run.dir=oncemore"]).1 == first)
        #expect(try recorded(scratch, "oncemore") == first.first?.seed)
    }

    @Test func theJobsOfASweepShareTheSeedAndHaveStreamsOfTheirOwnWhenAsked() async throws {
        let scratch = try Scratch()
        let (status, draws) = await start(scratch, ["-m", "x=1,2,3", "hydra.sweep.dir=sweep"])
        #expect(status == 0)
        #expect(draws.count == 3)
        #expect(Set(draws.map(\.seed)).count == 1)
        #expect(Set(draws.map(\.shared)).count == 1)
        #expect(Set(draws.map(\.own)).count == 3)
        for index in 0..<3 { #expect(try recorded(scratch, "sweep/\(index)") == draws.first?.seed) }
    }

    @Test func aRerunOfASweepsJobDrawsWhatThatJobDrew() async throws {
        let scratch = try Scratch()
        let draws = await start(scratch, ["-m", "x=1,2", "seed=5", "hydra.sweep.dir=sweep"]).1
        for index in 0..<2 {
            let again = await start(scratch, ["--rerun", "sweep/\(index)", "hydra.run.dir=again-\(index)"]).1
            #expect(again.count == 1)
            #expect(again.first.map(draws.contains) == true)
            #expect(try RunRecord(at: scratch("again-\(index)")).facts?.job.index == index)
        }
        // The same applies to a rerun of the rerun.
        #expect(await start(scratch, ["--rerun", "again-1", "hydra.run.dir=last"]).1.first.map(draws.contains) == true)
    }
}
