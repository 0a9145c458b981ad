import HydrangeaCompose
import HydrangeaTree

/// The command line of a program, read: what ``AppFlag/all`` says of each flag, and the overrides among them.
package struct AppArguments: Sendable {
    package var compose = ComposeOptions()
    package var environment = EnvironmentOptions()
    package var record = RecordOptions()
    /// True if an explanation is printed as JSON.
    var json = false

    /// The request of the last flag. ``request`` tells whether it can be done beside the others.
    var requested = Request.run
    var pages: Set<Page> = []
    /// All flags that were given, by their long names, with the values behind them.
    var given: [String: String] = [:]

    /// The command line of overrides alone.
    init(overrides: [String] = []) { compose.overrides = overrides }

    /// Reads a command line, spelled in any way that Hydra allows.
    ///
    /// - Throws: when a flag does not exist, or its value does not fit.
    package init(
        reading words: some Sequence<String>, by flags: @autoclosure () -> [AppFlag] = AppFlag.all
    ) throws(ConfigError) {
        let line = Array(words)
        // Most lines have no flag at all.
        guard line.contains(where: { $0.utf8.first == UInt8(ascii: "-") }) else {
            self.init(overrides: line)
            return
        }
        var reader = CommandLineReader(flags())
        do throws(ConfigError) { try reader.read(line) } catch { throw AppFlag.windowsLineEnd(in: line) ?? error }
        self = reader.arguments
    }

    /// The one thing that is to be done.
    ///
    /// - Throws: when several are asked for that exclude each other, or a flag means nothing beside the others.
    var request: Request {
        get throws(ConfigError) {
            if given.isEmpty { return .run }
            // A page is printed whatever else is asked for.
            if pages.contains(.version) { return .version }
            if pages.contains(.help) { return .help }
            let flags = AppFlag.all.filter { given[$0.name] != nil }
            if pages.contains(.hydraHelp) {
                // Hydra refuses this one beside it, too.
                for flag in flags where flag.name == "--resolve" { try flag.check(given) }
                return .hydraHelp
            }
            for flag in flags { try flag.check(given) }
            let requests = flags.filter { $0.traits.contains(.request) }
            if requests.count > 1 {
                let (message, help) = AppFlag.together(requests[0].name, requests[1].name)
                throw AppFlag.mistake(message, help: help)
            }
            return requested
        }
    }

    /// A page that is printed instead of anything else.
    enum Page { case help, hydraHelp, version }
}

/// What a program is asked to do.
enum Request: Sendable {
    /// Runs one job, or several when the command line or the config asks for a multirun.
    case run
    /// The directory of the run that is repeated.
    case rerun(String)
    case print(Composition.Part), inspect(Inspection.Topic)
    /// The key that is explained.
    case explain(String)
    case schema, template, help, hydraHelp, version, completion
}
