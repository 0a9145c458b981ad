import Dispatch
import HydrangeaFiles
import Synchronization

/// The facts about a run's provenance that take too long to collect before the run starts.
///
/// Examples: git takes some milliseconds, hashing a program of 50 MB takes thirty, and a GPU driver's command can take
/// a second. So `Provenance` collects them on its own thread while the job runs. The record is first written without
/// them, written again when they are known, and closed with them.
package final class Provenance: Sendable {
    /// The collected facts.
    package struct Facts: Hashable, Sendable {
        package var program: RunRecord.ProgramFile?
        package var packages: RunRecord.PackageVersions?
        package var git: RunRecord.GitState?
        package var machine: RunRecord.Machine
    }

    private struct State {
        var facts: Facts?
        var diff: [UInt8] = []
        var waiting: [@Sendable (Provenance) -> Void] = []
    }

    private let state = Mutex(State())

    /// Starts collecting the facts about a program's provenance.
    package init(of invocation: Invocation) {
        if !SystemThread.start({ [self] in find(invocation) }) { find(invocation) }
    }

    /// Provenance that somebody else finds out about, with ``report(_:diff:)``.
    init() {}

    /// Holds facts that are known already.
    init(known facts: Facts) {
        state.withLock { $0.facts = facts }
    }

    private func find(_ invocation: Invocation) {
        var machine = RunRecord.Machine(environment: invocation.environment)
        var diff: [UInt8] = []
        let git = RunRecord.GitState.of(invocation.workingDirectory, environment: invocation.environment) { diff = $0 }
        machine.probeHardware(environment: invocation.environment)
        let hash = FileHash(cache: HashCache(environment: invocation.environment))
        let program = invocation.executable.flatMap { RunRecord.ProgramFile($0, hash) }
        let packages = RunRecord.PackageVersions.find(
            executable: invocation.executable, workingDirectory: invocation.workingDirectory)
        report(Facts(program: program, packages: packages, git: git, machine: machine), diff: diff)
    }

    /// Hands on what was found to those who wait for it.
    func report(_ facts: Facts, diff: [UInt8] = []) {
        let waiting = state.withLock { state in
            state.facts = facts
            state.diff = diff
            defer { state.waiting = [] }
            return state.waiting
        }
        for body in waiting { body(self) }
    }

    /// The collected facts; nil until collecting has finished.
    var found: Facts? { state.withLock { $0.facts } }

    /// The text of ``RunRecord/GitState/diff``; empty if it is too large to be recorded.
    var diff: [UInt8] { state.withLock { $0.diff } }

    /// Calls `body` when collecting has finished: at once, or later on another thread.
    func whenFound(_ body: @escaping @Sendable (Provenance) -> Void) {
        let isThere = state.withLock { state in
            if state.facts == nil { state.waiting.append(body) }
            return state.facts != nil
        }
        if isThere { body(self) }
    }

    /// The facts, as soon as all are found; nil if that takes longer than a command may hang. No thread is blocked
    /// meanwhile.
    package func facts() async -> Facts? {
        if let found { return found }
        await withCheckedContinuation { continuation in
            let waiting = Mutex<CheckedContinuation<Void, Never>?>(continuation)
            let end = { @Sendable in waiting.withLock { $0.take() }?.resume() }
            whenFound { _ in end() }
            DispatchQueue.global().asyncAfter(deadline: .now() + Self.patience) { end() }
        }
        return found
    }

    /// The same for a thread that cannot suspend: it is blocked.
    func wait() -> Facts? {
        if let found { return found }
        let isFound = DispatchSemaphore(value: 0)
        whenFound { _ in isFound.signal() }
        _ = isFound.wait(timeout: .now() + Self.patience)
        return found
    }

    private static let patience = DispatchTimeInterval.seconds(30)
}
