import HydrangeaSweep
import HydrangeaTesting
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

    @Test func theRestOfABatchRunsBehindAFailureAndNoFurtherBatchStarts() async throws {
        let sweeper = BasicSweeper(batches: [[["a=1"], ["a=2"]], [["a=3"]]])
        let results = try await sweep(sweeper, on: BasicLauncher()) { job in
            if job.index == 0 { throw Failure() }
            return nil
        }
        #expect(results.map { $0.error is Failure } == [true, false])
    }
}
