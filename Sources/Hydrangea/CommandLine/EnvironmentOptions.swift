package import ArgumentParser
package import HydrangeaRun

/// The part of the command line that says where variables and secrets are read from.
package struct EnvironmentOptions: ParsableArguments {
    @Option(
        name: .long,
        help: ArgumentHelp(
            "Read environment variables from this file; programs read the nearest .env otherwise. May be given several times: later files win.",
            valueName: "file"))
    package var envFile: [String] = []

    @Option(
        name: .long,
        help: ArgumentHelp("How these files are read: dotenv (the default) or docker.", valueName: "dialect"),
        transform: Choice.of)
    package var envDialect: EnvironmentFiles.Dialect?

    @Flag(name: .long, help: "Let the variables of these files win over those that are set already.")
    package var envOverride = false

    @Flag(name: .long, help: "Read no .env file.")
    package var noEnvFile = false

    @Option(
        name: .long,
        help: ArgumentHelp("The directory that ${secret:NAME} reads its files from.", valueName: "directory"))
    package var secretsDir: String?

    package init() {}

    /// None of these flags.
    static var notGiven: EnvironmentOptions {
        // Until they have been parsed or set, options may not even be read: set them all.
        var options = EnvironmentOptions()
        options.envFile = []
        options.envDialect = nil
        options.envOverride = false
        options.noEnvFile = false
        options.secretsDir = nil
        return options
    }

    package func validate() throws {
        if noEnvFile, !envFile.isEmpty {
            throw ValidationError("--env-file and --no-env-file cannot be given together. Leave one of the two out")
        }
    }

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
