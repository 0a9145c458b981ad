public import Hydrangea

extension HydrangeaApp {
    /// Runs one job of the app with configs in memory, in a temporary directory, and returns the run.
    ///
    /// ```swift
    /// let run = try await Train.test(["config": ["epochs": 1]], overrides: ["dataset=mnist"])
    /// #expect(run.objective == 0.5)
    /// ```
    /// Neither the process's environment nor a `.env` file is read, so the test has the same result everywhere. Without
    /// `configs`, the app's own are used.
    ///
    /// - Parameters:
    ///   - configs: Configs by their names: `config`, `model/mlp`.
    ///   - overrides: Overrides as on the command line.
    ///   - environment: The variables that `${oc.env:…}` reads.
    ///   - start: The start time of the run, which `${now:…}` formats.
    /// - Throws: a `ConfigError` for a mistake in the config, or the error of the task.
    @concurrent public static func test(
        _ configs: [String: ConfigNode] = [:], overrides: [String] = [], environment: [String: String] = [:],
        at start: Run.Moment = .now()
    ) async throws -> Run {
        let source = configs.isEmpty ? nil : MemorySource(configs)
        let captured = try await captureRun(source, overrides, environment, start)
        if let error = captured.error { throw error }
        return captured.run
    }

    /// Runs one job of the app, and returns its files, its log, its record, and its error.
    ///
    /// ```swift
    /// let captured = try await Train.capture(yaml: ["config": "dataset: mnist"], overrides: ["epochs=2"])
    /// #expect(captured.files.contains("metrics.csv"))
    /// #expect(captured.record.status == .succeeded)
    /// ```
    /// - Parameters:
    ///   - configs: Configs as YAML, by their names; without any, the app's own are used.
    ///   - overrides: Overrides as on the command line.
    ///   - environment: The variables that `${oc.env:…}` reads.
    ///   - start: The start time of the run, which `${now:…}` formats.
    /// - Throws: a `ConfigError` for a mistake in the config. An error of the task is in ``CapturedRun/error``
    ///   instead.
    @concurrent public static func capture(
        yaml configs: [String: String] = [:], overrides: [String] = [], environment: [String: String] = [:],
        at start: Run.Moment = .now()
    ) async throws -> CapturedRun {
        try await captureRun(configs.isEmpty ? nil : MemorySource(yaml: configs), overrides, environment, start)
    }

    private static func captureRun(
        _ source: MemorySource?, _ overrides: [String], _ environment: [String: String], _ start: Run.Moment
    ) async throws -> CapturedRun {
        let directory = try TemporaryDirectory()
        let invocation = directory.invocation(environment: environment, start: start)
        let program = Program(configuration: configuration, invocation: invocation, task: task)
        let (run, error) = try await program.runInTest(source: source, overrides: overrides)
        return CapturedRun(run: run, error: error, home: directory)
    }
}
