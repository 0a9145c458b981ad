import HydrangeaCompose
import HydrangeaFiles

/// What the records of all jobs of one process have in common.
package struct RunContext: Sendable {
    /// The command line, with the program's name first.
    package var arguments: [String]
    package var workingDirectory: String
    package var environment: [String: String]
    package var environmentFiles: [RunRecord.Facts.EnvironmentFile]
    /// Where the config has its seed.
    package var seed: SeedSettings
    /// The seed of every job whose config has none.
    package var drawnSeed: Seed
    package var surroundings: Surroundings
    /// The number that the repeated run had as a job of a sweep: its streams of random numbers may follow from it.
    package var repeatedJobIndex: Int?
    /// The run that is repeated, when one is.
    package var origin: RunOrigin?
    /// This process's place among those that work on the jobs together.
    package var rank: Rank?
    /// What log lines of the program are signed with.
    package var programName: String
    package var logColors: LogSurroundings.Colors

    package init(
        _ invocation: Invocation, environmentFiles: [RunRecord.Facts.EnvironmentFile] = [],
        seed: SeedSettings = SeedSettings(), drawnSeed: Seed,
        rank: Rank? = nil
    ) {
        arguments = invocation.arguments
        workingDirectory = invocation.workingDirectory
        environment = invocation.environment
        self.environmentFiles = environmentFiles
        self.seed = seed
        self.drawnSeed = drawnSeed
        self.rank = rank
        surroundings = Surroundings(of: invocation)
        programName = invocation.programName
        logColors = LogSurroundings.Colors(environment: invocation.environment)
    }

    init(arguments: [String], drawnSeed: Seed, surroundings: Surroundings) {
        self.arguments = arguments
        self.drawnSeed = drawnSeed
        self.surroundings = surroundings
        workingDirectory = "/"
        environment = [:]
        environmentFiles = []
        seed = SeedSettings()
        programName = arguments.first.map(FilePath.name(of:)) ?? ""
        logColors = .never
    }
}
