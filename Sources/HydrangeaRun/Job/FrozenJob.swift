package import HydrangeaCompose
import HydrangeaFiles
import HydrangeaResolve
package import HydrangeaTree
import Logging

/// A composed, resolved and decoded job that has not written anything to the disk yet.
///
/// A job goes through these values: the composition → `FrozenJob` → ``PreparedJob`` → ``ExecutedJob``, whose run has
/// the record.
package struct FrozenJob<Config: Sendable>: Sendable {
    /// Resolves a composition and decodes the program's config from it.
    package typealias Decode = @Sendable (Composition) -> DecodedConfig<Config>

    /// The composition before the job had a directory. Overrides that are secrets are redacted in its `hydra` node.
    package let composed: Composition
    /// The composition with the job's directory, and with its values as the program's types hold them.
    package private(set) var composition: Composition
    package let config: Config
    package private(set) var place: JobPlace
    package private(set) var files: FrozenFiles
    /// The redactor of all that the job writes.
    let redactor: SharedRedactor
    /// The secrets of the job's own config.
    private let scan: SecretScan
    private let resolution: Resolution
    /// The variables of `hydra.job.env_set` with which the config was decoded.
    private let variables: [String: String]
    private let decode: Decode

    /// Resolves and decodes the config of a job, and finds its place.
    ///
    /// - Throws: every error that can be detected before the job starts.
    package init(
        _ composition: Composition, at placement: JobPlacement, redactor: SharedRedactor, decode: @escaping Decode
    ) throws(ConfigError) {
        let hidden = redactor.current.hidingOverrides(in: composition)
        let job = try FrozenJob(hiding: hidden, at: placement, redactor, decode)
        // Decoding can show that an override is a secret: by the type of its key.
        let again = redactor.current.hidingOverrides(in: composition)
        self = again.hydra == hidden.hydra ? job : try FrozenJob(hiding: again, at: placement, redactor, decode)
    }

    private init(
        hiding composed: Composition, at placement: JobPlacement, _ redactor: SharedRedactor, _ decode: @escaping Decode
    ) throws(ConfigError) {
        let place = try placement.place(of: composed)
        try place.checkNames()
        let composition = composed.naming(place)
        try JobLogging.check(composition, at: place)
        // As in Hydra, `hydra.job.env_set` applies to the program's config, but not to the names of directories.
        let variables = try JobSettings(composition).environment
        let decoded = decode(composition.adding(environment: variables))
        // The secrets are known before an error is thrown: its message may show one.
        scan = SecretScan(decoded.composition, decoded.resolution, redactor.current.adding(places: decoded.secrets))
        redactor.add(scan)
        config = try decoded.config.get()
        self.composed = composed
        self.composition = decoded.composition.restoringEnvironment(of: composition)
        resolution = decoded.resolution
        self.variables = Dictionary(variables.map { ($0.name, $0.value) }) { $1 }
        self.place = place
        self.decode = decode
        self.redactor = redactor
        files = try FrozenFiles(self.composition, resolution, scan)
        let settings = JobSettings(self.composition)
        try Self.check(settings, at: place, in: self.composition)
        if !place.isKept, try settings.changesDirectory { throw Self.noDirectoryToChangeTo }
    }

    /// The same job in another directory than the planned one, which another run has taken.
    ///
    /// It is decoded again only if its config has read the directory's name: `${hydra:runtime.output_dir}`.
    func moved(to path: String) throws(ConfigError) -> FrozenJob<Config> {
        if path == place.path { return self }
        var job = self
        job.place = place.moved(to: path)
        job.composition = composition.naming(job.place)
        let variables = try JobSettings(job.composition).environment
        if resolution.reads.include(Self.directory)
            || self.variables != Dictionary(variables.map({ ($0.name, $0.value) }), uniquingKeysWith: { $1 })
        {
            return try again(composed, at: job.place)
        }
        job.files = try FrozenFiles(job.composition, resolution, scan)
        return job
    }

    private func again(_ composed: Composition, at place: JobPlace) throws(ConfigError) -> FrozenJob<Config> {
        try FrozenJob(composed, at: .known(place), redactor: redactor, decode: decode)
    }

    private static var directory: ConfigPath { "hydra.runtime.output_dir" }

    /// Rejects `hydra.job.name` and `hydra.output_subdir` if they would make the run write outside its directory.
    private static func check(_ settings: JobSettings, at place: JobPlace, in composition: Composition)
        throws(ConfigError)
    {
        let name = try settings.jobName
        if LeadingOutside.isClimbing(name) {
            throw ConfigError(
                Diagnostic(
                    .invalidValue, "a job's name cannot lead to another directory: '\(name)'", at: "hydra.job.name",
                    origin: composition.tree["hydra.job.name"]?.origin ?? .unknown, help: "hydra.job.name=NAME"))
        }
        if let record = try settings.hydraDirectory {
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
}

// MARK: - Preparing

extension FrozenJob {
    /// Creates the job's directory and writes the config and the record into it. Of several processes that work on the
    /// job together, the first one does this, and the others join it.
    package func prepare(_ context: RunContext) async throws(ConfigError) -> PreparedJob<Config> {
        guard place.isKept else { return try PreparedJob(self, in: .unrecorded(place.path), context) }
        let hydraDirectory = try JobSettings(composition).hydraDirectory
        let meeting = context.rank.map { RankMeeting($0, of: composition, jobIndex: place.jobIndex, context) }
        if let meeting, !meeting.rank.isFirst {
            return try join(try await meeting.join(), meeting.rank, hydraDirectory, context)
        }
        let directory = try RunDirectory.claim(
            pathWithoutSecretOverrides, hydraDirectory: hydraDirectory, ifTaken: place.ifTaken, namedBy: place.setting)
        let prepared = try PreparedJob(try moved(to: directory.path), in: directory, context)
        try meeting?.announce(directory.path, fingerprint: prepared.job.files.fingerprint)
        return prepared
    }

    /// Joins the directory that process 0 has made. If this process has another config, it is written beside that of
    /// process 0.
    private func join(
        _ announced: RankMeeting.Announcement, _ rank: Run.Rank, _ hydraDirectory: String?, _ context: RunContext
    ) throws(ConfigError) -> PreparedJob<Config> {
        let directory = try RunDirectory.joined(announced.directory, hydraDirectory: hydraDirectory)
        var context = context
        context.drawnSeed = announced.seed
        let job = try again(composed.at(now: announced.now), at: place.moved(to: directory.path))
        var remark: String?
        if let first = announced.fingerprint, first != job.files.fingerprint.description {
            let name = FrozenFiles.name(for: rank)
            try? directory.record?.write(name, job.files.frozen.utf8)
            remark = """
                process \(rank.index) of \(rank.count) has another config than process 0; it is kept in \(name). If the \
                processes are runs of their own, set HYDRANGEA_RANKS=off
                """
        }
        return try PreparedJob(job, in: directory, context, remark: remark)
    }

    /// The path of the job's directory, with secrets redacted in the part that comes from `hydra.job.override_dirname`.
    /// An override that refers to a secret is redacted too.
    ///
    /// The rest of the path is never changed. Example: the directory `test-project` keeps its name although a password
    /// is `test`.
    private var pathWithoutSecretOverrides: String {
        // Most paths contain no text of a secret. Then the override directory name need not be resolved.
        guard !sameText(scan.redactor.redactUnmistakable(place.path), place.path),
            let name = try? composition.value(at: "hydra.job.override_dirname")?.string, !name.isEmpty
        else { return place.path }
        return place.path.replacing(name, with: scan.redactor.redactUnmistakable(name))
    }

    func seed(in context: RunContext) -> Run.Seed { context.seed.seed(in: resolution.root) ?? context.drawnSeed }

    /// The place where each value of the config was written, for `origins.yaml`.
    var origins: ConfigNode { ValueOrigins.of(composition, redactor.current) }

    /// Opens the job's log.
    func logging(_ context: RunContext, in directory: RunDirectory) throws(ConfigError) -> JobLogging {
        let settings = JobSettings(composition)
        var logSettings = LogSettings()
        logSettings.colors = context.logColors
        if try settings.changesDirectory { logSettings.directory = directory.path }
        logSettings.fields = [("run", directory.path), ("job", try settings.jobName)]
        if let index = place.jobIndex { logSettings.fields.append(("number", String(index))) }
        logSettings.fields.append(("fingerprint", files.fingerprint.description))
        logSettings.runDirectory = directory.path
        logSettings.opensFiles = place.isKept
        logSettings.rank = context.rank
        return try JobLogging.ofJob(composition, redactor: redactor, in: logSettings)
    }

    /// The facts of the record that are known before the task starts.
    func facts(_ context: RunContext, in directory: RunDirectory, _ seed: Run.Seed) throws(ConfigError)
        -> RunRecord.Facts
    {
        var facts = RunRecord.Facts(
            arguments: context.arguments, workingDirectory: context.workingDirectory,
            fingerprint: files.fingerprint,
            configName: composition.name,
            job: .init(name: try JobSettings(composition).jobName, index: place.jobIndex ?? context.repeatedJobIndex),
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
        if let found = context.provenance.found { facts.add(found) }
        return facts
    }
}

extension Composition {
    /// The same composition with the job's directory.
    fileprivate func naming(_ place: JobPlace) -> Composition {
        settingHydra([(["runtime", "output_dir"], ConfigNode(.string(place.path)))])
    }
}
