import HydrangeaCompose
import HydrangeaRun
import HydrangeaSweep
import HydrangeaTree
import Logging

extension Program {
    /// Runs a job for each combination of the values that are given, one after the other.
    func sweep(_ setup: Setup, _ options: ComposeOptions) async throws {
        // The flag is short for an override, which every job and its record then has.
        let mode = "hydra.mode=MULTIRUN"
        let isImplied = !options.multirun || options.overrides.contains(mode)
        let multirun = try setup.composer.jobs(of: setup.configName, overrides: options.overrides + (isImplied ? [] : [mode]))
        console.warn(multirun.composition.warnings)
        try Engines.check(multirun.composition)

        @Sendable func compose(_ job: Job) throws(ConfigError) -> Composition {
            try multirun.compose(job.overrides).settingHydra([
                (["job", "id"], ConfigNode(.string(String(job.index)))), (["job", "num"], ConfigNode(.int(job.index))),
            ]).hidingOverrides(secrets)
        }

        // Every mistake in any job shows before the first one starts. The results are not kept: ten thousand of them would fill the memory.
        func shown() -> Composition { multirun.composition.showing(secrets, resolved: nil).hidingOverrides(secrets) }
        let planned = try SweepDirectory.planned(for: shown(), workingDirectory: invocation.workingDirectory)
        for (index, overrides) in multirun.list.enumerated() {
            let job = Job(index: index, overrides: overrides)
            do {
                let composition = try compose(job)
                _ = try FrozenJob(composition, at: try planned.place(of: job, composition), secrets: secrets, decode: try decode(composition))
            } catch {
                throw error.noting("in job \(index): \(shownLine(of: job))")
            }
        }
        if options.dryRun { return console.write(jobsOf: multirun) }

        setup.exportEnvironment()
        let directory = try SweepDirectory.claim(for: shown(), workingDirectory: invocation.workingDirectory)
        let context = setup.runContext()
        let log = try JobLogging(multirun.composition, "hydra.hydra_logging", secrets: secrets).logger(label: "hydra")
        log.info("Launching \(multirun.jobs.count) jobs locally")
        let task = task
        let results = try await HydrangeaSweep.sweep(BasicSweeper(batches: multirun.batches), on: BasicLauncher()) { job in
            log.info("\t#\(job.index) : \(shownLine(of: Job(index: job.index, overrides: job.overrides.filter { !$0.hasPrefix("hydra.") })))")
            let composition = directory.naming(itselfIn: try compose(job))
            let place = try directory.place(of: job, composition)
            let prepared = try FrozenJob(composition, at: place, secrets: secrets, decode: try decode(composition)).prepare(context)
            try await prepared.execute(task)
            return prepared.run.objective
        }
        try check(results, of: multirun.jobs.count)
    }

    /// A job's overrides without secrets.
    private func shownLine(of job: Job) -> String { job.overrides.map(secrets.redact(argument:)).joined(separator: " ") }

    /// Ends the sweep with an error when a job has failed.
    private func check(_ results: [JobResult], of count: Int) throws(ConfigError) {
        let failed = results.compactMap { result in result.error.map { (result.job, $0) } }
        guard !failed.isEmpty else { return }
        var diagnostics: [Diagnostic] = []
        for (job, error) in failed {
            let note = "in job \(job.index): \(shownLine(of: job))"
            diagnostics += ((error as? ConfigError) ?? ConfigError(Diagnostic(.run, "\(error)"))).noting(note).diagnostics
        }
        let rest = count - results.count
        let summary = "\(failed.count) of \(results.count) jobs failed" + (rest > 0 ? ", and \(rest) were not started" : "")
        throw ConfigError(Diagnostic(.run, summary), diagnostics)
    }
}

/// The sweepers and launchers that a config may select here.
private enum Engines {
    /// Refuses an engine that is not there, before anything starts.
    static func check(_ composition: Composition) throws(ConfigError) {
        for kind in ["sweeper", "launcher"] {
            let path = ConfigPath("hydra.\(kind)._target_")
            guard let node = composition.tree[path], let target = node.string else { continue }
            let name = target.split(separator: ".").last ?? ""
            guard name != "BasicSweeper", name != "BasicLauncher" else { continue }
            throw ConfigError(
                Diagnostic(
                    .unknownComponent, "the \(kind) '\(composition.choice(of: "hydra/\(kind)") ?? String(name))' cannot run here", at: path,
                    notes: ["there is: basic"], help: "hydra/\(kind)=basic"))
        }
    }
}

extension Composition {
    fileprivate func choice(of group: String) -> String? { choices.first { $0.key == group }?.option }
}
