/// Chooses the jobs of a sweep, batch by batch; each batch may depend on the results of the last.
public protocol Sweeper: Sendable {
    /// The next jobs, or nil when the sweep is over.
    mutating func nextBatch(after results: [JobResult]) async throws -> [Job]?
}

/// Hydra's `basic` sweeper: the product of all choices, in order.
public struct BasicSweeper: Sweeper {
    private var batches: ArraySlice<[Job]>

    /// Makes a sweeper of jobs that are all known, in one batch.
    public init(jobs: [Job]) { batches = [jobs] }

    /// Makes a sweeper of jobs' overrides, in the batches in which they are handed on. Jobs are numbered in this order.
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
