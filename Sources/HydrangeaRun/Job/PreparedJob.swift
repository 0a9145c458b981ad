import HydrangeaFiles
import HydrangeaPlatform
package import HydrangeaTree
import Logging

/// A job whose directory holds its frozen config and its record. The task is all that is left.
package struct PreparedJob<Config: Sendable>: Sendable {
    package let job: FrozenJob<Config>
    package let directory: RunDirectory
    private let context: RunContext
    private let seed: Run.Seed
    private let facts: RunRecord.Facts
    private let file: RecordFile?
    /// Something that the job's log is to say first.
    private let remark: String?

    /// Writes the frozen config and the record into the job's directory, unless another process has done that.
    init(_ job: FrozenJob<Config>, in directory: RunDirectory, _ context: RunContext, remark: String? = nil)
        throws(ConfigError)
    {
        self.job = job
        self.directory = directory
        self.context = context
        self.remark = remark
        seed = job.seed(in: context)
        facts = try job.facts(context, in: directory, seed)
        file = directory.record.map { RecordFile($0, rank: context.rank, redactor: job.redactor) }
        guard let file else { return }
        if context.isFirst {
            try job.files.write(facts, origins: job.origins, file, to: directory)
        } else {
            try? file.write(facts)
        }
    }

    /// Executes the task and closes the record, also if a signal ends the program.
    ///
    /// - Throws: if the task cannot be started. The task's own error is part of the result.
    package func execute(_ task: (Config, Run) async throws -> Void) async throws(ConfigError) -> ExecutedJob {
        let run = try start()
        do { try await execute(task, run) } catch { return ExecutedJob(run: run, error: error) }
        return ExecutedJob(run: run, error: nil)
    }

    /// Opens the log. If that fails, the files of the job are removed again.
    private func start() throws(ConfigError) -> Run {
        let logging: JobLogging
        do { logging = try job.logging(context, in: directory) } catch {
            if context.isFirst { job.files.remove(from: directory) }
            throw error
        }
        let run = Run(
            directory: directory, composition: job.composition, logging: logging, redactor: job.redactor, seed: seed,
            facts: facts, file: file, context: context)
        run.recordProvenance()
        if let remark { run.logger.warning("\(remark)") }
        return run
    }

    private func execute(_ task: (Config, Run) async throws -> Void, _ run: Run) async throws {
        let watch = SignalWatch.begin(isLast: true) { run.close(signal: $0) }
        defer { SignalWatch.end(watch) }
        defer { run.endSignalWatches() }
        ExitWatch.begin(run)
        defer { ExitWatch.end(run) }
        do {
            let environment = try JobEnvironment(JobSettings(run.composition), directory: run.directory.string)
            defer { environment.restore() }
            SignalWatch.guardStack()
            run.warnOfCompany()
            do { try await task(job.config, run) } catch let end as Run.Exit where end.exitStatus == 0 {}
        } catch {
            // `filesOnly`, because the program prints the error itself when it ends.
            run.logging.filesOnly.logger(label: run.logger.label).error("the job failed: \(error)")
            do { try await run.close(error: "\(error)", exitStatus: Int(error.processStatus)) } catch {
                run.warn("the run's record cannot be closed: \(error.reason)")
            }
            run.warnOfLosses()
            throw error
        }
        defer { run.warnOfLosses() }
        do { try await run.close(error: nil) } catch {
            throw ConfigError(
                Diagnostic(
                    .run, "the run has ended, but its record cannot be closed: \(error.reason)",
                    notes: ["\(run.directory)"])
            )
        }
    }
}

/// A job that has ended: its run with the closed record, and the task's error if it failed.
package struct ExecutedJob: Sendable {
    package let run: Run
    package let error: (any Error)?

    /// The run of a job that succeeded.
    ///
    /// - Throws: the error of one that failed.
    package func get() throws -> Run {
        if let error { throw error }
        return run
    }
}

extension Run {
    /// Warns on the standard error about log files that are incomplete.
    fileprivate func warnOfLosses() { for loss in logging.losses { warn(loss) } }

    /// Warns on the standard error and in the log about other runs that work in the same directory.
    fileprivate func warnOfCompany() {
        let facts = record
        guard directory.string == FilePath.absolute(facts.workingDirectory, in: "/"),
            let name = try? JobSettings(composition).hydraDirectory,
            let warning = SharedDirectory.warning(
                SharedDirectory.others(than: facts, in: directory.string, hydraDirectory: name))
        else { return }
        logging.filesOnly.logger(label: logger.label).warning("\(warning)")
        warn(warning, help: "without hydra.run.dir=. each run has a directory of its own")
    }

    fileprivate func warn(_ text: String, help: String? = nil) { console.warn([Diagnostic(.run, text, help: help)]) }
}
