import HydrangeaCompose
import HydrangeaRun
import HydrangeaTree

extension Program {
    /// Runs one job, or several when the command line or the config asks for a multirun.
    func run(_ setup: Setup, _ arguments: AppArguments) async throws {
        let options = arguments.compose
        switch try setup.composer.plan(setup.configName, overrides: options.overrides, isMultirun: options.multirun) {
        case .run(let composition): try await run(composition, setup, arguments)
        case .multirun(let multirun): try await sweep(multirun, setup, arguments)
        }
    }

    private func run(_ composition: Composition, _ setup: Setup, _ arguments: AppArguments) async throws {
        let options = arguments.compose
        console.warn(composition.warnings)
        try tellHow(composition, setup, options)
        let job = try job(composition, arguments.record)
        let callbacks = try RunCallbacks(composition, configuration.callbacks, console)
        if options.dryRun { return try console.write(jobLine(options.overrides.map(secrets.redact(argument:)))) }
        setup.exportEnvironment()
        try await execute(job, of: composition, setup.runContext(), callbacks)
    }

    /// Executes a job that stands alone, and tells the callbacks of it.
    func execute(
        _ job: FrozenJob<Config>, of composition: Composition, _ context: RunContext, _ callbacks: RunCallbacks
    ) async throws {
        callbacks.tell("onComposeConfig") { try $0.onComposeConfig(composition) }
        callbacks.tell("onRunStart") { try $0.onRunStart(composition) }
        try await callbacks.tellingEnd("onRunEnd", { try $0.onRunEnd(composition, error: $1) }) {
            try await job.prepare(context).execute(callbacks.around(task))
        }
    }

    /// The one job of a single run.
    private func job(_ composition: Composition, _ record: RecordOptions = .notGiven) throws(ConfigError) -> FrozenJob<
        Config
    > {
        let composition = composition.hidingOverrides(secrets)
        let place = try place(of: composition, record, ifTaken: record.exist)
        return try FrozenJob(composition, at: place, secrets: secrets, decode: decode)
    }

    /// Where a single run is going to write.
    func place(of composition: Composition, _ record: RecordOptions, ifTaken: RunDirectory.IfTaken?) throws(ConfigError)
        -> JobPlace
    {
        record.noRunDir
            ? .nowhere(invocation.workingDirectory)
            : try JobPlace(of: composition, workingDirectory: invocation.workingDirectory, ifTaken: ifTaken)
    }

    /// Runs one job with configs held in memory, if there are any, and gives the run back, with what the task has
    /// thrown.
    package func runInTest(source: MemorySource?, overrides: [String]) async throws -> (run: Run, error: (any Error)?) {
        let options = ComposeOptions.plain(overrides)
        var configuration = configuration
        configuration.environmentFiles = .none
        if let source {
            configuration.configPath = nil
            if let name = configuration.configName, !source.hasConfig(name) { configuration.configName = nil }
        }
        var setup = try Setup(options, configuration, invocation, secrets: secrets, schema: schema, canAdd: canAdd)
        if let source { setup.composer.sources = [source] }
        guard case .run(let composition) = try setup.composer.plan(setup.configName, overrides: overrides) else {
            throw ConfigError(
                Diagnostic(.commandLine, "a test runs one job, but hydra.mode asks for several", help: "hydra.mode=RUN")
            )
        }
        let prepared = try job(composition).prepare(setup.runContext())
        do { try await prepared.execute(task) } catch { return (prepared.run, error) }
        return (prepared.run, nil)
    }
}

/// A job's overrides as one line of JSON: what a dry run prints.
package func jobLine(_ overrides: [String]) -> String { JSONText.array(overrides.map(JSONText.string)) + "\n" }
