import HydrangeaFiles
import HydrangeaPlatform
import HydrangeaTree
import Logging

/// A job whose directory and record exist, so that only its task is left to run.
package struct PreparedJob<Config: Sendable>: Sendable {
    package let config: Config
    package let run: Run

    /// Executes the task and closes the record, also if a signal ends the program.
    ///
    /// - Throws: the task's error, or an error that says why the record could not be closed.
    package func execute(_ task: (Config, Run) async throws -> Void) async throws {
        let run = run
        let watch = SignalWatch.begin(isLast: true) { run.close(signal: $0) }
        defer { SignalWatch.end(watch) }
        defer { run.endSignalWatches() }
        ExitWatch.begin(run)
        defer { ExitWatch.end(run) }
        do {
            let environment = try JobEnvironment(RunSettings(run.composition), directory: run.directory.string)
            defer { environment.restore() }
            SignalWatch.guardStack()
            warnOfCompany()
            do { try await task(config, run) } catch let end as Run.Exit where end.exitStatus == 0 {}
        } catch {
            // `filesOnly`, because the program prints the error itself when it ends.
            run.logging.filesOnly.logger(label: run.logger.label).error("the job failed: \(error)")
            do { try run.close(error: "\(error)", exitStatus: Int(error.processStatus)) } catch {
                Self.warn("the run's record cannot be closed: \(error.reason)")
            }
            warnOfLosses()
            throw error
        }
        defer { warnOfLosses() }
        do { try run.close(error: nil) } catch {
            throw ConfigError(
                Diagnostic(
                    .run, "the run has ended, but its record cannot be closed: \(error.reason)",
                    notes: ["\(run.directory)"])
            )
        }
    }
}

extension PreparedJob {
    /// Warns on the standard error about log files that are incomplete.
    private func warnOfLosses() { for loss in run.logging.losses { Self.warn(loss) } }

    /// Warns on the standard error and in the log about other runs that work in the same directory.
    private func warnOfCompany() {
        let facts = run.record
        guard run.directory.string == FilePath.absolute(facts.workingDirectory, in: "/"),
            let name = try? RunSettings(run.composition).recordName,
            let warning = SharedDirectory.warning(
                SharedDirectory.others(than: facts, in: run.directory.string, recordName: name))
        else { return }
        run.logging.filesOnly.logger(label: run.logger.label).warning("\(warning)")
        Self.warn(warning, help: "without hydra.run.dir=. each run has a directory of its own")
    }

    private static func warn(_ text: String, help: String? = nil) {
        let lines = ["warning: \(text)"] + (help.map { ["  help: \($0)"] } ?? [])
        fflush(nil)
        _ = PosixFile.append(Array(lines.map { $0.harmless + "\n" }.joined().utf8), to: STDERR_FILENO)
    }
}

/// The process's environment and working directory while a job runs.
private struct JobEnvironment {
    private let directoryBefore: String?
    private let variablesBefore: [(name: String, value: String?)]

    /// Sets the working directory (`hydra.job.chdir`) and the environment variables (`hydra.job.env_set`).
    init(_ settings: RunSettings, directory: String) throws(ConfigError) {
        let variables = try settings.environment
        variablesBefore = variables.map { ($0.name, getenv($0.name).map { String(cString: $0) }) }
        for (name, value) in variables { setenv(name, value, 1) }
        guard try settings.changesDirectory else {
            directoryBefore = nil
            return
        }
        directoryBefore = WorkingDirectory.current
        if chdir(directory) == 0 { return }
        let failure = PosixFile.Failure.last
        restore()
        throw ConfigError(
            Diagnostic(.run, "the job cannot work in its directory: \(failure.reason)", notes: [directory]))
    }

    func restore() {
        if let directoryBefore { _ = chdir(directoryBefore) }
        for (name, value) in variablesBefore {
            if let value { setenv(name, value, 1) } else { unsetenv(name) }
        }
    }
}
