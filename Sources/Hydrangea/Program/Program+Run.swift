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
        console.warn(composition.warnings)
        try logInspection(composition, setup, arguments.compose)
        let job = try frozen(composition, at: placement(arguments.record, ifTaken: arguments.record.exist))
        try await run(job, setup, arguments)
    }

    /// Runs the frozen job of a single run or of a rerun, or prints its overrides.
    ///
    /// - Parameter completing: completes the context, before anything is written.
    func run(
        _ job: FrozenJob<Config>, _ setup: Setup, _ arguments: AppArguments,
        completing: (inout RunContext) async -> Void = { _ in }
    ) async throws {
        let callbacks = try RunCallbacks(job.composed, configuration.callbacks, console)
        if arguments.compose.dryRun { return try console.write(job: arguments.compose.overrides) }
        setup.exportEnvironment()
        var context = setup.runContext()
        await completing(&context)
        let composition = job.composed
        await callbacks.tell("didCompose") { try await $0.didCompose(composition) }
        await callbacks.tell("runWillStart") { try await $0.runWillStart(composition) }
        try await callbacks.tellingEnd("runDidEnd", { try await $0.runDidEnd(composition, error: $1) }) {
            _ = try await execute(job, context, callbacks)
        }
    }

    /// Prepares and executes a frozen job: the end of a single run, of a rerun, and of each job of a sweep.
    func execute(_ job: FrozenJob<Config>, _ context: RunContext, _ callbacks: RunCallbacks) async throws -> Run {
        try await job.prepare(context).execute(callbacks.around(task)).get()
    }

    /// Freezes a job: every mistake shows now, and nothing is on the disk yet.
    func frozen(_ composition: Composition, at placement: JobPlacement) throws(ConfigError) -> FrozenJob<Config> {
        try FrozenJob(composition, at: placement, redactor: redactor, decode: decode)
    }

    /// The place of a single run.
    func placement(_ record: RecordOptions, ifTaken: RunDirectory.IfTaken?) -> JobPlacement {
        record.noRunDir
            ? .known(.unrecorded(invocation.workingDirectory))
            : .run(workingDirectory: invocation.workingDirectory, ifTaken: ifTaken)
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
        var setup = try Setup(options, configuration, invocation, redactor: redactor, schema: schema, types: types)
        if let source { setup.composer.sources = [source] }
        guard case .run(let composition) = try setup.composer.plan(setup.configName, overrides: overrides) else {
            throw ConfigError(
                Diagnostic(.commandLine, "a test runs one job, but hydra.mode asks for several", help: "hydra.mode=RUN")
            )
        }
        let job = try frozen(composition, at: placement(RecordOptions(), ifTaken: nil))
        let executed = try await job.prepare(setup.runContext()).execute(task)
        return (executed.run, executed.error)
    }
}
