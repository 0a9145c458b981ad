public import HydrangeaCompose
public import HydrangeaTree

/// A job before it starts: composed, resolved and decoded, and nothing of it on the disk yet.
public struct FrozenJob<Config: Sendable>: Sendable {
    /// Makes the program's config of the resolved tree.
    public typealias Decode = @Sendable (ConfigNode) throws(ConfigError) -> Config

    public let composition: Composition
    public let config: Config
    private let decode: Decode
    private let place: JobPlace
    private let freeze: Freeze
    private let secrets: Secrets
    private let resolved: ConfigNode

    /// Resolves and decodes everything that the job needs.
    ///
    /// - Throws: every mistake that can be known before the job starts.
    public init(
        _ composition: Composition, at place: JobPlace, secrets: Secrets, decode: @escaping Decode
    ) throws(ConfigError) {
        self.composition = composition.settingHydra([(["runtime", "output_dir"], ConfigNode(.string(place.path)))])
        self.place = place
        self.decode = decode
        self.secrets = secrets
        resolved = try self.composition.resolved()
        do { config = try decode(resolved) } catch {
            // The message may show what only its place makes a secret.
            _ = JobSecrets(self.composition, resolved: resolved, secrets)
            throw self.composition.explaining(error)
        }
        freeze = try Freeze(self.composition, resolved: resolved, secrets: secrets)
        _ = try RunSettings(self.composition).jobName
    }

    /// Makes the job's directory, and freezes the config into it.
    public func prepare(_ context: RunContext) throws(ConfigError) -> PreparedJob<Config> {
        let settings = RunSettings(composition)
        // A directory that is named after overrides or values may be named after what only by now is known to be a secret.
        let path = secrets.redactCertain(place.path)
        let directory = try RunDirectory.claim(path, recordName: try settings.recordName, ifTaken: place.ifTaken)
        guard directory.path == place.path else {
            // Another run was quicker, or the name had to be changed, and the config may hold the directory's name.
            let moved = try FrozenJob(composition, at: place.moved(to: directory.path), secrets: secrets, decode: decode)
            return try moved.prepare(context, in: directory)
        }
        return try prepare(context, in: directory)
    }

    private func prepare(_ context: RunContext, in directory: RunDirectory) throws(ConfigError) -> PreparedJob<Config> {
        let jobName = try RunSettings(composition).jobName
        let seed = context.seed.seed(in: resolved) ?? context.drawnSeed
        let facts = RunRecord.Facts(
            arguments: context.arguments.map(secrets.redact(argument:)), fingerprint: freeze.fingerprint, configName: composition.name, jobName: jobName, jobIndex: place.jobIndex, seed: seed.value,
            environmentFiles: context.environmentFiles, git: context.git, machine: context.machine, start: Moment.now().utc)
        try freeze.write(facts, to: directory)
        let logging: JobLogging
        do { logging = try JobLogging(composition, "hydra.job_logging", secrets: secrets) } catch {
            freeze.remove(from: directory)
            throw error
        }
        let run = Run(
            directory: directory, composition: composition, fingerprint: freeze.fingerprint, logging: logging, secrets: secrets, seed: seed,
            facts: facts)
        return PreparedJob(config: config, run: run)
    }
}

/// Where a job is going to write.
public struct JobPlace: Hashable, Sendable {
    /// The absolute path of the directory.
    public let path: String
    public let ifTaken: RunDirectory.IfTaken
    /// The job's number in its sweep.
    public let jobIndex: Int?

    public init(path: String, ifTaken: RunDirectory.IfTaken, jobIndex: Int? = nil) {
        self.path = path
        self.ifTaken = ifTaken
        self.jobIndex = jobIndex
    }

    /// The place of a single run.
    public init(of composition: Composition, workingDirectory: String) throws(ConfigError) {
        let path = try RunSettings(composition).runDirectory
        self.init(path, writtenAs: composition.hydra["run.dir"], workingDirectory: workingDirectory)
    }

    /// The place of a sweep.
    public init(ofSweep composition: Composition, workingDirectory: String) throws(ConfigError) {
        let path = try RunSettings(composition).sweepDirectory
        self.init(path, writtenAs: composition.hydra["sweep.dir"], workingDirectory: workingDirectory)
    }

    /// A directory that is named after the time is for one run, so a second one in the same second gets a number. In the working directory
    /// (`hydra.run.dir: .`) runs follow each other, and the earlier record stays. Any other directory that has a record is refused.
    private init(_ directory: String, writtenAs node: ConfigNode?, workingDirectory: String) {
        let path = FilePath.absolute(directory, in: workingDirectory)
        let isTimed = node?.string?.contains("${now:") ?? false
        let isHere = path == FilePath.absolute(workingDirectory, in: "/")
        self.init(path: path, ifTaken: isTimed ? .suffix : isHere ? .keepEarlier : .error)
    }

    func moved(to path: String) -> JobPlace { JobPlace(path: path, ifTaken: ifTaken, jobIndex: jobIndex) }
}

/// What the records of all jobs of one process have in common.
public struct RunContext: Sendable {
    /// The command line, with the program's name first.
    public var arguments: [String]
    public var environmentFiles: [RunRecord.Facts.EnvironmentFile]
    /// Where the config has its seed.
    public var seed: SeedSettings
    /// The seed of every job whose config has none.
    public var drawnSeed: Seed
    public var git: GitState?
    public var machine: Machine

    public init(
        arguments: [String], environmentFiles: [RunRecord.Facts.EnvironmentFile] = [], seed: SeedSettings = SeedSettings(), drawnSeed: Seed,
        git: GitState? = nil, machine: Machine
    ) {
        self.arguments = arguments
        self.environmentFiles = environmentFiles
        self.seed = seed
        self.drawnSeed = drawnSeed
        self.git = git
        self.machine = machine
    }
}
