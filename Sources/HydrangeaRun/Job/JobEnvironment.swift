import HydrangeaFiles
import HydrangeaPlatform
import HydrangeaTree

/// The process's environment and working directory while a job runs.
struct JobEnvironment {
    private let directoryBefore: String?
    private let variablesBefore: [(name: String, value: String?)]

    /// Sets the working directory (`hydra.job.chdir`) and the environment variables (`hydra.job.env_set`).
    init(_ settings: JobSettings, directory: String) throws(ConfigError) {
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
