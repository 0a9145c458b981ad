import HydrangeaCompose
import HydrangeaTree

/// The parsed command line of a program: the values of the flags in ``AppFlag/all``, and the overrides.
package struct AppArguments: Sendable {
    package var compose = ComposeOptions()
    package var environment = EnvironmentOptions()
    package var record = RecordOptions()
    /// True for `--json`.
    var json = false

    /// The request of the last flag. ``request`` checks that the other flags allow it.
    var requested = Request.run
    var pages: Set<Page> = []
    /// The values of all flags that were given, by their long names.
    var given: [String: String] = [:]

    /// Creates the command line that consists of these overrides.
    init(overrides: [String] = []) { compose.overrides = overrides }

    /// Parses a command line, in every spelling that Hydra allows.
    ///
    /// - Throws: an error if a flag does not exist, or its value is wrong.
    package init(
        reading words: some Sequence<String>, by flags: @autoclosure () -> [AppFlag] = AppFlag.all
    ) throws(ConfigError) {
        let line = Array(words)
        // Most command lines have no flag, so building the table is avoided.
        guard line.contains(where: { $0.utf8.first == "-" }) else {
            self.init(overrides: line)
            return
        }
        var reader = CommandLineReader(flags())
        do throws(ConfigError) { try reader.read(line) } catch { throw AppFlag.windowsLineEnd(in: line) ?? error }
        self = reader.arguments
    }

    /// The single request of the command line.
    ///
    /// - Throws: an error if two requests exclude each other, or a flag has no effect with the others.
    var request: Request {
        get throws(ConfigError) {
            if given.isEmpty { return .run }
            // `--version` and `--help` take precedence over all other flags.
            if pages.contains(.version) { return .version }
            if pages.contains(.help) { return .help }
            let flags = AppFlag.all.filter { given[$0.name] != nil }
            if pages.contains(.hydraHelp) {
                // Hydra refuses `--hydra-help --resolve`, too.
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

    /// A page that is printed instead of executing a request.
    enum Page { case help, hydraHelp, version }
}

/// The action that a command line requests.
enum Request: Sendable {
    /// Runs one job, or several if the command line or the config requests a multirun.
    case run
    /// The directory of the run that is repeated.
    case rerun(String)
    case print(Composition.Part), inspect(Inspection.Topic)
    /// The key that is explained.
    case explain(String)
    case schema, template, help, hydraHelp, version, completion
}
