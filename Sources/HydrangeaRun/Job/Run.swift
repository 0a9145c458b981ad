public import HydrangeaCompose
package import HydrangeaFiles
public import HydrangeaTree
public import Logging
import Synchronization

/// A run of a program: its directory, the composition of its config, and its reported results.
///
/// `Run` is a class because it has an identity: there is one run for one directory.
public final class Run: Sendable {
    /// The absolute path of the run's directory. The program writes its own files there:
    /// `run.directory.appending("metrics.csv")`.
    ///
    /// With `--no-run-dir` it is the working directory.
    public let directory: RunPath
    /// The composition of the config, with the origin of each value and the `hydra` node.
    public let composition: Composition
    /// The fingerprint of the frozen config.
    public let fingerprint: Fingerprint
    /// The job's number in its sweep, or nil.
    public let jobIndex: Int?
    /// The rank of this process among those that work on the job together, or nil if it works alone.
    public let rank: Rank?
    /// The outputs and levels of the run's log.
    public let logging: JobLogging
    /// The logger that writes to the run's log.
    public let logger: Logger

    /// The seed of the run's random numbers: the config's seed, or one that was drawn and recorded.
    public let seed: Seed
    /// The secrets that are redacted in the run's output. For text that the program writes itself, use
    /// `run.secrets.redact(text)`.
    public var secrets: Redactor { redactor.current }
    private let redactor: SharedRedactor

    private let file: RecordFile?
    private let context: RunContext
    private let state: Mutex<State>

    private struct State {
        var facts: RunRecord.Facts
        /// The paths of the declared result files. Their hashes are computed when the run ends.
        var resultFiles: [String] = []
        var isClosed = false
        /// The identifiers of the signal watches that ``Run/onSignal(_:)`` has begun.
        var watches: [Int] = []
    }

    init(
        directory: RunDirectory, composition: Composition, logging: JobLogging, redactor: SharedRedactor, seed: Seed,
        facts: RunRecord.Facts,
        file: RecordFile?, context: RunContext
    ) {
        self.directory = RunPath(directory.path)
        self.composition = composition
        self.fingerprint = facts.fingerprint
        self.logging = logging
        self.redactor = redactor
        self.seed = seed
        logger = logging.logger(label: context.programName)
        jobIndex = facts.job.index
        rank = facts.rank
        self.file = file
        self.context = context
        state = Mutex(State(facts: facts))
    }

    /// The program's standard streams, for warnings about the run.
    var console: Console { context.console }

    /// The overrides of the program's config that were given for this run.
    public var overrides: [String] { JobSettings(composition).taskOverrides }

    /// A random number generator for one purpose. The seed and the name alone determine its numbers, not what else is
    /// drawn or in which order.
    ///
    /// - Parameters:
    ///   - worker: The number of a worker or rank; each one gets different numbers.
    ///   - perJob: True if the jobs of a sweep get different numbers although they share a seed.
    public func generator(_ name: String, worker: Int? = nil, perJob: Bool = false) -> RandomStream {
        let own = perJob ? jobIndex.map { seed.derived("job", $0) } ?? seed : seed
        return own.generator(name, worker: worker)
    }

    /// The current contents of the record.
    public var record: RunRecord.Facts { state.withLock { $0.facts }.redacted(by: redactor.current) }
}

// MARK: - What a program reports

extension Run {
    /// Reports the objective value of this run to the sweeper and the record. The last reported value counts.
    public func report(objective value: Double) { state.withLock { $0.facts.objective = value } }

    /// The last reported objective value.
    public var objective: Double? { state.withLock { $0.facts.objective } }

    /// Reports a named number as a result of the run, which `hydrangea verify` compares. The last value of a name
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

    /// Declares a file as a result of the run, for `hydrangea verify`. Its hash is computed when the run ends.
    ///
    /// - Parameter path: An absolute path, or one relative to the run's directory.
    public func report(file path: String) {
        let path = FilePath.absolute(path, in: directory.string)
        state.withLock { state in
            if !state.resultFiles.contains(path) { state.resultFiles.append(path) }
        }
    }

    /// Declares a file as a result of the run: `run.report(file: run.directory.appending("metrics.csv"))`.
    public func report(file path: RunPath) { report(file: path.string) }

