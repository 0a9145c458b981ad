import ArgumentParser
import Hydrangea

/// The flags for files of variables and secrets, which programs have, too.
struct EnvironmentFlags: ParsableArguments {
    @Option(of: "--env-file") var envFile: [String]
    @Option(of: "--env-dialect") var envDialect: EnvironmentFiles.Dialect?
    @Flag(of: "--env-override") var envOverride: Bool
    @Flag(of: "--no-env-file") var noEnvFile: Bool
    @Option(of: "--secrets-dir") var secretsDir: String?

    func validate() throws {
        if noEnvFile, !envFile.isEmpty { throw ValidationError(both: "--env-file", "--no-env-file") }
    }

    var options: EnvironmentOptions {
        var options = EnvironmentOptions()
        options.envFile = envFile
        options.envDialect = envDialect
        options.envOverride = envOverride
        options.noEnvFile = noEnvFile
        options.secretsDir = secretsDir
        return options
    }
}
