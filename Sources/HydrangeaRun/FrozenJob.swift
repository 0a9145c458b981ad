public import HydrangeaCompose
import HydrangeaFiles
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

    /// Resolves and decodes everything that the job needs.
    ///
    /// - Throws: every mistake that can be known before the job starts.
    public init(_ composition: Composition, at place: JobPlace, decode: @escaping Decode) throws(ConfigError) {
        self.composition = composition.settingHydra([(["runtime", "output_dir"], ConfigNode(.string(place.path)))])
        self.place = place
        self.decode = decode
        let resolved = try self.composition.resolved()
        do { config = try decode(resolved) } catch { throw self.composition.explaining(error) }
        freeze = try Freeze(self.composition, resolved: resolved)
        let settings = RunSettings(self.composition)
        _ = try settings.jobName
        if !place.isKept, try settings.changesDirectory { throw Self.noDirectoryToChangeTo }
    }

    private static var noDirectoryToChangeTo: ConfigError {
        ConfigError(
            Diagnostic(
                .commandLine, "hydra.job.chdir asks for a job that works in its run's directory, and --no-run-dir for none",
                at: "hydra.job.chdir", help: "hydra.job.chdir=false"))
    }

    /// Makes the job's directory, and freezes the config into it.
    public func prepare(_ context: RunContext) throws(ConfigError) -> PreparedJob<Config> {
        guard place.isKept else { return try start(context, in: .unrecorded(place.path)) }
        let recordName = try RunSettings(composition).recordName
        let meeting = context.rank.map { RankMeeting($0, of: composition, jobIndex: place.jobIndex, context) }
        if let meeting, !meeting.rank.isFirst {
            let announced = try meeting.join()
            let directory = try RunDirectory.joined(announced.directory, recordName: recordName)
            return try FrozenJob(composition.at(now: announced.now), at: place.moved(to: directory.path), decode: decode).start(context, in: directory)
        }
        let directory = try RunDirectory.claim(place.path, recordName: recordName, ifTaken: place.ifTaken)
        // Another run may have been quicker, and the config may hold the directory's name.
        let job = directory.path == place.path ? self : try FrozenJob(composition, at: place.moved(to: directory.path), decode: decode)
        let prepared = try job.start(context, in: directory)
        try meeting?.announce(directory.path)
        return prepared
    }

    private func start(_ context: RunContext, in directory: RunDirectory) throws(ConfigError) -> PreparedJob<Config> {
        let isFirst = context.rank?.isFirst ?? true
        var facts = RunRecord.Facts(
            arguments: context.arguments, workingDirectory: context.workingDirectory, fingerprint: freeze.fingerprint, configName: composition.name,
            job: .init(name: try RunSettings(composition).jobName, index: place.jobIndex), environmentFiles: context.environmentFiles,
            machine: Machine(environment: context.environment), start: Moment.now().utc)
        facts.rank = context.rank
        facts.origin = context.origin?.fact ?? directory.earlierRecord.flatMap { RunOrigin.resumed($0, in: directory.path, place.ifTaken) }
        if let found = context.surroundings.found { facts.add(found) }
        let file = directory.record.map { RecordFile($0, rank: context.rank) }
        if let file {
            if isFirst { try freeze.write(facts, file, to: directory) } else { try? file.write(facts) }
        }
        let logging: JobLogging
        do {
            logging = try JobLogging(JobLogFiles.adapted(composition, isKept: place.isKept, rank: context.rank), "hydra.job_logging")
        } catch {
            if isFirst { freeze.remove(from: directory) }
            throw error
        }
        let run = Run(directory: directory, composition: composition, logging: logging, facts: facts, file: file, context: context)
        run.recordSurroundings()
        return PreparedJob(config: config, run: run)
    }
}
