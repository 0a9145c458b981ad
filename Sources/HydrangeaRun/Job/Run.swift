public import HydrangeaCompose
package import HydrangeaFiles
public import HydrangeaTree
public import Logging
import Synchronization

/// One run of a program: its directory, the config that it was made of, and what it reports.
///
/// It is a class because it is an identity: there is one run for one directory.
public final class Run: Sendable {
    /// The absolute path of the run's directory, in which the program writes its own files:
    /// `run.directory.appending("metrics.csv")`.
    ///
    /// With `--no-run-dir` it is the working directory.
    public let directory: RunPath
    /// What the config was made of: where its values come from, and the `hydra` node.
    public let composition: Composition
    /// The fingerprint of the frozen config.
    public let fingerprint: Fingerprint
    /// The job's place in a sweep, or nil.
    public let jobIndex: Int?
    /// This process's place among those that work on the job together, or nil when it works alone.
    public let rank: Rank?
    /// Where the run's log goes.
    public let logging: JobLogging
    /// Writes to the run's log.
    public let logger: Logger

    /// What everything random in the run follows from: the config's seed, or one that was drawn and recorded.
    public let seed: Seed
    /// What the run hides. For text that the program writes itself, there is `run.secrets.redact(text)`.
    public let secrets: Secrets

    private let file: RecordFile?
    private let context: RunContext
    private let state: Mutex<State>

    private struct State {
        var facts: RunRecord.Facts
        /// The files that are results: their fingerprints are taken at the end.
        var resultFiles: [String] = []
        var isClosed = false
        /// The functions that are called when a signal ends the program.
        var watches: [Int] = []
    }

    init(
        directory: RunDirectory, composition: Composition, logging: JobLogging, secrets: Secrets, seed: Seed,
        facts: RunRecord.Facts,
        file: RecordFile?, context: RunContext
    ) {
        self.directory = RunPath(directory.path)
        self.composition = composition
        self.fingerprint = facts.fingerprint
        self.logging = logging
        self.secrets = secrets
        self.seed = seed
        logger = logging.logger(label: context.programName)
        jobIndex = facts.job.index
        rank = facts.rank
        self.file = file
        self.context = context
        state = Mutex(State(facts: facts))
    }

    /// The overrides of the config that were given for this run.
    public var overrides: [String] { RunSettings(composition).taskOverrides }

    /// The random numbers of one purpose: the same for the same seed and name, whatever else is drawn, and in whatever
    /// order.
    ///
    /// - Parameters:
    ///   - worker: The number of a worker or rank, each of which gets numbers of its own.
    ///   - perJob: Whether the jobs of a sweep get different numbers although they have one seed.
    public func generator(_ name: String, worker: Int? = nil, perJob: Bool = false) -> RandomStream {
        let own = perJob ? jobIndex.map { seed.derived("job", $0) } ?? seed : seed
        return own.generator(name, worker: worker)
    }

    /// What the record holds at the moment.
    public var record: RunRecord.Facts { state.withLock { $0.facts } }
}

// MARK: - What a program reports

extension Run {
    /// Tells the sweeper, and the record, how good this run's config was. The last value counts.
    public func report(objective value: Double) { state.withLock { $0.facts.objective = value } }

    /// What was reported last.
    public var objective: Double? { state.withLock { $0.facts.objective } }

    /// Declares a number to be one of the run's results: `hydrangea verify` compares it. The last value of a name
    /// counts.
    public func report(_ value: Double, as name: String) {
        state.withLock { state in
            let result = RunRecord.Facts.Results.Value(name: name, value: value)
            if let index = state.facts.results.values.firstIndex(where: { $0.name == name }) {
                state.facts.results.values[index] = result
            } else {
                state.facts.results.values.append(result)
            }
        }
    }

    /// The earlier spelling.
    @available(*, deprecated, renamed: "report(_:as:)", message: "write report(value, as: name)")
    public func report(_ name: String, _ value: Double) { report(value, as: name) }

    /// Declares a file to be one of the run's results. Its fingerprint is taken when the run has ended;
    /// `hydrangea verify` compares it.
    ///
    /// - Parameter path: A relative one counts from the run's directory.
    public func report(file path: String) {
        let path = FilePath.absolute(path, in: directory.string)
        state.withLock { state in
            if !state.resultFiles.contains(path) { state.resultFiles.append(path) }
        }
    }

    /// Declares a file to be one of the run's results: `run.report(file: run.directory.appending("metrics.csv"))`.
    public func report(file path: RunPath) { report(file: path.string) }

