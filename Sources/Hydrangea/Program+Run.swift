import HydrangeaCompose
import HydrangeaRun
import HydrangeaTree

extension Program {
    /// Runs one job, or several when the command line or the config asks for a multirun.
    func run(_ setup: Setup, _ options: ComposeOptions) async throws {
        switch try setup.composer.plan(setup.configName, overrides: options.overrides, isMultirun: options.multirun) {
        case .run(let composition): try await run(composition, setup, options)
        case .multirun(let multirun): try await sweep(multirun, setup, options)
        }
    }

    private func run(_ composition: Composition, _ setup: Setup, _ options: ComposeOptions) async throws {
        console.warn(composition.warnings)
        try tellHow(composition, setup, options)
        let job = try job(composition)
        let callbacks = try RunCallbacks(composition, configuration.callbacks, console)
        if options.dryRun { return console.write(jobLine(options.overrides.map(secrets.redact(argument:)))) }
        setup.exportEnvironment()
        callbacks.tell("onComposeConfig") { try $0.onComposeConfig(composition) }
        callbacks.tell("onRunStart") { try $0.onRunStart(composition) }
        var failure: (any Error)?
        do { try await job.prepare(setup.runContext()).execute(callbacks.around(task)) } catch { failure = error }
        callbacks.tellEnd("onRunEnd") { try $0.onRunEnd(composition, error: failure) }
        if let failure { throw failure }
    }

    /// The one job of a single run.
    private func job(_ composition: Composition) throws(ConfigError) -> FrozenJob<Config> {
        let composition = composition.hidingOverrides(secrets)
        let place = try JobPlace(of: composition, workingDirectory: invocation.workingDirectory)
        return try FrozenJob(composition, at: place, secrets: secrets, decode: try decode(composition))
    }

    /// Runs one job with configs held in memory, and gives the run back.
    package func runInTest(configs: [String: ConfigNode], overrides: [String]) async throws -> Run {
        let options = ComposeOptions.plain(overrides)
        var configuration = configuration
        configuration.environmentFiles = .none
        if !configs.isEmpty {
            configuration.configPath = nil
            if let name = configuration.configName, configs[name] == nil { configuration.configName = nil }
        }
        var setup = try Setup(options, configuration, invocation, secrets: secrets, schema: schema)
        if !configs.isEmpty { setup.composer.sources = [MemorySource(configs)] }
        guard case .run(let composition) = try setup.composer.plan(setup.configName, overrides: overrides) else {
            throw ConfigError(Diagnostic(.commandLine, "a test runs one job, but hydra.mode asks for several", help: "hydra.mode=RUN"))
        }
        let prepared = try job(composition).prepare(setup.runContext())
        try await prepared.execute(task)
        return prepared.run
    }
}

/// A job's overrides as one line of JSON: what a dry run prints.
package func jobLine(_ overrides: [String]) -> String { JSONText.array(overrides.map(JSONText.string)) + "\n" }
