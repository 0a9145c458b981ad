import HydrangeaCompose
import HydrangeaFiles

/// What the records of all jobs of one process have in common.
public struct RunContext: Sendable {
    /// The command line, with the program's name first.
    public var arguments: [String]
    public var workingDirectory: String
    public var environment: [String: String]
    public var environmentFiles: [RunRecord.Facts.EnvironmentFile]
    /// Where the config has its seed.
    public var seed: SeedSettings
    /// The seed of every job whose config has none.
    public var drawnSeed: Seed
    public var surroundings: Surroundings
    /// The number that the repeated run had as a job of a sweep: its streams of random numbers may follow from it.
    public var repeatedJobIndex: Int?
    /// The run that is repeated, when one is.
    public var origin: RunOrigin?
    /// This process's place among those that work on the jobs together.
    public var rank: Rank?
    /// What log lines of the program are signed with.
    public var programName: String
    public var logColors: LogSurroundings.Colors

    public init(
        _ invocation: Invocation, environmentFiles: [RunRecord.Facts.EnvironmentFile] = [], seed: SeedSettings = SeedSettings(), drawnSeed: Seed,
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
