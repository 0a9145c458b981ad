package import HydrangeaRun

/// The options of a command line that choose the files of variables and secrets.
package struct EnvironmentOptions: Sendable {
    package var envFile: [String] = []
    package var envDialect: EnvironmentFiles.Dialect?
    package var envOverride = false
    package var noEnvFile = false
    package var secretsDir: String?

    package init() {}

    /// The program's settings `files`, changed by these options.
    package func applied(to files: EnvironmentFiles) -> EnvironmentFiles {
        var files = files
        if !envFile.isEmpty { files.selection = .named(envFile) }
        if noEnvFile { files.selection = .none }
        if let envDialect { files.dialect = envDialect }
        if envOverride { files.precedence = .file }
        return files
    }
}
