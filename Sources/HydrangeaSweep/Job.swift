/// One job of a sweep.
public struct Job: Hashable, Sendable {
    /// Its number in the sweep, from 0.
    public var index: Int
    /// What this job changes, as on the command line.
    public var overrides: [String]

    /// - Parameter overrides: As on the command line, without quotes for a shell.
    public init(index: Int, overrides: [String]) {
        self.index = index
        self.overrides = overrides
    }
}

/// How a job ended: with the objective that it reported, if any, or with an error.
public struct JobResult: Sendable {
    /// The job that ended.
    public var job: Job
    /// The objective, or why the job failed.
    public var outcome: Result<Double?, any Error>

    /// - Parameter outcome: The objective, nil when the job reported none; or what it threw.
    public init(job: Job, outcome: Result<Double?, any Error>) {
        self.job = job
        self.outcome = outcome
    }

    /// What went wrong, when the job failed.
    public var error: (any Error)? {
        if case .failure(let error) = outcome { error } else { nil }
    }
}
