/// Runs the jobs of one batch: in this process, in parallel processes, or on a cluster.
public protocol Launcher: Sendable {
    /// Runs all jobs, and returns the result of each.
    func launch(_ jobs: [Job], body: @escaping @Sendable (Job) async throws -> Double?) async throws -> [JobResult]
}

/// Hydra's `basic` launcher, which runs jobs in this process, one after the other. If a job fails, the next one still
/// runs.
public struct BasicLauncher: Launcher {
    private let announce: @Sendable ([Job]) -> Void

    /// - Parameter announce: Called with the jobs of a batch before the first one starts.
    public init(announce: @escaping @Sendable ([Job]) -> Void = { _ in }) { self.announce = announce }

    public func launch(_ jobs: [Job], body: @escaping @Sendable (Job) async throws -> Double?) async throws
        -> [JobResult]
    {
        announce(jobs)
        var results: [JobResult] = []
        for job in jobs {
            // Cancelling the sweep also cancels the jobs that have not started.
            try Task.checkCancellation()
            do {
                results.append(JobResult(job: job, outcome: .success(try await body(job))))
            } catch is CancellationError where Task.isCancelled {
                throw CancellationError()
            } catch {
                results.append(JobResult(job: job, outcome: .failure(error)))
            }
        }
        return results
    }
}
