import Hydrangea

extension ConformanceCase {
    /// The parsed override, its keys in alphabetical order.
    func parsedOverride(_ rules: RuleSet) throws(ConfigError) -> JSON {
        throw ConfigError(Diagnostic(.commandLine, "not there yet"))
    }

    /// The node that names a directory after the overrides: one for the run, or one a job.
    func directoryNames(_ rules: RuleSet) throws(ConfigError) -> JSON {
        throw ConfigError(Diagnostic(.commandLine, "not there yet"))
    }
}
