import HydrangeaCompose
import HydrangeaRun
import HydrangeaSweep
import HydrangeaTree
import Logging

extension Program {
    /// Runs the jobs of a multirun, one after the other.
    func sweep(_ multirun: Multirun, _ setup: Setup, _ arguments: AppArguments) async throws {
        let options = arguments.compose
        console.warn(multirun.composition.warnings)
        try logInspection(multirun.composition, setup, options, skipsMissing: true)
        try JobLogging.check(ofSweep: multirun.composition)
        let callbacks = try RunCallbacks(multirun.composition, configuration.callbacks, console)

        @Sendable func compose(_ job: SweepJob) throws(ConfigError) -> Composition {
            try multirun.compose(job: job.index).settingHydra([
                (["job", "id"], ConfigNode(.string(String(job.index)))), (["job", "num"], ConfigNode(.int(job.index))),
            ]).hidingOverrides(secrets)
        }

        func shown() -> Composition { multirun.composition.showing(secrets, nil).hidingOverrides(secrets) }
        let planned = try SweepDirectory.planned(
            for: shown(), workingDirectory: invocation.workingDirectory, isKept: !arguments.record.noRunDir)
        try check(multirun, in: planned, composing: compose)
        if options.dryRun { return try console.write(jobsOf: multirun) }

        setup.exportEnvironment()
        let context = setup.runContext()
        let directory =
            arguments.record.noRunDir
            ? planned : try SweepDirectory.claim(for: shown(), context, ifTaken: arguments.record.exist)
        let log = try hydraLog(multirun.composition)
        await callbacks.tell("multirunWillStart") { try await $0.multirunWillStart(multirun.composition) }
        let launcher = BasicLauncher { log.info("Launching \($0.count) jobs locally") }
        let decode = decode
        let task = callbacks.around(task)
        let body: @Sendable (SweepJob) async throws -> Double? = { job in
            let ofTask = SweepJob(index: job.index, overrides: job.overrides.filter { !$0.hasPrefix("hydra.") })
            log.info("\t#\(job.index) : \(shownLine(of: ofTask))")
            let composition = directory.naming(itselfIn: try compose(job))
            await callbacks.tell("didCompose") { try await $0.didCompose(composition) }
            let place = try directory.place(of: job, composition)
            let prepared = try FrozenJob(composition, at: place, secrets: secrets, decode: decode).prepare(context)
            try await prepared.execute(task)
            return prepared.run.objective
        }
        try await callbacks.tellingEnd(
            "multirunDidEnd", { try await $0.multirunDidEnd(multirun.composition, error: $1) }
        ) {
            let results = try await HydrangeaSweep.sweep(
                BasicSweeper(batches: multirun.batches), on: launcher, body: body)
            try check(results, of: multirun.list.count ?? .max)
        }
    }

    /// Composes and decodes every job, to find errors before the first job starts. The results are not kept, because
    /// ten thousand jobs would fill the memory.
    private func check(
        _ multirun: Multirun, in directory: SweepDirectory,
        composing compose: (SweepJob) throws(ConfigError) -> Composition
    ) throws(ConfigError) {
        var mistakes: [Diagnostic] = []
        var known: Set<String> = []
        var failed = 0
        for (index, overrides) in multirun.list.enumerated() where failed < Self.mostFailedChecks {
            let job = SweepJob(index: index, overrides: overrides)
            do {
                let composition = try compose(job)
                _ = try FrozenJob(
                    composition, at: try directory.place(of: job, composition), secrets: secrets, decode: decode)
            } catch {
                // Most jobs have the same mistakes: each is told for the first job that has it.
                let told = proposing(multirun, error).diagnostics.filter {
                    known.insert("\($0.origin): \($0.message)").inserted
                }
                if let new = ConfigError(told) {
                    mistakes += new.found(in: "job \(index): \(shownLine(of: job))").diagnostics
                }
                failed += 1
            }
        }
        if let error = ConfigError(mistakes) { throw error }
    }

    /// The number of jobs with mistakes after which no further job is checked: the mistakes of a hundred thousand jobs
    /// are mostly the same.
    private static var mostFailedChecks: Int { 100 }

    /// Adds a help to the `error` about a list where one value is expected. Example: `to run a job for each of its
    /// items, write lr=1,2`.
    private func proposing(_ multirun: Multirun, _ error: ConfigError) -> ConfigError {
        guard var first = error.diagnostics.first, first.code == .typeMismatch, first.message.hasSuffix("found a list"),
            let sweep = multirun.list.sweeping(over: first.origin)
        else { return error }
        first.help = "to run a job for each of its items, write \(sweep)"
        return ConfigError(first, Array(error.diagnostics.dropFirst()))
    }

    /// The overrides of a job as one line, without secrets.
    private func shownLine(of job: SweepJob) -> String {
        job.overrides.map(secrets.redact(argument:)).joined(separator: " ")
    }

    /// Throws an error that lists the failed jobs, if there are any.
    private func check(_ results: [SweepJobResult], of count: Int) throws(ConfigError) {
        let failed = results.compactMap { result in result.error.map { (result.job, $0) } }
        guard !failed.isEmpty else { return }
        var diagnostics: [Diagnostic] = []
        for (job, error) in failed {
            let place = "job \(job.index): \(shownLine(of: job))"
            diagnostics +=
                ((error as? ConfigError) ?? ConfigError(Diagnostic(.run, "\(error)"))).found(in: place).diagnostics
        }
        let rest = count - results.count
        let summary =
            "\(failed.count) of \(results.count) jobs failed" + (rest > 0 ? ", and \(rest) were not started" : "")
        throw ConfigError(Diagnostic(.run, summary), diagnostics)
    }
}
