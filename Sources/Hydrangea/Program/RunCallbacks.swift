import HydrangeaCompose
import HydrangeaDecode
import HydrangeaFiles
import HydrangeaRun
import HydrangeaTree
import Synchronization

/// The callbacks that a config selects under `hydra.callbacks`.
struct RunCallbacks: Sendable {
    private let callbacks: [(name: String, callback: any RunCallback)]
    private let console: Console

    /// Creates the callbacks that `hydra.callbacks` lists.
    ///
    /// - Throws: if the program has not registered one of them, or if its arguments do not fit.
    init(_ composition: Composition, _ registry: Registry<any RunCallback>, _ console: Console) throws(ConfigError) {
        self.console = console
        guard composition.hydra["callbacks"]?.mapping?.isEmpty == false else {
            callbacks = []
            return
        }
        // Configs for older releases of Hydra select this callback, which logged how jobs end. Our job logs do so
        // anyway.
        let known = registry.registering("hydra.experimental.callbacks.LogJobReturnCallback") {
            (_: [String: ConfigNode]) in NoCallback()
        }
        var callbacks: [(String, any RunCallback)] = []
        for entry in try composition.value(at: "hydra.callbacks")?.mapping?.entries ?? [] where !entry.value.isNull {
            let path = ConfigPath("hydra.callbacks").appending(entry.key)
            callbacks.append(
                (entry.key.description, try known.component(chosenBy: entry.value, at: path, kind: "callback")))
        }
        self.callbacks = callbacks
    }

    private struct NoCallback: RunCallback {}

    /// Calls all callbacks, in the order of the config.
    func tell(_ event: String, _ body: (any RunCallback) async throws -> Void) async {
        await tell(callbacks, event, body)
    }

    /// Executes `body` and then calls `end` on all callbacks, in reverse order, also if a signal ends the program.
    func tellingEnd(
        _ event: String, _ end: @escaping @Sendable (any RunCallback, (any Error)?) async throws -> Void,
        of body: () async throws -> Void
    ) async throws {
        if callbacks.isEmpty { return try await body() }
        let ending = Ending()
        let watch = SignalWatch.begin { signal in
            // A crashed thread may hold a lock that a callback needs.
            guard !SignalWatch.crashes.contains(signal), ending.isFirst() else { return }
            CallingThread.run {
                await tell(callbacks.reversed(), event) { try await end($0, Run.EndedBySignal(signal)) }
            }
        }
        defer { SignalWatch.end(watch) }
        var failure: (any Error)?
        do { try await body() } catch { failure = error }
        let isSuccess = (failure as? Run.Exit)?.exitStatus == 0
        if ending.isFirst() {
            let told = isSuccess ? nil : failure
            await tell(callbacks.reversed(), event) { try await end($0, told) }
        }
        if let failure { throw failure }
    }

    /// Ensures that an end is reported only once, even if a signal arrives meanwhile.
    private final class Ending: Sendable {
        private let isTold = Mutex(false)

        func isFirst() -> Bool {
            isTold.withLock { isTold in
                defer { isTold = true }
                return !isTold
            }
        }
    }

    private func tell(
        _ callbacks: [(name: String, callback: any RunCallback)], _ event: String,
        _ body: (any RunCallback) async throws -> Void
    ) async {
        for (name, callback) in callbacks {
            do { try await body(callback) } catch {
                let text = (error as? ConfigError)?.diagnostics.first?.message ?? "\(error)"
                console.warn([Diagnostic(.run, "the callback '\(name)' failed in \(event): \(text)")])
            }
        }
    }

    /// Wraps a task in the calls of `jobWillStart` and `jobDidEnd`.
    func around<Config: Sendable>(_ task: @escaping @Sendable (Config, Run) async throws -> Void)
        -> @Sendable (Config, Run) async throws -> Void
    {
        if callbacks.isEmpty { return task }
        return { config, run in
            await tell("jobWillStart") { try await $0.jobWillStart(run) }
            try await tellingEnd("jobDidEnd", { try await $0.jobDidEnd(run, error: $1) }) {
                try await task(config, run)
            }
        }
    }
}
