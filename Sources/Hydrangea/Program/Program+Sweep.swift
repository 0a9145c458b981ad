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

        func shown() -> Composition {
            SecretScan(multirun.composition, nil, redactor.current).shown(multirun.composition)
        }
        func planned() throws(ConfigError) -> SweepDirectory {
            try .planned(
                for: shown(), workingDirectory: invocation.workingDirectory, isKept: !arguments.record.noRunDir,
                ifTaken: arguments.record.exist)
        }
        let jobs = try SweepJobs(checking: multirun, in: planned(), of: self)
        if options.dryRun { return try console.write(jobsOf: multirun) }

        setup.exportEnvironment()
        let context = setup.runContext()
        // Decoding the jobs has shown which values are secrets by their types.
        let directory = try await planned().claim(for: shown(), context)
        let log = try hydraLog(multirun.composition)
        await callbacks.tell("multirunWillStart") { try await $0.multirunWillStart(multirun.composition) }
        let launcher = BasicLauncher { log.info("Launching \($0.count) jobs locally") }
        let body: @Sendable (SweepJob) async throws -> Double? = { job in
            log.info("\t#\(job.index) : \(shownLine(job.overrides.filter { !$0.hasPrefix("hydra.") }))")
            let frozen = try jobs.frozen(job, in: directory)
            await callbacks.tell("didCompose") { try await $0.didCompose(frozen.composed) }
            return try await execute(frozen, context, callbacks).objective
        }
        try await callbacks.tellingEnd(
            "multirunDidEnd", { try await $0.multirunDidEnd(multirun.composition, error: $1) }
        ) {
            let results = try await HydrangeaSweep.sweep(
                BasicSweeper(batches: multirun.batches), on: launcher, body: body)
            try check(results, of: multirun.list.count ?? .max)
        }
    }

    /// Throws an error that lists the failed jobs, if there are any.
    private func check(_ results: [SweepJobResult], of count: Int) throws(ConfigError) {
        let failed = results.compactMap { result in result.error.map { (result.job, $0) } }
        guard !failed.isEmpty else { return }
        var diagnostics: [Diagnostic] = []
        for (job, error) in failed {
            let place = name(of: job)
            diagnostics +=
                ((error as? ConfigError) ?? ConfigError(Diagnostic(.run, "\(error)"))).found(in: place).diagnostics
        }
        let rest = count - results.count
        let summary =
            "\(failed.count) of \(results.count) jobs failed" + (rest > 0 ? ", and \(rest) were not started" : "")
        throw ConfigError(Diagnostic(.run, summary), diagnostics)
    }
}
