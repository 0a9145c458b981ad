import HydrangeaCompose
import HydrangeaRun
import HydrangeaTree

extension Program {
    /// Runs one job, or the jobs of a multirun if the command line or `hydra.mode` asks for it.
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
        try logInspection(composition, setup, options)
        let job = try job(composition, arguments.record)
        let callbacks = try RunCallbacks(composition, configuration.callbacks, console)
        if options.dryRun { return try console.write(jobLine(options.overrides.map(secrets.redact(argument:)))) }
        setup.exportEnvironment()
        try await execute(job, of: composition, setup.runContext(), callbacks)
    }

    /// Executes a single job, and calls the callbacks around it.
    func execute(
        _ job: FrozenJob<Config>, of composition: Composition, _ context: RunContext, _ callbacks: RunCallbacks
    ) async throws {
        await callbacks.tell("didCompose") { try await $0.didCompose(composition) }
        await callbacks.tell("runWillStart") { try await $0.runWillStart(composition) }
        try await callbacks.tellingEnd("runDidEnd", { try await $0.runDidEnd(composition, error: $1) }) {
            try await job.prepare(context).execute(callbacks.around(task))
        }
    }

    /// The job of a single run.
    private func job(
        _ composition: Composition, _ record: RecordOptions = RecordOptions()
    ) throws(ConfigError) -> FrozenJob<Config> {
        try frozen(composition) { (composition) throws(ConfigError) in
            try place(of: composition, record, ifTaken: record.exist)
        }
    }

    /// The frozen job at the place that `place` computes. Decoding may find more secrets, which must not appear in the
    /// names of directories. Then the place is computed again, with those overrides redacted.
    func frozen(
        _ composition: Composition, at place: (Composition) throws(ConfigError) -> JobPlace
    ) throws(ConfigError) -> FrozenJob<Config> {
        let hidden = composition.hidingOverrides(secrets)
        let job = try FrozenJob(hidden, at: try place(hidden), secrets: secrets, decode: decode)
        let again = composition.hidingOverrides(secrets)
        if again.hydra == hidden.hydra { return job }
        return try FrozenJob(again, at: try place(again), secrets: secrets, decode: decode)
    }

    /// The place of a single run.
    func place(of composition: Composition, _ record: RecordOptions, ifTaken: RunDirectory.IfTaken?) throws(ConfigError)
        -> JobPlace
    {
        record.noRunDir
            ? .nowhere(invocation.workingDirectory)
            : try JobPlace(of: composition, workingDirectory: invocation.workingDirectory, ifTaken: ifTaken)
    }

    /// Runs one job for a test, with configs from memory if given. Returns the run and the error that its task has
    /// thrown.
    package func runInTest(source: MemorySource?, overrides: [String]) async throws -> (run: Run, error: (any Error)?) {
        let options = ComposeOptions(overrides: overrides)
        var configuration = configuration
        configuration.environmentFiles = .none
        if let source {
            configuration.configPath = nil
            if let name = configuration.configName, !source.hasConfig(name) { configuration.configName = nil }
        }
        var setup = try Setup(options, configuration, invocation, secrets: secrets, schema: schema, types: types)
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
