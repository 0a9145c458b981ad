import Hydrangea
import Synchronization
import TestSupport
import Testing

/// The jobs of a sweep run as they were checked: a job is composed, resolved and decoded once.
@Suite struct SweepJobsTests {
    private final class Counter: Sendable {
        private let value = Mutex(0)
        var count: Int { value.withLock { $0 } }
        func add() { value.withLock { $0 += 1 } }
    }

    /// The calls of a resolver that the config has, and of the task.
    private func calls(_ arguments: [String]) async throws -> (resolver: Int, task: Int) {
        let scratch = try Scratch()
        try scratch.write(
            "conf/config.yaml", "x: 1\nnoted: ${note:${x}}\nhydra:\n  run:\n    dir: run\n  sweep:\n    dir: sweep\n")
        let (notes, tasks) = (Counter(), Counter())
        let resolvers = Resolvers.standard.registering("note") { (number: Int) -> Int in
            notes.add()
            return number
        }
        let program = Program<ConfigNode>(
            configuration: AppConfiguration(configName: "config", configPath: "conf", resolvers: resolvers),
            invocation: Invocation(
                arguments: ["train", "hydra/job_logging=none", "hydra/hydra_logging=none"] + arguments,
                environment: [:], workingDirectory: scratch.path)
        ) { _, _ in tasks.add() }
        #expect(await program.run() == 0)
        return (notes.count, tasks.count)
    }

    @Test func aJobRunsAsItWasChecked() async throws {
        let checked = try await calls(["-m", "x=1,2,3", "--dry-run"])
        #expect(checked.task == 0)
        let executed = try await calls(["-m", "x=1,2,3"])
        #expect(executed.task == 3)
        #expect(executed.resolver == checked.resolver)
    }

    /// A hundred checked jobs are kept; the others are composed again when they start, so that memory stays bounded.
    @Test func theJobsOfALongSweepAreComposedAgain() async throws {
        let checked = try await calls(["-m", "x=range(120)", "--dry-run"]).resolver
        let ofTwenty = checked - (try await calls(["-m", "x=range(100)", "--dry-run"]).resolver)
        #expect(ofTwenty > 0)
        let executed = try await calls(["-m", "x=range(120)"])
        #expect(executed.task == 120)
        #expect(executed.resolver == checked + ofTwenty)
    }
}
