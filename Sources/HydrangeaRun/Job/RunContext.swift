import HydrangeaCompose
import HydrangeaFiles

/// The facts that the records of all jobs of one process share.
package struct RunContext: Sendable {
    /// The command line, with the program's name first.
    package var arguments: [String]
    package var workingDirectory: String
    package var environment: [String: String]
    package var environmentFiles: [RunRecord.Facts.EnvironmentFile]
    /// The settings that say where the config holds its seed.
    package var seed: SeedSettings
    /// The seed for jobs whose config has none.
    package var drawnSeed: Run.Seed
    package var provenance: Provenance
    /// The job number of the run that is repeated, if it was a job of a sweep. Its random numbers may depend on it.
    package var repeatedJobIndex: Int?
    /// The run that is repeated, for a rerun.
    package var origin: RunOrigin?
    /// The rank of this process among those that work on the jobs together.
    package var rank: Run.Rank?
    /// The label of the program's log lines.
    package var programName: String
    package var logColors: LogSettings.Colors

    /// True for the process that makes the directories and writes the record.
    var isFirst: Bool { rank?.isFirst ?? true }

    /// The program's standard streams.
    let console: Console

    package init(
        _ invocation: Invocation, console: Console, environmentFiles: [RunRecord.Facts.EnvironmentFile] = [],
        seed: SeedSettings = SeedSettings(), drawnSeed: Run.Seed,
        rank: Run.Rank? = nil
    ) {
        self.console = console
        arguments = invocation.arguments
        workingDirectory = invocation.workingDirectory
        environment = invocation.environment
        self.environmentFiles = environmentFiles
        self.seed = seed
        self.drawnSeed = drawnSeed
        self.rank = rank
        provenance = Provenance(of: invocation)
        programName = invocation.programName
        logColors = LogSettings.Colors(environment: invocation.environment)
    }

    init(arguments: [String], drawnSeed: Run.Seed, provenance: Provenance) {
        console = Console(environment: [:], redactor: .none)
        self.arguments = arguments
        self.drawnSeed = drawnSeed
        self.provenance = provenance
        workingDirectory = "/"
        environment = [:]
        environmentFiles = []
        seed = SeedSettings()
        programName = arguments.first.map(FilePath.name(of:)) ?? ""
        logColors = .never
    }
}
