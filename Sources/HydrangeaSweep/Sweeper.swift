/// Chooses the jobs of a sweep in batches. Each batch can depend on the results of the last one.
public protocol Sweeper: Sendable {
    /// The next batch of jobs, or nil at the end of the sweep.
    mutating func nextBatch(after results: [SweepJobResult]) async throws -> [SweepJob]?
}

/// Hydra's `basic` sweeper: a fixed list of jobs. On the command line it is the product of all choices.
public struct BasicSweeper: Sweeper {
    private var batches: ArraySlice<[SweepJob]>

    /// Creates a sweeper with a single batch of jobs.
    public init(jobs: [SweepJob]) { batches = [jobs] }

    /// Creates a sweeper from the overrides of jobs, grouped in batches. The jobs are numbered in this order.
    public init(batches: [[[String]]]) {
        var count = 0
        self.batches =
            batches.map { batch in
                defer { count += batch.count }
                return batch.enumerated().map { SweepJob(index: count + $0.offset, overrides: $0.element) }
            }[...]
    }

    public mutating func nextBatch(after results: [SweepJobResult]) async throws -> [SweepJob]? { batches.popFirst() }
}
