package import HydrangeaTree

/// The options of a command line that choose the config to compose and print.
package struct ComposeOptions: Sendable {
    package var configPath: String?
    package var configName: String?
    package var configDir: String?
    package var cfg: PrintedText?
    package var resolve = false
    package var package: String?
    package var multirun = false
    package var dryRun = false
    package var compat: Compatibility?
    package var overrides: [String] = []

    /// The line of the help about overrides.
    package static let overridesHelp =
        "key=value, +key=value, ++key=value, ~key or group=option, anywhere among the flags."

    package init(overrides: [String] = []) { self.overrides = overrides }
}
