import Hydrangea
import HydrangeaTesting
import HydrangeaTree
import Synchronization
import TestSupport
import Testing

private struct EchoConfig: StructuredConfig {
    var text = "hello"
    var fails = false
}

private struct Failure: Error {}

private struct Echo: HydrangeaApp {
    func run(_ config: EchoConfig, in run: Run) async throws {
        run.logger.info("\(config.text)")
        if config.fails { throw Failure() }
        run.report(objective: Double(config.text.count))
    }
}

/// Tests of the library for testing programs.
@Suite struct TestingProductTests {
    @Test func aCapturedRunHasItsFilesItsLogAndItsRecord() async throws {
        let captured = try await Echo.capture(
            yaml: ["config": "text: ${oc.env:WORD} of ${now:%Y}"], environment: ["WORD": "news"],
            at: Run.Moment(microseconds: 0))
        defer { captured.remove() }
        #expect(captured.objective == 12)
        #expect(captured.record.status == .succeeded)
        // The diff exists only if the working copy has uncommitted changes.
        #expect(
            captured.files.filter { $0 != ".hydra/changes.diff" } == [
                ".hydra/config.yaml", ".hydra/frozen.yaml", ".hydra/hydra.yaml", ".hydra/origins.yaml",
                ".hydra/overrides.yaml", ".hydra/record.json",
                "test.log",
            ])
        #expect(captured.log.count == 1 && captured.log.first?.hasSuffix("news of 1970") == true)
        #expect(try captured.text(of: ".hydra/config.yaml") == "text: ${oc.env:WORD} of ${now:%Y}\nfails: false\n")
        #expect(captured.error == nil)
        let error = #expect(throws: ConfigError.self) { try captured.text(of: "metrics.csv") }
        #expect(
            error?.diagnostics.first?.message
                == "the run has left no file 'metrics.csv' that can be read: No such file or directory")
    }

    @Test func aCapturedRunThatFailsTellsHow() async throws {
        let captured = try await Echo.capture(yaml: ["config": ""], overrides: ["fails=true"])
        defer { captured.remove() }
        #expect(captured.error is Failure)
        #expect(captured.record.status == .failed)
        await #expect(throws: Failure.self) { try await Echo.test(["config": [:]], overrides: ["fails=true"]) }
    }

    @Test func configsDifferKeyByKey() throws {
        let old: ConfigNode = ["a": 1, "m": ["x": "text", "y": 2.5], "l": [1, 2]]
        let new: ConfigNode = ["a": 1, "m": ["x": "other", "z": true], "l": [1, 2, 3]]
        #expect(ConfigDifference(from: old, to: old) == nil)
        #expect(
            ConfigDifference(from: old, to: new)?.description
                == "m.x: text → other\n- m.y: 2.5\n+ m.z: true\nl: [1, 2] → [1, 2, 3]")
        #expect(
            ConfigDifference(from: ConfigNode(.int(1)), to: ConfigNode(.float(1)))?.description == "the config: 1 → 1.0"
        )
        let (one, other): (ConfigNode, ConfigNode) = (["a": 1, "b": 2], ["b": 2, "a": 1])
        #expect(ConfigDifference(from: one, to: other)?.description == "the config: keys a, b → b, a")
        var changed = EchoConfig()
        changed.text = "bye"
        #expect(try ConfigDifference(from: EchoConfig(), to: changed)?.description == "text: hello → bye")
    }

    @Test func whatIsCachedIsMadeOnceForOneComposition() throws {
        let counter = Mutex(0)
        let resolvers = Resolvers.standard.registering("count", cached: true) { (_: String) in
            counter.withLock {
                $0 += 1
                return $0
            }
        }
        let composer = Composer(yaml: ["config": "a: ${count:x}\nb: ${count:x}\nc: ${count:y}"], resolvers: resolvers)
        let composition = try composer.compose("config")
        #expect(try composition.resolved() == ["a": 1, "b": 1, "c": 2])
        #expect(try composition.value(at: "a") == 1)
        #expect(try composer.compose("config").value(at: "a") == 3)
    }
}

/// Tests of the conformance suites for sources, sweepers and launchers: correct implementations have no problems, and
/// the problems of others are described.
@Suite struct ConformanceSuiteTests {
    @Test func theSourcesOfTheLibraryConform() throws {
        let scratch = try Scratch()
        for name in ["config", "model/mlp", "model/deep/cnn"] { try scratch.write("\(name).yaml", "x: 1\n") }
        let names = ["config", "model/mlp", "model/deep/cnn"]
        #expect(ConfigSourceConformance(DirectorySource(scratch.path), configs: names).problems == [])
        #expect(
            ConfigSourceConformance(
                MemorySource(["config": [:], "model/mlp": [:], "model/deep/cnn": [:]]), configs: names
            ).problems == [])
    }

    @Test func aSourceThatLacksAConfigIsTold() {
        #expect(
            ConfigSourceConformance(MemorySource(["config": [:]]), configs: ["config", "model/mlp"]).problems == [
                "hasConfig denies 'model/mlp'", "load gives nil for 'model/mlp'",
                "the subgroups of the root are [model], not []",
                "hasGroup denies group 'model'", "the options of group 'model' are [mlp], not []",
            ])
    }

    private struct Endless: Sweeper {
        mutating func nextBatch(after results: [SweepJobResult]) async throws -> [SweepJob]? {
            [SweepJob(index: 7, overrides: [])]
        }
    }

    @Test func aSweeperThatDoesNotEndIsTold() async {
        #expect(
            await SweeperConformance(Endless(), mostJobs: 20).problems() == [
                "it does not end within 20 jobs", "it goes on after it has said that the sweep is over",
            ])
        #expect(
            await SweeperConformance(BasicSweeper(jobs: [SweepJob(index: 1, overrides: [])])).problems() == [
                "its jobs are numbered [1], not 0, 1, 2, …"
            ])
    }

    private struct Careless: Launcher {
        func launch(_ jobs: [SweepJob], body: @escaping @Sendable (SweepJob) async throws -> Double?) async throws
            -> [SweepJobResult]
        {
            var results: [SweepJobResult] = []
            for job in jobs.dropLast() {
                results.append(SweepJobResult(job: job, outcome: .success(try? await body(job))))
            }
            return results + jobs.suffix(1).map { SweepJobResult(job: $0, outcome: .success(nil)) }
        }
    }

    @Test func aLauncherThatForgetsAJobAndHidesAFailureIsTold() async {
        #expect(
            await LauncherConformance(Careless()).problems() == [
                "job 4 was run 0 times", "a job that threw is said to have succeeded",
                "job 4 has another objective than it gave: none",
            ])
    }
}
