package import ArgumentParser
import HydrangeaCompose
import HydrangeaTree

/// The part of a program's command line that asks why the config is as it is.
package struct ExplainOptions: ParsableArguments {
    @Option(
        name: .long,
        help: ArgumentHelp("Print why a key has its value: everything that set it, and where.", valueName: "key"))
    package var explain: String?

    @Flag(name: .long, help: "Print what --explain or --info tells as JSON.")
    package var json = false

    package init() {}

    /// What `--info` prints as JSON.
    func json(of composition: Composition, topic: Inspection.Topic?) throws(ConfigError) -> String {
        guard case .defaultsTree? = topic else {
            throw ConfigError(
                Diagnostic(
                    .commandLine, "only --explain and --info defaults-tree can print JSON", help: "leave --json out"))
        }
        return DefaultsTreeText(composition).json
    }

    /// Neither of them.
    package static var none: ExplainOptions {
        var options = ExplainOptions()
        options.explain = nil
        options.json = false
        return options
    }
}
