import ArgumentParser
import Hydrangea

/// The flags of composing, which programs have, too.
struct ComposeFlags: ParsableArguments {
    /// The flags for command lines that are parsed without ArgumentParser. They cannot be abbreviated.
    static let rows = AppFlag.composing.map(\.inFull)

    @Option(of: "--config-path") var configPath: String?
    @Option(of: "--config-name") var configName: String?
    @Option(of: "--config-dir") var configDir: String?
    @Option(of: "--cfg") var cfg: PrintedText?
    @Flag(of: "--resolve") var resolve: Bool
    @Option(of: "--package") var package: String?
    @Flag(of: "--multirun") var multirun: Bool
    @Flag(of: "--dry-run") var dryRun: Bool
    @Option(of: "--compat") var compat: Compatibility?
    @Argument(help: ArgumentHelp(ComposeOptions.overridesHelp)) var overrides: [String] = []

    var options: ComposeOptions {
        var options = ComposeOptions(overrides: overrides)
        options.configPath = configPath
        options.configName = configName
        options.configDir = configDir
        options.cfg = cfg
        options.resolve = resolve
        options.package = package
        options.multirun = multirun
        options.dryRun = dryRun
        options.compat = compat
        return options
    }
}
