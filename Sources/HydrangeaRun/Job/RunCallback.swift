public import HydrangeaCompose

/// Something that is told what happens around a program's jobs: to send a message, to start a tracker, to clean up.
///
/// A config asks for it under `hydra.callbacks`, by the name under which the program has registered it:
/// ```yaml
/// hydra:
///   callbacks:
///     tracker: {_target_: tracker, project: digits}
/// ```
/// All are told in the order of the config, and at an end in the reverse order. One that throws is reported and does
/// not stop the run. The next callback, and the job, wait until an asynchronous one returns.
///
/// A type implements what it needs of these; the others do nothing.
public protocol RunCallback: Sendable {
    /// The config of a run, or of each job of a sweep, has been composed. Hydra's `on_compose_config`.
    func didCompose(_ composition: Composition) async throws
    /// A single run is about to begin; nothing of it is on the disk yet. Hydra's `on_run_start`.
    func runWillStart(_ composition: Composition) async throws
    /// A single run has ended; `error` is why it failed, nil when it succeeded. Hydra's `on_run_end`.
    func runDidEnd(_ composition: Composition, error: (any Error)?) async throws
    /// A sweep is about to begin. Hydra's `on_multirun_start`.
    func multirunWillStart(_ composition: Composition) async throws
    /// A sweep has ended; `error` tells which of its jobs failed. Hydra's `on_multirun_end`.
    func multirunDidEnd(_ composition: Composition, error: (any Error)?) async throws
    /// A job is about to begin, in its directory and with its log. Hydra's `on_job_start`.
    func jobWillStart(_ run: Run) async throws
    /// A job has ended; its record is closed after this. Hydra's `on_job_end`.
    ///
    /// `error` is why the job failed. It is nil when the job succeeded, also by `throw Exit(0)`, and ``EndedBySignal``
    /// when a signal ends the program.
    func jobDidEnd(_ run: Run, error: (any Error)?) async throws
}

extension RunCallback {
    /// Does nothing: a callback has only the functions that it needs.
    public func didCompose(_ composition: Composition) {}
    /// Does nothing: a callback has only the functions that it needs.
    public func runWillStart(_ composition: Composition) {}
    /// Does nothing: a callback has only the functions that it needs.
    public func runDidEnd(_ composition: Composition, error: (any Error)?) {}
    /// Does nothing: a callback has only the functions that it needs.
    public func multirunWillStart(_ composition: Composition) {}
    /// Does nothing: a callback has only the functions that it needs.
    public func multirunDidEnd(_ composition: Composition, error: (any Error)?) {}
    /// Does nothing: a callback has only the functions that it needs.
    public func jobWillStart(_ run: Run) {}
    /// Does nothing: a callback has only the functions that it needs.
    public func jobDidEnd(_ run: Run, error: (any Error)?) {}
}
