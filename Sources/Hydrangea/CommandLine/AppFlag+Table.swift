import HydrangeaRun
import HydrangeaTree

extension AppFlag {
    /// Every flag of a program, in the order of its help.
    package static let all = actions + composing + environment + record + explaining

    /// Flags of Hydra that choose an action.
    private static let actions = [
        AppFlag("--help", "-h", traits: .hydras, help: "Print this program's help: its config groups and its config.") {
            $0.pages.insert(.help)
        },
        AppFlag(
            "--hydra-help", traits: .hydras,
            help: "Print the help on the command line, and the groups of the hydra node."
        ) { $0.pages.insert(.hydraHelp) },
        AppFlag("--version", traits: .hydras, help: "Print Hydrangea's release.") { $0.pages.insert(.version) },
        AppFlag("--run", "-r", traits: [.hydras, .request], help: "Run one job. This is the default."),
        AppFlag(
            "--info", "-i", takes: .one(of: Inspection.Topic.allCases, "topic", usually: .all),
            traits: [.hydras, .request],
            help: "Print how the config is composed: "
                + "\(Inspection.Topic.allCases.map(\.rawValue).joined(separator: ", ")); all when none is named."
        ) { $0.requested = .inspect(Inspection.Topic(rawValue: $1) ?? .all) },
        AppFlag(
            "--shell-completion", "-sc", traits: [.hydras, .request], help: "Install or remove completion in the shell."
        ) { $0.requested = .completion },
    ]

    /// Flags that choose the config to compose and the form in which it is printed.
    package static let composing = [
        AppFlag(
            "--config-path", "-cp", takes: .path("directory"), traits: .hydras, help: "The directory of the configs."
        ) {
            $0.compose.configPath = $1
        },
        AppFlag("--config-name", "-cn", takes: .config("name"), traits: .hydras, help: "The primary config.") {
            $0.compose.configName = $1
        },
        AppFlag(
            "--config-dir", "-cd", takes: .path("directory"), traits: .hydras,
            help: "One more directory of configs, which is searched after the others."
        ) { $0.compose.configDir = $1 },
        AppFlag(
            "--cfg", "-c", takes: .one(of: PrintedText.allCases, "part"), traits: [.hydras, .request],
            help: "Print this part of the config instead of running: job, hydra or all; or a template of it."
        ) {
            $0.compose.cfg = PrintedText(rawValue: $1)
            $0.requested = $0.compose.cfg?.part.map(Request.print) ?? .template
        },
        AppFlag(
            "--resolve", traits: .hydras, help: "Resolve interpolations before printing.",
            goesWith: Companions(
                names: ["--cfg", "--help"], why: ": they print the config", example: "--cfg job --resolve")
        ) { $0.compose.resolve = true },
        AppFlag(
            "--package", "-p", takes: .key("package"), traits: .hydras, help: "Print only the node at this package.",
            goesWith: Companions(names: ["--cfg"], why: ", which prints the config", example: "--cfg job --package")
        ) { $0.compose.package = $1 },
        AppFlag(
            "--multirun", "-m", traits: [.hydras, .request],
            help: "Run a job for each combination of the values that are given."
        ) { $0.compose.multirun = true },
        AppFlag("--dry-run", help: "Check everything, print the overrides of each job as JSON, and run nothing.") {
            $0.compose.dryRun = true
        },
        AppFlag(
            "--compat", takes: .one(of: Compatibility.allCases, "release"),
            help: "Whose rules hold: 1.4 (the default) or 1.3."
        ) { $0.compose.compat = Compatibility(rawValue: $1) },
    ]

    /// Flags that choose the files of environment variables and secrets.
    package static let environment = [
        AppFlag(
            "--env-file", takes: .path("file"),
            help: "Read environment variables from this file; programs read the nearest .env otherwise. "
                + "May be given several times: later files win.", excludes: Exclusion(names: ["--no-env-file"])
        ) { $0.environment.envFile.append($1) },
        AppFlag(
            "--env-dialect", takes: .one(of: EnvironmentFiles.Dialect.allCases, "dialect"),
            help: "How these files are read: dotenv (the default) or docker."
        ) { $0.environment.envDialect = EnvironmentFiles.Dialect(rawValue: $1) },
        AppFlag("--env-override", help: "Let the variables of these files win over those that are set already.") {
            $0.environment.envOverride = true
        },
        AppFlag("--no-env-file", help: "Read no .env file.") { $0.environment.noEnvFile = true },
        AppFlag(
            "--secrets-dir", takes: .path("directory"), help: "The directory that ${secret:NAME} reads its files from."
        ) { $0.environment.secretsDir = $1 },
    ]

    /// Flags about the directory and record of a run, and about repeating an earlier run.
    private static let record = [
        AppFlag(
            "--rerun", takes: .path("directory"), traits: .request,
            help: "Execute the frozen config of this run again, with these overrides on top, in a new directory.",
            excludes: Exclusion(
                names: ["--config-name", "--config-path", "--config-dir"],
                reason: (
                    "--rerun takes the config that was frozen: no other can be named beside it",
                    "leave --config-name, --config-path and --config-dir out"
                ))
        ) { $0.requested = .rerun($1) },
        AppFlag(
            "--exist", takes: .one(of: [RunDirectory.IfTaken.error, .suffix, .resume], "what"),
            help: "What to do when another run has the directory: error, suffix (07-29-03-1) or resume (go on there).",
            excludes: Exclusion(names: ["--no-run-dir"])
        ) { $0.record.exist = RunDirectory.IfTaken(rawValue: $1) },
        AppFlag("--no-run-dir", help: "Make no directory for the run and keep no record.") {
            $0.record.noRunDir = true
        },
    ]

    /// Flags that explain the config and its type.
    private static let explaining = [
        AppFlag(
            "--explain", takes: .key("key"), traits: .request,
            help: "Print why a key has its value: everything that set it, and where."
        ) { $0.requested = .explain($1) },
        AppFlag(
            "--json", help: "Print what --explain or --info tells as JSON.",
            goesWith: Companions(names: ["--explain", "--info"], example: "--explain KEY --json")
        ) { $0.json = true },
        AppFlag(
            "--schema", traits: .request,
            help: "Print the JSON Schema of the config's files, or of those of a group: --schema GROUP. "
                + "An editor reads it where a file's first line says '# yaml-language-server: $schema=FILE'."
        ) { $0.requested = .schema },
    ]
}
