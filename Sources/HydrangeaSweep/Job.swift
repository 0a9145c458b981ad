/// One job of a sweep.
public struct Job: Hashable, Sendable {
    /// Its number in the sweep, from 0.
    public var index: Int
    public var overrides: [String]

    public init(index: Int, overrides: [String]) {
        self.index = index
        self.overrides = overrides
    }
}

/// How a job ended: with the objective that it reported, if any, or with an error.
public struct JobResult: Sendable {
    public var job: Job
    public var outcome: Result<Double?, any Error>

    public init(job: Job, outcome: Result<Double?, any Error>) {
        self.job = job
        self.outcome = outcome
    }

    /// What went wrong, when the job failed.
    public var error: (any Error)? {
        if case .failure(let error) = outcome { error } else { nil }
    }
}
