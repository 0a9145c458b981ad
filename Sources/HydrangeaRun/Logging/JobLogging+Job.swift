package import HydrangeaCompose
package import HydrangeaTree

extension JobLogging {
    /// The log of a job. With `hydra/job_logging=none` it is the log of `hydra.hydra_logging`, which was set up before
    /// the job.
    static func ofJob(_ composition: Composition, redactor: SharedRedactor, in logSettings: LogSettings)
        throws(ConfigError) -> JobLogging
    {
        if let own = try JobLogging(composition, "hydra.job_logging", redactor: redactor, in: logSettings) {
            return own
        }
        return try JobLogging(composition, "hydra.hydra_logging", redactor: redactor, in: logSettings) ?? .none
    }

    /// Checks the log config of a job before its directory is created. No log file is opened.
    ///
    /// - Throws: if an output, a level or a format is unknown, or a log file leads outside.
    static func check(_ composition: Composition, at place: JobPlace) throws(ConfigError) {
        var logSettings = LogSettings()
        logSettings.opensFiles = false
        logSettings.runDirectory = place.path
        if try JobSettings(composition).changesDirectory { logSettings.directory = place.path }
        _ = try ofJob(composition, redactor: .none, in: logSettings)
    }

    /// Checks the log config of a sweep itself before its directory is created. No log file is opened.
    package static func check(ofSweep composition: Composition) throws(ConfigError) {
        var logSettings = LogSettings()
        logSettings.opensFiles = false
        _ = try JobLogging(composition, "hydra.hydra_logging", redactor: .none, in: logSettings)
    }
}
