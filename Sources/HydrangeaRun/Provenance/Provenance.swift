import Dispatch
import HydrangeaFiles
import Synchronization

/// The facts about a run's surroundings that take too long to collect before the run starts.
///
/// Examples: git takes some milliseconds, hashing a program of 50 MB takes thirty, and a GPU driver's command can take
/// a second. So `Surroundings` collects them on its own thread while the job runs. The record is first written without
/// them, written again when they are known, and closed with them.
package final class Surroundings: Sendable {
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
        var waiting: [@Sendable (Surroundings) -> Void] = []
    }

    private let state = Mutex(State())
    private let isFound = DispatchSemaphore(value: 0)

    /// Starts collecting the facts about a program's surroundings.
    package init(of invocation: Invocation) {
        if !SystemThread.start({ [self] in find(invocation) }) { find(invocation) }
    }

    /// Holds facts that are known already.
    init(known facts: Facts) {
        state.withLock { $0.facts = facts }
        isFound.signal()
    }

    private func find(_ invocation: Invocation) {
        var machine = RunRecord.Machine(environment: invocation.environment)
        var diff: [UInt8] = []
        let git = RunRecord.GitState.of(invocation.workingDirectory, environment: invocation.environment) { diff = $0 }
        machine.askFurther(environment: invocation.environment)
        let hash = FileHash(cache: HashCache(environment: invocation.environment))
        let program = invocation.executable.flatMap { RunRecord.ProgramFile($0, hash) }
        let packages = RunRecord.PackageVersions.find(
            executable: invocation.executable, workingDirectory: invocation.workingDirectory)
        let facts = Facts(program: program, packages: packages, git: git, machine: machine)
        let waiting = state.withLock { state in
            state.facts = facts
            state.diff = diff
            defer { state.waiting = [] }
            return state.waiting
        }
        isFound.signal()
        for body in waiting { body(self) }
    }

    /// The collected facts; nil until collecting has finished.
    var found: Facts? { state.withLock { $0.facts } }

    /// The text of ``RunRecord/GitState/diff``; empty if it is too large to be recorded.
    var diff: [UInt8] { state.withLock { $0.diff } }

    /// Calls `body` when collecting has finished: at once, or later on another thread.
    func whenFound(_ body: @escaping @Sendable (Surroundings) -> Void) {
        let isThere = state.withLock { state in
            if state.facts == nil { state.waiting.append(body) }
            return state.facts != nil
        }
        if isThere { body(self) }
    }

    /// Waits until collecting has finished, for 30 seconds at most.
    func wait() -> Facts? {
        if let found { return found }
        // A semaphore's signal wakes one thread, so pass it on to the next.
        if isFound.wait(timeout: .now() + .seconds(30)) == .success { isFound.signal() }
        return found
    }
}
