/// Runs the jobs of one batch: in this process, in parallel processes, or on a cluster.
public protocol Launcher: Sendable {
    /// Runs all jobs, and returns the result of each.
    func launch(_ jobs: [SweepJob], body: @escaping @Sendable (SweepJob) async throws -> Double?) async throws
        -> [SweepJobResult]
}

/// Hydra's `basic` launcher, which runs jobs in this process, one after the other. If a job fails, the next one still
/// runs.
public struct BasicLauncher: Launcher {
    private let announce: @Sendable ([SweepJob]) -> Void

    /// - Parameter announce: Called with the jobs of a batch before the first one starts.
    public init(announce: @escaping @Sendable ([SweepJob]) -> Void = { _ in }) { self.announce = announce }

    public func launch(_ jobs: [SweepJob], body: @escaping @Sendable (SweepJob) async throws -> Double?) async throws
        -> [SweepJobResult]
    {
        announce(jobs)
        var results: [SweepJobResult] = []
        for job in jobs {
            // Cancelling the sweep also cancels the jobs that have not started.
            try Task.checkCancellation()
            do {
                results.append(SweepJobResult(job: job, outcome: .success(try await body(job))))
            } catch is CancellationError where Task.isCancelled {
                throw CancellationError()
            } catch {
                results.append(SweepJobResult(job: job, outcome: .failure(error)))
            }
        }
        return results
    }
}
