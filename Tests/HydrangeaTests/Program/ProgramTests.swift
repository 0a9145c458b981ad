import Foundation
import Hydrangea
import HydrangeaTesting
import Synchronization
import TestSupport
import Testing

/// Tests of whole programs, each in its own directory.
@Suite struct ProgramTests {
    private struct TrainConfig: StructuredConfig {
        var epochs = 1
        var lr = 0.1
    }

    private struct Failure: Error, CustomStringConvertible {
        var description: String
    }

    /// Runs a program in `scratch` and returns its exit status, with the epochs of the executed jobs.
    private func start(
        _ scratch: Scratch, _ arguments: [String], fails: @escaping @Sendable (Int) -> Bool = { _ in false }
    ) async -> (Int32, [Int]) {
        let epochs = Mutex<[Int]>([])
        let seen = Box(epochs)
        let program = Program<TrainConfig>(
            configuration: AppConfiguration(configName: "config", configPath: "conf"),
            invocation: Invocation(
                arguments: ["train", "hydra/job_logging=none", "hydra/hydra_logging=none"] + arguments,
                environment: [:],
                workingDirectory: scratch.path)
        ) { config, run in
            seen.value.withLock { $0.append(config.epochs) }
            run.report(objective: Double(config.epochs))
            if fails(config.epochs) { throw Failure(description: "epoch \(config.epochs) diverged") }
        }
        let status = await program.run()
        return (status, seen.value.withLock { $0 })
    }

    private func tree() throws -> Scratch {
        let scratch = try Scratch()
        try scratch.write("conf/config.yaml", "epochs: 3\nhydra:\n  run:\n    dir: out\n  sweep:\n    dir: sweep\n")
        return scratch
    }

    @Test func aRunLeavesItsConfigAndItsRecord() async throws {
        let scratch = try tree()
        let (status, epochs) = await start(scratch, ["lr=0.5"])
        #expect(status == 0)
        #expect(epochs == [3])
        let files = try FileManager.default.contentsOfDirectory(atPath: scratch("out/.hydra")).sorted()
        #expect(files == ["config.yaml", "frozen.yaml", "hydra.yaml", "origins.yaml", "overrides.yaml", "record.json"])
        let record = try RunRecord(at: scratch("out"))
        let facts = try #require(record.facts)
        #expect(facts.status == .succeeded)
        #expect(facts.objective == 3)
        #expect(record.overrides == ["lr=0.5"])
        #expect(try record.decode(TrainConfig.self).lr == 0.5)
        #expect(try facts.fingerprint == Fingerprint(of: scratch.text("out/.hydra/frozen.yaml").utf8))
    }

    @Test(arguments: [
        ["epochs=three"], ["epoch=3"], ["epochs=[1,2"], ["hydra.run.dir=${nowhere}"], ["-m", "--cfg", "job"],
        ["-m", "epochs=1,two"], ["lr=???"],
    ])
    func aMistakeLeavesNothing(arguments: [String]) async throws {
        let scratch = try tree()
        let (status, epochs) = await start(scratch, arguments)
        #expect(status == 1)
        #expect(epochs.isEmpty)
        #expect(scratch.contents == ["conf", "conf/config.yaml"])
    }

    @Test(arguments: [["--cfg", "jobs"], ["--nonsense"], ["-cn"]])
    func flagsThatAreNotUnderstoodEndWithStatus2(arguments: [String]) async throws {
        let scratch = try tree()
        #expect(await start(scratch, arguments).0 == 2)
        #expect(scratch.contents == ["conf", "conf/config.yaml"])
    }

    @Test(arguments: [
        ["--cfg", "job"], ["--info", "defaults"], ["--help"], ["--hydra-help"], ["--version"], ["--dry-run"],
        ["-m", "--dry-run", "epochs=1,2"],
    ])
    func lookingLeavesNothing(arguments: [String]) async throws {
        let scratch = try tree()
        let (status, epochs) = await start(scratch, arguments)
        #expect(status == 0)
        #expect(epochs.isEmpty)
        #expect(scratch.contents == ["conf", "conf/config.yaml"])
    }

    @Test func aTaskThatFailsIsRecordedAsFailed() async throws {
        let scratch = try tree()
        let (status, _) = await start(scratch, []) { _ in true }
        #expect(status == 1)
        let facts = try #require(try RunRecord(at: scratch("out")).facts)
        #expect(facts.status == .failed)
        #expect(facts.error == "epoch 3 diverged")
        #expect(facts.exitStatus == 1)
    }

