/// A job of a sweep.
public struct SweepJob: Hashable, Sendable {
    /// The job's number in the sweep, from 0.
    public var index: Int
    /// The job's overrides, as on the command line: `["lr=0.1"]`.
    public var overrides: [String]

    /// - Parameter overrides: Overrides as on the command line, without quotes for a shell.
    public init(index: Int, overrides: [String]) {
        self.index = index
        self.overrides = overrides
    }
}

/// The result of a job: the objective that it reported, if any, or its error.
public struct SweepJobResult: Sendable {
    /// The job that ended.
    public var job: SweepJob
    /// The objective, or the error of a failed job.
    public var outcome: Result<Double?, any Error>

    /// - Parameter outcome: The objective, which is nil if the job reported none, or the error that it threw.
    public init(job: SweepJob, outcome: Result<Double?, any Error>) {
        self.job = job
        self.outcome = outcome
    }

    /// The error of a failed job, or nil.
    public var error: (any Error)? {
        if case .failure(let error) = outcome { error } else { nil }
    }
}
