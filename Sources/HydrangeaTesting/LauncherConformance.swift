public import Hydrangea
import Synchronization

/// Checks that a `Launcher` runs every job once and returns the result of each.
///
/// ```swift
/// #expect(await LauncherConformance(BasicLauncher()).problems() == [])
/// ```
public struct LauncherConformance: Sendable {
    private let launcher: any Launcher

    /// Creates the check. Calling ``problems()`` makes the launcher run five small jobs.
    public init(_ launcher: some Launcher) { self.launcher = launcher }

    /// The violations, a sentence for each; empty if the launcher conforms.
    public func problems() async -> [String] {
        let jobs = (0..<5).map { SweepJob(index: $0, overrides: ["x=\($0)"]) }
        let log = Mutex<[Int]>([])
        do {
            let results = try await launcher.launch(jobs) { job in
                log.withLock { $0.append(job.index) }
                if job.index == 2 { throw JobFailure() }
                return job.index == 3 ? nil : Double(job.index) / 2
            }
            return Self.problems(jobs, ran: log.withLock { $0 }, results) + (try await emptyProblems())
        } catch {
            return ["it throws when one job fails: \(error)"]
        }
    }

    private struct JobFailure: Error {}

    private static func problems(_ jobs: [SweepJob], ran: [Int], _ results: [SweepJobResult]) -> [String] {
        var problems: [String] = []
        for job in jobs where ran.filter({ $0 == job.index }).count != 1 {
            problems.append("job \(job.index) was run \(ran.filter { $0 == job.index }.count) times")
        }
        guard results.map(\.job) == jobs else {
            return problems + ["its results are not those of the jobs in their order: \(results.map(\.job.index))"]
        }
        for (index, result) in results.enumerated() {
            switch (index, result.outcome) {
            case (2, .failure(let error)):
                if !(error is JobFailure) {
                    problems.append("the error of a job that fails is not the one that it threw: \(error)")
                }
            case (2, .success): problems.append("a job that threw is said to have succeeded")
            case (3, .success(nil)): continue
            case (let index, .success(let objective?)) where index != 3 && objective == Double(index) / 2: continue
            case (_, .success(let objective)):
                problems.append(
                    "job \(index) has another objective than it gave: \(objective.map { "\($0)" } ?? "none")")
            case (_, .failure(let error)): problems.append("job \(index) is said to have failed: \(error)")
            }
        }
        return problems
    }

    private func emptyProblems() async throws -> [String] {
        try await launcher.launch([]) { _ in nil }.isEmpty ? [] : ["it has results when there are no jobs"]
    }
}
