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
    /// What the composed config is decoded into; inferred from ``run(_:in:)``.
    associatedtype Config: Decodable & Sendable

    /// Where the configs are, and what may be called from them.
    static var configuration: AppConfiguration { get }

    /// An app for one job: it is made anew for each, so it may hold what the job needs.
    init()

    /// Does one job with its config. A sweep calls it once for each job.
    func run(_ config: Config, in run: Run) async throws
}

extension HydrangeaApp {
    public static var configuration: AppConfiguration { AppConfiguration() }

    /// Runs the program with the process's arguments; when something is wrong it ends with a message and status 1.
    @concurrent public static func main() async { await main(Array(CommandLine.arguments.dropFirst())) }

    /// Runs the program with the given arguments; when something is wrong the process ends with a message and status 1.
    @concurrent public static func main(_ arguments: [String]) async {
        let program = Program(configuration: configuration, invocation: .current(arguments: arguments), task: task)
        let status = await program.run()
        if status != 0 { exit(status) }
    }

    /// Runs the program with the given command line, and returns when its last job has ended; the process goes on.
    ///
    /// A notebook, a host program or a test calls this instead of ``main(_:)``.
    /// - Throws: what the task throws when there is one job; a ``ConfigError`` for a mistake in the command line or the
    ///   config, and for a sweep with jobs that failed.
    @concurrent public static func run(_ arguments: [String]) async throws {
        try await Program(configuration: configuration, invocation: .current(arguments: arguments), task: task)
            .perform()
    }

    /// Composes this program's config as ``main()`` would, without running it.
    public static func compose(_ overrides: [String] = []) throws(ConfigError) -> Composition {
        try Program(configuration: configuration, invocation: .current(arguments: overrides), task: task).compose()
    }

    /// The task as a closure: every job gets an app of its own.
    package static var task: @Sendable (Config, Run) async throws -> Void {
        { config, run in try await Self().run(config, in: run) }
    }
}

/// Runs a closure as a program, in a script or a host program, and returns when its last job has ended.
///
/// ```swift
/// try await withConfig("config", as: Greeting.self) { config, run in print("hello \(config.name)") }
/// ```
/// A program of its own conforms to ``HydrangeaApp``: its `main` prints what is wrong and ends with a status.
/// - Throws: what the closure throws when there is one job; a ``ConfigError`` for a mistake in the command line or the
///   config, and for a sweep with jobs that failed.
@concurrent public func withConfig<Config: Decodable & Sendable>(
    _ name: String?, in path: String? = "conf", as type: Config.Type = Config.self,
    arguments: [String] = Array(CommandLine.arguments.dropFirst()),
    run body: @escaping @Sendable (Config, Run) async throws -> Void
) async throws {
    let configuration = AppConfiguration(configName: name, configPath: path)
    try await Program(configuration: configuration, invocation: .current(arguments: arguments), task: body).perform()
}
