public import HydrangeaCompose
public import Logging
import Synchronization

/// One run of a program: its directory, the config that it was made of, and what it reports.
///
/// It is a class because it is an identity: there is one run for one directory.
public final class Run: Sendable {
    /// The absolute path of the run's directory.
    public let directory: String
    public let composition: Composition
    /// The fingerprint of the frozen config.
    public let fingerprint: Fingerprint
    /// The job's place in a sweep, or nil.
    public let jobIndex: Int?
    /// Where the run's log goes.
    public let logging: JobLogging
    /// Writes to the run's log.
    public let logger: Logger
    /// What everything random in the run follows from: the config's seed, or one that was drawn and recorded.
    public let seed: Seed
    /// What the run hides. For text that the program writes itself, there is `run.secrets.redact(text)`.
    public let secrets: Secrets

    private let recordPath: String?
    private let facts: Mutex<RunRecord.Facts>
    private let reported = Mutex<Double?>(nil)

    init(
        directory: RunDirectory, composition: Composition, fingerprint: Fingerprint, logging: JobLogging, secrets: Secrets,
        seed: Seed, facts: RunRecord.Facts
    ) {
        self.directory = directory.path
        self.composition = composition
        self.fingerprint = fingerprint
        self.logging = logging
        self.secrets = secrets
        self.seed = seed
        logger = logging.logger(label: facts.jobName)
        jobIndex = facts.jobIndex
        recordPath = directory.recordPath
        self.facts = Mutex(facts)
    }

    /// The random numbers of one purpose: the same for the same seed and name, whatever else is drawn, and in whatever order.
    ///
    /// - Parameters:
    ///   - worker: The number of a worker or rank, each of which gets numbers of its own.
    ///   - perJob: Whether the jobs of a sweep get different numbers although they have one seed.
    public func generator(_ name: String, worker: Int? = nil, perJob: Bool = false) -> RandomStream {
        let own = perJob ? jobIndex.map { seed.derived("job", $0) } ?? seed : seed
        return own.generator(name, worker: worker)
    }

    /// The overrides of the config that were given for this run.
    public var overrides: [String] { RunSettings(composition).taskOverrides }

    /// Tells the sweeper, and the record, how good this run's config was. The last value counts.
    public func report(objective value: Double) { reported.withLock { $0 = value } }

    /// What was reported last.
    public var objective: Double? { reported.withLock { $0 } }

    /// What the record holds at the moment.
    public var record: RunRecord.Facts { facts.withLock { $0 } }

    /// Closes the record; `error` says what went wrong, if anything.
    package func close(error: String?, at moment: Moment = .now()) throws(PosixFile.Failure) {
        let objective = objective
        let closed = facts.withLock { facts in
            facts.close(at: moment, objective: objective, error: error.map { secrets.redact($0) })
            return facts
        }
        if let recordPath { try closed.write(to: recordPath) }
    }
}
