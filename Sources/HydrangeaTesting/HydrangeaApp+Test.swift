public import Hydrangea

extension HydrangeaApp {
    /// Runs one job of the app with configs held in memory, in a directory of its own, and returns the run.
    ///
    /// ```swift
    /// let run = try await Train.test(["config": ["epochs": 1]], overrides: ["dataset=mnist"])
    /// #expect(run.objective == 0.5)
    /// ```
    /// The environment is empty and no `.env` file is read: the test has the same result everywhere. Without configs, the app's own are used.
    ///
    /// - Throws: what is wrong with the config, or what the task throws.
    @concurrent public static func test(_ configs: [String: ConfigNode] = [:], overrides: [String] = []) async throws -> Run {
        let directory = try TemporaryDirectory()
        return try await Program(configuration: configuration, invocation: directory.invocation, task: task)
            .runInTest(configs: configs, overrides: overrides)
    }
}
