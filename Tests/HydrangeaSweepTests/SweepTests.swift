import HydrangeaSweep
import HydrangeaTesting
import Synchronization
import Testing

@Suite struct SweepTests {
    private struct Failure: Error {}

    @Test func theSweeperOfTheLibraryConforms() async {
        #expect(await SweeperConformance(BasicSweeper(batches: [[["a=1"], ["a=2"]], [["a=3"]]])).problems() == [])
    }

    @Test func theLauncherOfTheLibraryConforms() async {
        #expect(await LauncherConformance(BasicLauncher()).problems() == [])
    }

    @Test func jobsAreNumberedAcrossBatches() async throws {
        let sweeper = BasicSweeper(batches: [[["a=1"], ["a=2"]], [["a=3"]]])
        let results = try await sweep(sweeper, on: BasicLauncher()) { job in Double(job.index) }
        #expect(results.map(\.job.index) == [0, 1, 2])
        #expect(results.map(\.job.overrides) == [["a=1"], ["a=2"], ["a=3"]])
        #expect(try results.map { try $0.outcome.get() } == [0, 1, 2])
    }

    /// A cancelled job is not a failed job, after which other jobs would still run.
    @Test func aSweepThatIsCancelledStartsNoFurtherJob() async throws {
        let started = Started()
        let task = Task {
            try await sweep(BasicSweeper(batches: [[["a=1"], ["a=2"], ["a=3"]]]), on: BasicLauncher()) { job in
                started.add(job.index)
                withUnsafeCurrentTask { $0?.cancel() }
                try await Task.sleep(for: .seconds(60))
                return nil
            }
        }
        await #expect(throws: CancellationError.self) { try await task.value }
        #expect(started.indices == [0])
    }

    private final class Started: Sendable {
        private let found = Mutex<[Int]>([])
        var indices: [Int] { found.withLock { $0 } }
        func add(_ index: Int) { found.withLock { $0.append(index) } }
    }

    @Test func theRestOfABatchRunsBehindAFailureAndNoFurtherBatchStarts() async throws {
        let sweeper = BasicSweeper(batches: [[["a=1"], ["a=2"]], [["a=3"]]])
        let results = try await sweep(sweeper, on: BasicLauncher()) { job in
            if job.index == 0 { throw Failure() }
            return nil
        }
        #expect(results.map { $0.error is Failure } == [true, false])
    }
}
