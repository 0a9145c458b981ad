package import ArgumentParser
import HydrangeaCompose
package import HydrangeaTree

/// The part of the command line that says what is composed and shown: Hydra's flags, by Hydra's names.
package struct ComposeOptions: ParsableArguments {
    @Option(
        name: [.long, .customLong("cp", withSingleDash: true)],
        help: ArgumentHelp("The directory of the configs.", valueName: "directory"))
    package var configPath: String?

    @Option(
        name: [.long, .customLong("cn", withSingleDash: true)],
        help: ArgumentHelp("The primary config.", valueName: "name"))
    package var configName: String?

    @Option(
        name: [.long, .customLong("cd", withSingleDash: true)],
        help: ArgumentHelp("One more directory of configs, which is searched after the others.", valueName: "directory")
    )
    package var configDir: String?

    @Option(
        name: [.long, .short],
        help: ArgumentHelp(
            "Print this part of the config instead of running: job, hydra or all; or a template of it.",
            valueName: "part"),
        transform: Choice.of)
    package var cfg: PrintedText?

    @Flag(name: .long, help: "Resolve interpolations before printing.")
    package var resolve = false

    @Option(name: [.long, .short], help: ArgumentHelp("Print only the node at this package.", valueName: "package"))
    package var package: String?

    @Flag(name: [.long, .short], help: "Run a job for each combination of the values that are given.")
    package var multirun = false

    @Flag(name: .long, help: "Check everything, print the overrides of each job as JSON, and run nothing.")
    package var dryRun = false

    @Option(
        name: .long, help: ArgumentHelp("Whose rules hold: 1.4 (the default) or 1.3.", valueName: "release"),
        transform: Choice.of)
    package var compat: RuleSet?

    @Argument(help: "key=value, +key=value, ++key=value, ~key or group=option, anywhere among the flags.")
    package var overrides: [String] = []

    package init() {}
}

/// Reads one of a few words.
package enum Choice {
    package static func of<Value: RawRepresentable<String> & CaseIterable>(_ text: String) throws -> Value {
        try of(text, among: Array(Value.allCases))
    }

    static func of<Value: RawRepresentable<String>>(_ text: String, among values: [Value]) throws -> Value {
        if let value = values.first(where: { $0.rawValue == text }) { return value }
        let words = values.map(\.rawValue)
        let near = Suggestion.nearest(to: text, among: words).map { ". Did you mean \($0)?" } ?? ""
        throw ValidationError("it is one of \(words.joined(separator: ", "))\(near)")
    }
}