    @Test func aMultirunRunsItsJobsInOrder() async throws {
        let scratch = try tree()
        let (status, epochs) = await start(scratch, ["-m", "epochs=1,2,5"])
        #expect(status == 0)
        #expect(epochs == [1, 2, 5])
        let top = try FileManager.default.contentsOfDirectory(atPath: scratch("sweep")).sorted()
        #expect(top == ["0", "1", "2", "multirun.yaml"])
        let record = try RunRecord(at: scratch("sweep/2"))
        #expect(record.facts?.job.index == 2)
        #expect(record.overrides == ["epochs=5"])
        #expect(try scratch.text("sweep/2/.hydra/hydra.yaml").contains("  mode: MULTIRUN\n"))
        #expect(try scratch.text("sweep/multirun.yaml").contains("    - hydra.mode=MULTIRUN\n"))
    }

    @Test func whenAJobFailsTheRestOfItsBatchStillRuns() async throws {
        let scratch = try tree()
        let (status, epochs) = await start(scratch, ["-m", "epochs=1,2,3,4", "hydra.sweeper.max_batch_size=2"]) {
            $0 == 1
        }
        #expect(status == 1)
        #expect(epochs == [1, 2])
    }

    @Test func theConfigMayAskForAMultirun() async throws {
        let scratch = try tree()
        let (status, epochs) = await start(scratch, ["hydra.mode=MULTIRUN", "epochs=1,2"])
        #expect(status == 0)
        #expect(epochs == [1, 2])
    }

    @Test func aSecondRunInADirectoryOfItsOwnNameIsRefused() async throws {
        let scratch = try tree()
        _ = await start(scratch, [])
        let before = try scratch.text("out/.hydra/record.json")
        let (status, epochs) = await start(scratch, [])
        #expect(status == 1)
        #expect(epochs.isEmpty)
        #expect(try scratch.text("out/.hydra/record.json") == before)
    }

    @Test func runsInTheWorkingDirectoryFollowEachOther() async throws {
        let scratch = try tree()
        for lr in ["0.1", "0.2"] { #expect(await start(scratch, ["hydra.run.dir=.", "lr=\(lr)"]).0 == 0) }
        #expect(try scratch.text(".hydra-1/overrides.yaml") == "- lr=0.1\n")
        #expect(try scratch.text(".hydra/overrides.yaml") == "- lr=0.2\n")
    }

    @Test func theEnvironmentFileIsLoadedAndItsNamesAreRecorded() async throws {
        let scratch = try tree()
        try scratch.write(".env", "HYDRANGEA_TEST_EPOCHS=7\nHYDRANGEA_TEST_NOTE=not-recorded\n")
        let (status, epochs) = await start(scratch, ["epochs=${oc.env:HYDRANGEA_TEST_EPOCHS}"])
        #expect(status == 0)
        #expect(epochs == [7])
        let files = try #require(try RunRecord(at: scratch("out")).facts).environmentFiles
        #expect(files == [.init(path: scratch(".env"), names: ["HYDRANGEA_TEST_EPOCHS", "HYDRANGEA_TEST_NOTE"])])
        for name in scratch.contents where name.hasPrefix("out/.hydra/") {
            #expect(try !scratch.text(name).contains("not-recorded"), "\(name)")
        }
    }

    @Test func namedFilesTakeThePlaceOfTheNearestOne() async throws {
        let scratch = try tree()
        try scratch.write(".env", "HYDRANGEA_TEST_NAMED=1\n")
        try scratch.write("docker.env", "HYDRANGEA_TEST_NAMED=7\n")
        let value = "epochs=${oc.env:HYDRANGEA_TEST_NAMED,2}"
        #expect(
            await start(scratch, ["--env-file", "docker.env", "--env-dialect", "docker", "--dry-run", value]).0 == 0)
        #expect(await start(scratch, ["--env-file", "docker.env", value]).1 == [7])
        #expect(await start(scratch, ["--no-env-file", "hydra.run.dir=none", value]).1 == [2])
    }

    @Test func withoutARecordNameNothingIsKept() async throws {
        let scratch = try tree()
        let (status, _) = await start(scratch, ["hydra.output_subdir=null"])
        #expect(status == 0)
        #expect(scratch.contents == ["conf", "conf/config.yaml", "out"])
    }

    private struct App: HydrangeaApp {
        func run(_ config: TrainConfig, in run: Run) async throws {
            run.report(objective: config.lr * Double(config.epochs))
        }
    }

    @Test func anAppIsTestedWithConfigsInMemory() async throws {
        let run = try await App.test(["config": ["epochs": 4]], overrides: ["lr=0.5"])
        #expect(run.objective == 2)
        #expect(run.record.status == .succeeded)
        var home = URL(filePath: run.directory.string)
        for _ in 0..<3 { home.deleteLastPathComponent() }
        try FileManager.default.removeItem(at: home)
    }
}

/// A box that shares a lock with an escaping closure.
private final class Box<Value: ~Copyable & Sendable>: Sendable {
    let value: Value
    init(_ value: consuming Value) { self.value = value }
}
