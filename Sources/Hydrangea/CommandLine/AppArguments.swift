import ArgumentParser
import HydrangeaCompose
import HydrangeaRun
import HydrangeaTree

/// The command line of a program: Hydra's flags and ours, with overrides anywhere among them.
///
/// A feature that brings flags of its own adds a group of options here, from a file of its own.
struct AppArguments: ParsableCommand {
    static var configuration: CommandConfiguration {
        // Help pages are made by the config's templates.
        CommandConfiguration(commandName: Invocation.current().programName, helpNames: [])
    }

    @OptionGroup var actions: ActionOptions
    @OptionGroup var compose: ComposeOptions
    @OptionGroup var surroundings: EnvironmentOptions
    @OptionGroup var record: RecordOptions
    @OptionGroup var explaining: ExplainOptions
    @OptionGroup var typing: SchemaOptions

    init() {}

    /// A command line without any flags but those of composing.
    init(_ options: ComposeOptions) {
        compose = options
        actions = .none
        surroundings = .notGiven
        record = .notGiven
        explaining = .none
        typing = .none
    }

    /// Reads a command line, spelled in any way that Hydra allows.
    ///
    /// - Throws: when a flag does not exist, or its value does not fit.
    init(reading arguments: some Sequence<String>) throws(ConfigError) {
        let line = try HydraFlags.writtenOut(arguments)
        if let options = ComposeOptions.reading(plain: line) {
            self.init(options)
            return
        }
        do { self = try Self.parse(line) } catch { throw Self.mistake(error, in: line) }
    }

    /// The one thing that is to be done.
    ///
    /// - Throws: when several are asked for that exclude each other.
    var request: Request {
        get throws(ConfigError) {
            if actions.version { return .version }
            if actions.help { return .help }
            if compose.resolve, compose.cfg == nil {
                throw Self.mistake(
                    "--resolve goes with --cfg or --help: they print the config. Write --cfg job --resolve")
            }
            if actions.hydraHelp { return .hydraHelp }
            if let package = compose.package, compose.cfg == nil {
                throw Self.mistake(
                    "--package goes with --cfg, which prints the config. Write --cfg job --package \(package.shellWord)"
                )
            }
            if record.rerun != nil, compose.configName != nil || compose.configPath != nil || compose.configDir != nil {
                throw Self.mistake(
                    "--rerun takes the config that was frozen: no other can be named beside it. Leave --config-name, --config-path and --config-dir out"
                )
            }
            let requests: [(flag: String, Request?)] = [
                ("--rerun", record.rerun.map { .rerun($0) }),
                ("--run", actions.run ? .run : nil),
                ("--cfg", compose.cfg.map { $0.part.map(Request.print) ?? .template }),
                ("--multirun", compose.multirun ? .multirun : nil),
                ("--shell-completion", actions.shellCompletion ? .completion : nil),
                ("--info", actions.info.map { .inspect($0) }),
                ("--schema", typing.schema ? .schema : nil), ("--explain", explaining.explain.map { _ in .explain }),
            ]
            let given = requests.filter { $0.1 != nil }
            if given.count > 1 {
                throw Self.mistake(
                    "\(given[0].flag) and \(given[1].flag) cannot be given together. Leave one of the two out")
            }
            if explaining.json, explaining.explain == nil, actions.info == nil {
                throw Self.mistake("--json goes with --explain and --info. Write --explain KEY --json")
            }
            return given.first?.1 ?? .run
        }
    }
}

/// What a program is asked to do.
enum Request {
    case run, multirun
    /// The directory of the run that is repeated.
    case rerun(String)
    case print(Composition.Part), inspect(Inspection.Topic)
    case explain, schema, template, help, hydraHelp, version, completion
}
