public import HydrangeaCompose

/// A `RunCallback` is called at the events of a program's jobs, for example to send a message, start a tracker or clean
/// up.
///
/// A config selects it under `hydra.callbacks`, by the name under which the program has registered it:
/// ```yaml
/// hydra:
///   callbacks:
///     tracker: {_target_: tracker, project: digits}
/// ```
/// Callbacks are called in the order of the config, and in reverse order when a run, job or sweep ends. If a callback
/// throws, the error is reported and the run continues. The next callback, and the job, wait until an asynchronous one
/// returns.
///
/// A type implements only the functions that it needs; the others do nothing by default.
public protocol RunCallback: Sendable {
    /// Called when the config of a run, or of a job of a sweep, has been composed. Hydra's `on_compose_config`.
    func didCompose(_ composition: Composition) async throws
    /// Called before a single run begins, when it has not written anything yet. Hydra's `on_run_start`.
    func runWillStart(_ composition: Composition) async throws
    /// Called when a single run has ended. `error` is the reason why it failed, or nil. Hydra's `on_run_end`.
    func runDidEnd(_ composition: Composition, error: (any Error)?) async throws
    /// Called before a sweep begins. Hydra's `on_multirun_start`.
    func multirunWillStart(_ composition: Composition) async throws
    /// Called when a sweep has ended. `error` lists the failed jobs, or is nil. Hydra's `on_multirun_end`.
    func multirunDidEnd(_ composition: Composition, error: (any Error)?) async throws
    /// Called before a job begins, when its directory and its log exist. Hydra's `on_job_start`.
    func jobWillStart(_ run: Run) async throws
    /// Called when a job has ended, before its record is closed. Hydra's `on_job_end`.
    ///
    /// `error` is the reason why the job failed. It is nil if the job succeeded or threw `Run.Exit(0)`, and
    /// ``Run/EndedBySignal`` if a signal ends the program.
    func jobDidEnd(_ run: Run, error: (any Error)?) async throws
}

extension RunCallback {
    /// Does nothing by default.
    public func didCompose(_ composition: Composition) {}
    /// Does nothing by default.
    public func runWillStart(_ composition: Composition) {}
    /// Does nothing by default.
    public func runDidEnd(_ composition: Composition, error: (any Error)?) {}
    /// Does nothing by default.
    public func multirunWillStart(_ composition: Composition) {}
    /// Does nothing by default.
    public func multirunDidEnd(_ composition: Composition, error: (any Error)?) {}
    /// Does nothing by default.
    public func jobWillStart(_ run: Run) {}
    /// Does nothing by default.
    public func jobDidEnd(_ run: Run, error: (any Error)?) {}
}
