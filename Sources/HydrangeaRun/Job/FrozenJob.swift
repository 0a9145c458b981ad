package import HydrangeaCompose
import HydrangeaFiles
import HydrangeaResolve
package import HydrangeaTree
import Logging

/// A composed, resolved and decoded job that has not written anything to the disk yet.
package struct FrozenJob<Config: Sendable>: Sendable {
    /// Resolves a composition and decodes the program's config from it.
    package typealias Decode = @Sendable (Composition) throws(ConfigError) -> DecodedConfig<Config>

    package let composition: Composition
    package let config: Config
    private let decode: Decode
    private let place: JobPlace
    private let freeze: Freeze
    private let secrets: Secrets
    private let resolved: ConfigNode

    /// Resolves and decodes the config of the job.
    ///
    /// - Throws: every error that can be detected before the job starts.
    package init(
        _ composition: Composition, at place: JobPlace, secrets: Secrets, decode: @escaping Decode
    ) throws(ConfigError) {
        try place.checkNames()
        let composition = composition.settingHydra([(["runtime", "output_dir"], ConfigNode(.string(place.path)))])
        try JobLogging.check(composition, at: place)
        // As in Hydra, `hydra.job.env_set` applies to the program's config, but not to the names of directories.
        let variables = try RunSettings(composition).environment
        let decoded: DecodedConfig<Config>
        do throws(ConfigError) { decoded = try decode(composition.adding(environment: variables)) } catch {
            // `SecretScan` registers the secrets that only their place in the config marks, so that they are redacted
            // in the message.
            _ = SecretScan(composition, composition.resolving(), secrets)
            throw error
        }
        self.composition = decoded.composition.restoringEnvironment(of: composition)
        config = decoded.config
        resolved = decoded.resolution.root
        self.place = place
        self.decode = decode
        self.secrets = secrets
        freeze = try Freeze(self.composition, decoded.resolution, secrets: secrets)
        let settings = RunSettings(self.composition)
        try Self.check(settings, at: place, in: self.composition)
        if !place.isKept, try settings.changesDirectory { throw Self.noDirectoryToChangeTo }
    }

    /// Rejects `hydra.job.name` and `hydra.output_subdir` if they would make the run write outside its directory.
    private static func check(_ settings: RunSettings, at place: JobPlace, in composition: Composition)
        throws(ConfigError)
    {
        let name = try settings.jobName
        if LeadingOutside.isClimbing(name) {
            throw ConfigError(
                Diagnostic(
                    .invalidValue, "a job's name cannot lead to another directory: '\(name)'", at: "hydra.job.name",
                    origin: composition.tree["hydra.job.name"]?.origin ?? .unknown, help: "hydra.job.name=NAME"))
        }
        if let record = try settings.recordName {
            try LeadingOutside.check(record, outOf: place.path, "hydra.output_subdir", in: composition)
        }
    }

    private static var noDirectoryToChangeTo: ConfigError {
        ConfigError(
            Diagnostic(
                .commandLine,
                "hydra.job.chdir asks for a job that works in its run's directory, and --no-run-dir for none",
                at: "hydra.job.chdir", help: "hydra.job.chdir=false"))
    }

    /// Creates the job's directory and writes the config into it.
    package func prepare(_ context: RunContext) throws(ConfigError) -> PreparedJob<Config> {
        guard place.isKept else { return try start(context, in: .unrecorded(place.path)) }
        let recordName = try RunSettings(composition).recordName
        let meeting = context.rank.map { RankMeeting($0, of: composition, jobIndex: place.jobIndex, context) }
        if let meeting, !meeting.rank.isFirst {
            let announced = try meeting.join()
            let directory = try RunDirectory.joined(announced.directory, recordName: recordName)
            var context = context
            context.drawnSeed = announced.seed
            let job = try moved(to: directory.path, composition.at(now: announced.now))
            let prepared = try job.start(context, in: directory)
            job.compare(announced, meeting.rank, prepared.run, directory)
            return prepared
        }
        let directory = try RunDirectory.claim(
            pathWithoutSecretOverrides, recordName: recordName, ifTaken: place.ifTaken, namedBy: place.setting)
        // The claimed directory can differ from the planned one: it gets a number if another run has taken the name.
        // Values such as `${hydra:runtime.output_dir}` then change too.
        let job = directory.path == place.path ? self : try moved(to: directory.path, composition)
        let prepared = try job.start(context, in: directory)
        try meeting?.announce(directory.path, fingerprint: job.freeze.fingerprint)
        return prepared
    }

    /// Warns if this process has another config than process 0, and writes it beside the config of process 0.
    private func compare(_ announced: RankMeeting.Announcement, _ rank: Run.Rank, _ run: Run, _ directory: RunDirectory)
    {
        guard let first = announced.fingerprint, first != freeze.fingerprint.description else { return }
        let name = Freeze.name(for: rank)
        try? directory.record?.write(name, freeze.frozen.utf8)
        run.logger.warning(
            """
            process \(rank.index) of \(rank.count) has another config than process 0; it is kept in \(name). If the \
            processes are runs of their own, set HYDRANGEA_RANKS=off
            """)
    }

    /// The path of the job's directory, with secrets redacted in the part that comes from `hydra.job.override_dirname`.
    /// An override that refers to a secret is redacted too.
    ///
    /// The rest of the path is never changed. Example: the directory `test-project` keeps its name although a password
    /// is `test`.
    private var pathWithoutSecretOverrides: String {
        // Most paths contain no text of a secret. Then the override directory name need not be resolved.
        guard !sameText(secrets.redactUnmistakable(place.path), place.path),
            let name = try? composition.value(at: "hydra.job.override_dirname")?.string, !name.isEmpty
        else { return place.path }
        return place.path.replacing(name, with: secrets.redactUnmistakable(name))
    }

    private func moved(to path: String, _ composition: Composition) throws(ConfigError) -> FrozenJob<Config> {
        try FrozenJob(composition, at: place.moved(to: path), secrets: secrets, decode: decode)
    }

    private func start(_ context: RunContext, in directory: RunDirectory) throws(ConfigError) -> PreparedJob<Config> {
        let isFirst = context.rank?.isFirst ?? true
        let seed = context.seed.seed(in: resolved) ?? context.drawnSeed
        let facts = try facts(context, in: directory, seed)
        let file = directory.record.map { RecordFile($0, rank: context.rank) }
        if let file {
            if isFirst {
                try freeze.write(facts, origins: ValueOrigins.of(composition, secrets), file, to: directory)
            } else {
                try? file.write(facts)
            }
        }
        let logging: JobLogging
        do { logging = try self.logging(context, in: directory) } catch {
            if isFirst { freeze.remove(from: directory) }
            throw error
        }
        let run = Run(
            directory: directory, composition: composition, logging: logging, secrets: secrets, seed: seed,
            facts: facts, file: file, context: context)
        run.recordSurroundings()
        return PreparedJob(config: config, run: run)
    }

    private func logging(_ context: RunContext, in directory: RunDirectory) throws(ConfigError) -> JobLogging {
        let settings = RunSettings(composition)
        var surroundings = LogSurroundings()
        surroundings.colors = context.logColors
        if try settings.changesDirectory { surroundings.directory = directory.path }
        surroundings.fields = [("run", directory.path), ("job", try settings.jobName)]
        if let index = place.jobIndex { surroundings.fields.append(("number", String(index))) }
        surroundings.fields.append(("fingerprint", freeze.fingerprint.description))
        surroundings.runDirectory = directory.path
        surroundings.opensFiles = place.isKept
        surroundings.rank = context.rank
        return try JobLogging.ofJob(composition, secrets: secrets, in: surroundings)
    }

    private func facts(_ context: RunContext, in directory: RunDirectory, _ seed: Run.Seed) throws(ConfigError)
        -> RunRecord.Facts
    {
        var facts = RunRecord.Facts(
            arguments: context.arguments.map(secrets.redact(argument:)), workingDirectory: context.workingDirectory,
            fingerprint: freeze.fingerprint,
            configName: composition.name,
            job: .init(name: try RunSettings(composition).jobName, index: place.jobIndex ?? context.repeatedJobIndex),
            environmentFiles: context.environmentFiles, machine: RunRecord.Machine(environment: context.environment),
            start: Run.Moment.now().utc)
        facts.seed = seed.value
        facts.rank = context.rank
        facts.origin =
            context.origin?.fact
            ?? directory.earlierRecord.flatMap { RunOrigin.resumed($0, in: directory.path, place.ifTaken) }
        if let earlier = directory.earlierRecord, facts.origin?.record == directory.recordPath {
            facts.origin?.record = earlier
        }
        if let found = context.surroundings.found { facts.add(found) }
        return facts
    }
}
