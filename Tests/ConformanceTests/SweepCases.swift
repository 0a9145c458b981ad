import Hydrangea

extension ConformanceCase {
    /// The jobs that the command line alone makes, in batches where the case limits them.
    func sweepJobs(_ rules: RuleSet) throws(ConfigError) -> JSON {
        throw ConfigError(Diagnostic(.commandLine, "not there yet"))
    }

    /// What a whole multirun hands to its jobs.
    func multirun(_ rules: RuleSet) throws(ConfigError) -> JSON {
        throw ConfigError(Diagnostic(.commandLine, "not there yet"))
    }
}
