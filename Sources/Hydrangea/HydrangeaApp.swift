public import HydrangeaCompose
import HydrangeaPlatform
public import HydrangeaRun
public import HydrangeaTree

/// A program whose config is composed before it runs. Put `@main` on the conforming type.
///
/// ```swift
/// @main
/// struct Train: HydrangeaApp {
///     func run(_ config: TrainConfig, in run: Run) async throws { … }
/// }
/// ```
public protocol HydrangeaApp: Sendable {
    /// The type into which the composed config is decoded; inferred from ``run(_:in:)``.
    associatedtype Config: Decodable & Sendable

    /// The program's settings, such as the place of its configs and its resolvers.
    static var configuration: AppConfiguration { get }

    /// Creates the app for one job. Every job gets its own, so an app may hold the state of its job.
    init()

    /// Executes one job with its config. A sweep calls `run` once for each job.
    func run(_ config: Config, in run: Run) async throws
}

extension HydrangeaApp {
    public static var configuration: AppConfiguration { AppConfiguration() }

    /// Runs the program with the process's arguments. On an error the process prints a message and exits with status 1.
    @concurrent public static func main() async { await main(Array(CommandLine.arguments.dropFirst())) }

    /// Runs the program with the given arguments. On an error the process prints a message and exits with status 1.
    @concurrent public static func main(_ arguments: [String]) async {
        let program = Program(configuration: configuration, invocation: .current(arguments: arguments), task: task)
        let status = await program.run()
        if status != 0 { exit(status) }
    }

    /// Runs the program with the given command line, and returns after its last job. The process does not exit.
    ///
    /// Notebooks, host programs and tests call `run` instead of ``main(_:)``.
    /// - Throws: the error of the task if there is one job; a ``ConfigError`` for a mistake in the command line or the
    ///   config, and for a sweep with failed jobs.
    @concurrent public static func run(_ arguments: [String]) async throws {
        try await Program(configuration: configuration, invocation: .current(arguments: arguments), task: task)
            .perform()
    }

    /// Composes this program's config as ``main()`` does, without running a job.
    public static func compose(_ overrides: [String] = []) throws(ConfigError) -> Composition {
        try Program(configuration: configuration, invocation: .current(arguments: overrides), task: task).compose()
    }

    /// The task as a closure that creates an app for each job.
    package static var task: @Sendable (Config, Run) async throws -> Void {
        { config, run in try await Self().run(config, in: run) }
    }
}

/// Runs a closure as a program, and returns after its last job. It is meant for scripts and host programs.
///
/// ```swift
/// try await withConfig("config", as: Greeting.self) { config, run in print("hello \(config.name)") }
/// ```
/// A program of its own conforms to ``HydrangeaApp``, whose `main` prints errors and sets the exit status.
///
/// - Throws: the error of the closure if there is one job; a ``ConfigError`` for a mistake in the command line or the
///   config, and for a sweep with failed jobs.
@concurrent public func withConfig<Config: Decodable & Sendable>(
    _ name: String?, in path: String? = "conf", as type: Config.Type = Config.self,
    arguments: [String] = Array(CommandLine.arguments.dropFirst()),
    run body: @escaping @Sendable (Config, Run) async throws -> Void
) async throws {
    let configuration = AppConfiguration(configName: name, configPath: path)
    try await Program(configuration: configuration, invocation: .current(arguments: arguments), task: body).perform()
}