    /// Records the fingerprint of data that the run reads, so that a rerun can detect changed data.
    ///
    /// The SHA-256 of a file is cached and computed again only after the file has changed. If a `.dvc` file stands
    /// beside the data, the MD5 in it is checked.
    /// - Parameter path: The path of a file or directory. A relative path counts from the directory in which the
    ///   program was started.
    /// - Throws: if the data cannot be read, or do not match their `.dvc` file.
    @discardableResult
    public func register(data path: String) throws(ConfigError) -> RunRecord.DataFingerprint {
        let path = FilePath.absolute(path, in: context.workingDirectory)
        let data = try RunRecord.DataFingerprint(of: path, FileHash(cache: HashCache(environment: context.environment)))
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

    /// Records the fingerprint of data that the run reads, as ``register(data:)-(String)`` does.
    @discardableResult
    public func register(data path: RunPath) throws(ConfigError) -> RunRecord.DataFingerprint {
        try register(data: path.string)
    }
}

// MARK: - The end

extension Run {
    /// Calls a function if a signal ends the program while the job runs, for example to save a checkpoint.
    ///
    /// ```swift
    /// run.onSignal { signal in try latest.withLock { $0 }.write(to: file) }
    /// ```
    /// The function is called before ``RunCallback/jobDidEnd(_:error:)``, and before the record is closed as `killed`.
    /// `body` runs on the thread that handles the signal, while the job continues on its own threads, so data that both
    /// use needs a lock. Its errors are logged. After a crash the function is not called. A second signal ends the
    /// program without waiting for it.
    public func onSignal(_ body: @escaping @Sendable (EndedBySignal) async throws -> Void) {
        let logger = logger
        let watch = SignalWatch.begin { signal in
            // A crashed thread may hold a lock that the function needs.
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

    /// Ends the signal watches of ``onSignal(_:)``, because the job has ended.
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
    /// Changes the facts of the record, and writes the record unless it is closed.
    func change(_ body: (inout RunRecord.Facts) -> Void) {
        state.withLock { state in
            if state.isClosed { return }
            body(&state.facts)
            // A failed write is ignored here: closing the record writes it again, and reports a failure.
            try? file?.write(state.facts, diff: context.provenance.diff)
        }
    }

    /// Adds the provenance to the record: at once if they are known, otherwise while the job runs.
    func recordProvenance() {
        context.provenance.whenFound { [weak self] provenance in
            guard let self, let found = provenance.found else { return }
            self.change { $0.add(found) }
        }
    }

    /// Closes the record, as soon as the provenance are known.
    ///
    /// - Parameters:
    ///   - error: The error of a run that has failed.
    ///   - exitStatus: The exit status with which the process ends because of the error.
    package func close(
        error: String?, exitStatus: Int? = nil, at moment: Moment = .now()
    ) async throws(PosixFile.Failure) {
        try close(error, exitStatus, at: moment, await context.provenance.facts())
    }

    /// Closes the record of a run whose program calls `exit`. Nothing can be awaited there, so the thread is blocked.
    func closeAtExit(error: String?, exitStatus: Int?) {
        try? close(error, exitStatus, at: .now(), context.provenance.wait())
    }

    private func close(
        _ error: String?, _ exitStatus: Int?, at moment: Moment, _ provenance: Provenance.Facts?
    ) throws(PosixFile.Failure) {
        let results = resultFiles()
        let failure = state.withLock { (state) -> PosixFile.Failure? in
            if state.isClosed { return nil }
            state.isClosed = true
            if let provenance { state.facts.add(provenance) }
            state.facts.results.files = results
            state.facts.close(at: moment, error: error, exitStatus: exitStatus)
            do throws(PosixFile.Failure) {
                try file?.write(state.facts, diff: context.provenance.diff)
                return nil
            } catch { return error }
        }
        if let failure { throw failure }
    }

    /// Closes the record of a run that a signal ends, without waiting for the provenance: the process has little time
    /// left.
    package func close(signal: Int32) {
        state.withLock { state in
            if state.isClosed { return }
            state.isClosed = true
            if let found = context.provenance.found { state.facts.add(found) }
            state.facts.close(at: .now(), signal: signal)
            try? file?.write(state.facts, diff: context.provenance.diff)
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
