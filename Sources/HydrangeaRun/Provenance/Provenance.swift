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
        package var program: ProgramFile?
        package var packages: PackageVersions?
        package var git: GitState?
        package var machine: Machine
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
        var machine = Machine(environment: invocation.environment)
        var diff: [UInt8] = []
        let git = GitState.of(invocation.workingDirectory, environment: invocation.environment) { diff = $0 }
        machine.askFurther(environment: invocation.environment)
        let hash = FileHash(cache: HashCache(environment: invocation.environment))
        let program = invocation.executable.flatMap { ProgramFile($0, hash) }
        let packages = PackageVersions.find(
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

    /// The text of ``GitState/diff``; empty if it is too large to be recorded.
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

/// The executable file of a program.
public struct ProgramFile: Hashable, Sendable, Codable {
    /// The absolute path of the file.
    public var path: String
    /// The fingerprint of the file. Two builds of the same code may have different ones.
    public var sha256: Fingerprint
    /// The size of the file in bytes.
    public var bytes: Int

    /// Nil if the file cannot be read.
    init?(_ path: String, _ hash: FileHash) {
        guard let result = try? hash.of(path) else { return nil }
        self.path = path
        sha256 = result.sha256
        bytes = result.bytes
    }
}

/// The `Package.resolved` of the package that a program was built in, which lists the exact versions of all
/// dependencies.
public struct PackageVersions: Hashable, Sendable, Codable {
    /// The absolute path of the file.
    public var path: String
    /// The fingerprint of the file. Equal fingerprints mean equal dependencies.
    public var sha256: Fingerprint

    /// Searches the parents of the executable, then the working directory and its parents.
    static func find(executable: String?, workingDirectory: String) -> PackageVersions? {
        for start in [executable.flatMap(FilePath.parent), workingDirectory] {
            var directory = start
            while let current = directory {
                let path = FilePath.join(current, "Package.resolved")
                if let bytes = try? PosixFile.bytes(of: path) {
                    return PackageVersions(path: path, sha256: Fingerprint(of: bytes))
                }
                directory = FilePath.parent(of: current)
            }
        }
        return nil
    }
}
