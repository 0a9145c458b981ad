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
/// not stop the run.
public protocol RunCallback: Sendable {
    /// The config of a run, or of each job of a sweep, has been composed.
    func onComposeConfig(_ composition: Composition) throws
    /// A single run is about to begin; nothing of it is on the disk yet.
    func onRunStart(_ composition: Composition) throws
    /// A single run has ended; `error` is why it failed.
    func onRunEnd(_ composition: Composition, error: (any Error)?) throws
    /// A sweep is about to begin.
    func onMultirunStart(_ composition: Composition) throws
    /// A sweep has ended; `error` tells which of its jobs failed.
    func onMultirunEnd(_ composition: Composition, error: (any Error)?) throws
    /// A job is about to begin, in its directory and with its log.
    func onJobStart(_ run: Run) throws
    /// A job has ended; its record is closed after this.
    func onJobEnd(_ run: Run, error: (any Error)?) throws
}

extension RunCallback {
    public func onComposeConfig(_ composition: Composition) {}
    public func onRunStart(_ composition: Composition) {}
    public func onRunEnd(_ composition: Composition, error: (any Error)?) {}
    public func onMultirunStart(_ composition: Composition) {}
    public func onMultirunEnd(_ composition: Composition, error: (any Error)?) {}
    public func onJobStart(_ run: Run) {}
    public func onJobEnd(_ run: Run, error: (any Error)?) {}
}
