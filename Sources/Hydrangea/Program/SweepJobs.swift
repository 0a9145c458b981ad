import HydrangeaCompose
import HydrangeaRun
import HydrangeaSweep
import HydrangeaTree

/// The jobs of a sweep, each composed and frozen when it is asked for.
///
/// All of them are frozen once before the first one starts, which finds every mistake. The first ones are kept until
/// they start. The others are composed again then, since ten thousand jobs would fill the memory.
struct SweepJobs<Config: Decodable & Sendable>: Sendable {
    private let multirun: Multirun
    private let program: Program<Config>
    /// The jobs that were kept, with places in `directory`.
    private var kept: [SweepJob: FrozenJob<Config>] = [:]
    private let directory: SweepDirectory

    private static var mostKept: Int { 100 }
    /// The number of jobs with mistakes after which no further job is checked: the mistakes of a hundred thousand jobs
    /// are mostly the same.
    private static var mostFailed: Int { 100 }

    /// Freezes all jobs.
    ///
    /// - Throws: the mistakes of the jobs.
    init(checking multirun: Multirun, in directory: SweepDirectory, of program: Program<Config>) throws(ConfigError) {
        self.multirun = multirun
        self.program = program
        self.directory = directory
        var mistakes: [Diagnostic] = []
        var known: Set<String> = []
        var failed = 0
        for (index, overrides) in multirun.list.enumerated() where failed < Self.mostFailed {
            let job = SweepJob(index: index, overrides: overrides)
            do throws(ConfigError) {
                let checked = try frozen(job, in: directory)
                if kept.count < Self.mostKept { kept[job] = checked }
            } catch {
                // Most jobs have the same mistakes: each is told for the first job that has it.
                let told = proposing(error).diagnostics.filter {
                    known.insert("\($0.origin): \($0.message)").inserted
                }
                if let new = ConfigError(told) { mistakes += new.found(in: program.name(of: job)).diagnostics }
                failed += 1
            }
        }
        if let error = ConfigError(mistakes) { throw error }
    }

    /// A job that is ready to be prepared in the sweep's directory.
    func frozen(_ job: SweepJob, in directory: SweepDirectory) throws(ConfigError) -> FrozenJob<Config> {
        if directory == self.directory, let kept = kept[job] { return kept }
        let composition = try multirun.compose(job: job.index).settingHydra([
            (["job", "id"], ConfigNode(.string(String(job.index)))), (["job", "num"], ConfigNode(.int(job.index))),
        ])
        return try program.frozen(directory.naming(itselfIn: composition), at: directory.placement(of: job))
    }

    /// Adds a help to the `error` about a list where one value is expected. Example: `to run a job for each of its
    /// items, write lr=1,2`.
    private func proposing(_ error: ConfigError) -> ConfigError {
        guard var first = error.diagnostics.first, first.code == .typeMismatch, first.message.hasSuffix("found a list"),
            let sweep = multirun.list.sweeping(over: first.origin)
        else { return error }
        first.help = "to run a job for each of its items, write \(sweep)"
        return ConfigError(first, Array(error.diagnostics.dropFirst()))
    }
}

extension Program {
    /// The number and the overrides of a job, for messages about it.
    func name(of job: SweepJob) -> String { "job \(job.index): \(shownLine(job.overrides))" }

    /// The overrides of a job as one line, without secrets.
    func shownLine(_ overrides: [String]) -> String {
        overrides.map(redactor.current.redact(argument:)).joined(separator: " ")
    }
}
