import HydrangeaCompose
import HydrangeaRun
import HydrangeaTree

extension Program {
    /// Runs one job, or several when the config asks for a multirun.
    func run(_ setup: Setup, _ arguments: AppArguments) async throws {
        let options = arguments.compose
        let composition: Composition
        do { composition = try setup.composer.compose(setup.configName, overrides: options.overrides) } catch {
            // Values to sweep over are a mistake in a single run only; the config itself may ask for a multirun.
            guard let multirun = try? setup.composer.jobs(of: setup.configName, overrides: options.overrides),
                try RunSettings(multirun.composition).isMultirun == true
            else { throw error }
            return try await sweep(setup, arguments)
        }
        console.warn(composition.warnings)
        if try RunSettings(composition).isMultirun == true { return try await sweep(setup, arguments) }
        let job = try job(composition, arguments.record)
        if options.dryRun { return console.write(jobLine(options.overrides.map(secrets.redact(argument:)))) }
        setup.exportEnvironment()
        try await job.prepare(setup.runContext()).execute(task)
    }

    /// The one job of a single run.
    private func job(_ composition: Composition, _ record: RecordOptions = .notGiven) throws(ConfigError) -> FrozenJob<Config> {
        let composition = composition.settingHydra([(["mode"], ConfigNode(.string("RUN")))]).hidingOverrides(secrets)
        let place = try place(of: composition, record, ifTaken: record.exist)
        return try FrozenJob(composition, at: place, secrets: secrets, decode: decode)
    }

    /// Where a single run is going to write.
    func place(of composition: Composition, _ record: RecordOptions, ifTaken: RunDirectory.IfTaken?) throws(ConfigError) -> JobPlace {
        record.noRunDir
            ? .nowhere(invocation.workingDirectory)
            : try JobPlace(of: composition, workingDirectory: invocation.workingDirectory, ifTaken: ifTaken)
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
        let composition = try setup.composer.compose(setup.configName, overrides: overrides)
        let prepared = try job(composition).prepare(setup.runContext())
        try await prepared.execute(task)
        return prepared.run
    }
}

/// A job's overrides as one line of JSON: what a dry run prints.
package func jobLine(_ overrides: [String]) -> String { JSONText.array(overrides.map(JSONText.string)) + "\n" }