    /// Keeps the fingerprint of data that the run reads in its record, so that a rerun can tell whether they are the
    /// same.
    ///
    /// The SHA-256 of a file that has not changed since it was taken last is not taken again. Where a `.dvc` file
    /// stands beside the data, the MD5 in it is compared.
    /// - Parameter path: A file or directory; a relative path counts from the directory in which the program was
    ///   started.
    /// - Throws: when the data cannot be read, or are not those that their `.dvc` file describes.
    @discardableResult
    public func register(data path: String) throws(ConfigError) -> DataFingerprint {
        let path = FilePath.absolute(path, in: context.workingDirectory)
        let data = try DataFingerprint(of: path, FileHash(cache: HashCache(environment: context.environment)))
        if let dvc = data.dvc, !dvc.matches {
            throw ConfigError(
                Diagnostic(
                    .run, "these data are not those of their .dvc file",
                    notes: ["data: \(path)", "wanted: md5 \(dvc.md5), by \(dvc.file)"],
                    help: "dvc checkout \(dvc.file) brings them back; dvc add \(path) describes them anew"))
        }
        let differences = context.origin?.differences(in: data) ?? []
        for difference in differences { logger.warning("\(difference)") }
        state.withLock { state in
            state.facts.data.removeAll { $0.path == path }
            state.facts.data.append(data)
            state.facts.origin?.differences += differences
        }
        return data
    }

    /// Keeps the fingerprint of data that the run reads in its record, as ``register(data:)-(String)`` does.
    @discardableResult
    public func register(data path: RunPath) throws(ConfigError) -> DataFingerprint {
        try register(data: path.string)
    }
}

// MARK: - The end

extension Run {
    /// Calls a function when a signal ends the program while the job runs: to save what would be lost.
    ///
    /// ```swift
    /// run.onSignal { signal in try latest.withLock { $0 }.write(to: file) }
    /// ```
    /// It is called before the callbacks are told of the job's end, and before the record is closed as `killed`. The
    /// thread that handles the signal does it, while the job goes on with its own threads, so that what both of them
    /// use needs a lock. An error that it throws stands in the log. After a crash it is not called, and a second signal
    /// ends the program without waiting for it.
    public func onSignal(_ body: @escaping @Sendable (EndedBySignal) async throws -> Void) {
        let logger = logger
        let watch = SignalWatch.begin { signal in
            // What has crashed may hold a lock that the function needs.
            if SignalWatch.crashes.contains(signal) { return }
            CallingThread.run {
                do { try await body(EndedBySignal(signal)) } catch {
                    logger.error("at \(SignalWatch.name(of: signal)): \(error)")
                }
            }
        }
        let isOver = state.withLock { state in
            if !state.isClosed { state.watches.append(watch) }
            return state.isClosed
        }
        if isOver { SignalWatch.end(watch) }
    }

    /// Forgets what ``onSignal(_:)`` was given: the job has ended.
    func endSignalWatches() {
        let watches = state.withLock { state in
            defer { state.watches = [] }
            return state.watches
        }
        for watch in watches { SignalWatch.end(watch) }
    }
}

// MARK: - The record

extension Run {
    /// Changes the record, and writes it as long as the run goes on.
    func change(_ body: (inout RunRecord.Facts) -> Void) {
        state.withLock { state in
            if state.isClosed { return }
            body(&state.facts)
            // What cannot be written now is tried again at the end, and then said.
            try? file?.write(state.facts, diff: diff)
        }
    }

    /// Takes the surroundings into the record when they are known: at once, or while the job runs.
    func recordSurroundings() {
        context.surroundings.whenFound { [weak self] surroundings in
            guard let self, let found = surroundings.found else { return }
            self.change { $0.add(found) }
        }
    }

    /// The changes of the code as they may be kept: `git apply` takes them when there was no secret in them.
    private var diff: [UInt8] {
        let bytes = context.surroundings.diff
        guard let text = String(validating: bytes, as: UTF8.self) else { return bytes }
        return Array(secrets.redact(text).utf8)
    }

    /// Closes the record; `error` says what went wrong, if anything, and `exitStatus` with which status the process
    /// ends because of it.
    package func close(error: String?, exitStatus: Int? = nil, at moment: Moment = .now()) throws(PosixFile.Failure) {
        let surroundings = context.surroundings.wait()
        let results = resultFiles()
        let failure = state.withLock { (state) -> PosixFile.Failure? in
            if state.isClosed { return nil }
            state.isClosed = true
            if let surroundings { state.facts.add(surroundings) }
            state.facts.results.files = results
            state.facts.close(at: moment, error: error.map { secrets.redact($0) }, exitStatus: exitStatus)
            do throws(PosixFile.Failure) {
                try file?.write(state.facts, diff: diff)
                return nil
            } catch { return error }
        }
        if let failure { throw failure }
    }

    /// Closes the record of a run that a signal ends, with what is known. The process has only a moment left.
    package func close(signal: Int32) {
        state.withLock { state in
            if state.isClosed { return }
            state.isClosed = true
            if let found = context.surroundings.found { state.facts.add(found) }
            state.facts.close(at: .now(), signal: signal)
            try? file?.write(state.facts, diff: diff)
        }
    }

    private func resultFiles() -> [RunRecord.Facts.Results.File] {
        let hash = FileHash(cache: nil)
        return state.withLock { $0.resultFiles }.map { path in
            let result = try? hash.of(path)
            let inside = directory.string + "/"
            return .init(
                path: path.hasPrefix(inside) ? String(path.dropFirst(inside.count)) : path, sha256: result?.sha256,
                bytes: result?.bytes)
        }
    }
}
