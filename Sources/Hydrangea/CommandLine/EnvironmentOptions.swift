package import HydrangeaRun

/// The part of a command line that says where variables and secrets are read from.
package struct EnvironmentOptions: Sendable {
    package var envFile: [String] = []
    package var envDialect: EnvironmentFiles.Dialect?
    package var envOverride = false
    package var noEnvFile = false
    package var secretsDir: String?

    package init() {}

    /// What a program reads when its own settings are `files`.
    package func applied(to files: EnvironmentFiles) -> EnvironmentFiles {
        var files = files
        if !envFile.isEmpty { files.selection = .named(envFile) }
        if noEnvFile { files.selection = .none }
        if let envDialect { files.dialect = envDialect }
        if envOverride { files.precedence = .file }
        return files
    }
}
