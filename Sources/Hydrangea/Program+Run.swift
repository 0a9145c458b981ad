import HydrangeaCompose
import HydrangeaRun
import HydrangeaTree

extension Program {
    /// Runs one job, or several when the config asks for a multirun.
    func run(_ setup: Setup, _ options: ComposeOptions) async throws {
        let composition: Composition
        do { composition = try setup.composer.compose(setup.configName, overrides: options.overrides) } catch {
            // Values to sweep over are a mistake in a single run only; the config itself may ask for a multirun.
            guard let multirun = try? setup.composer.jobs(of: setup.configName, overrides: options.overrides),
                try RunSettings(multirun.composition).isMultirun == true
            else { throw error }
            return try await sweep(setup, options)
        }
        console.warn(composition.warnings)
        if try RunSettings(composition).isMultirun == true { return try await sweep(setup, options) }
        let job = try job(composition)
        if options.dryRun { return console.write(jobLine(options.overrides.map(secrets.redact(argument:)))) }
        setup.exportEnvironment()
        try await job.prepare(setup.runContext()).execute(task)
    }

    /// The one job of a single run.
    private func job(_ composition: Composition) throws(ConfigError) -> FrozenJob<Config> {
        let composition = composition.settingHydra([(["mode"], ConfigNode(.string("RUN")))]).hidingOverrides(secrets)
        let place = try JobPlace(of: composition, workingDirectory: invocation.workingDirectory)
        return try FrozenJob(composition, at: place, secrets: secrets, decode: try decode(composition))
    }

    /// Runs one job with configs held in memory, if there are any, and gives the run back, with what the task has thrown.
    package func runInTest(source: MemorySource?, overrides: [String]) async throws -> (run: Run, error: (any Error)?) {
        let options = ComposeOptions.plain(overrides)
        var configuration = configuration
        configuration.environmentFiles = .none
        if let source {
            configuration.configPath = nil
            if let name = configuration.configName, !source.hasConfig(name) { configuration.configName = nil }
        }
        var setup = try Setup(options, configuration, invocation, secrets: secrets, schema: schema)
        if let source { setup.composer.sources = [source] }
        let composition = try setup.composer.compose(setup.configName, overrides: overrides)
        let prepared = try job(composition).prepare(setup.runContext())
        do { try await prepared.execute(task) } catch { return (prepared.run, error) }
        return (prepared.run, nil)
    }
}

/// A job's overrides as one line of JSON: what a dry run prints.
package func jobLine(_ overrides: [String]) -> String { JSONText.array(overrides.map(JSONText.string)) + "\n" }
