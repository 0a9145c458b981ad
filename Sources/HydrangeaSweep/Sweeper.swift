/// Chooses the jobs of a sweep in batches. Each batch can depend on the results of the last one.
public protocol Sweeper: Sendable {
    /// The next batch of jobs, or nil at the end of the sweep.
    mutating func nextBatch(after results: [JobResult]) async throws -> [Job]?
}

/// Hydra's `basic` sweeper: a fixed list of jobs. On the command line it is the product of all choices.
public struct BasicSweeper: Sweeper {
    private var batches: ArraySlice<[Job]>

    /// Creates a sweeper with a single batch of jobs.
    public init(jobs: [Job]) { batches = [jobs] }

    /// Creates a sweeper from the overrides of jobs, grouped in batches. The jobs are numbered in this order.
    public init(batches: [[[String]]]) {
        var count = 0
        self.batches =
            batches.map { batch in
                defer { count += batch.count }
                return batch.enumerated().map { Job(index: count + $0.offset, overrides: $0.element) }
            }[...]
    }

    public mutating func nextBatch(after results: [JobResult]) async throws -> [Job]? { batches.popFirst() }
}
