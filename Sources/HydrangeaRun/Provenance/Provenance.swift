import Dispatch
import HydrangeaFiles
import Synchronization

/// What a run's surroundings were: the facts for its record that take longer to find out than a short run lasts.
///
/// Asking git takes some milliseconds, reading a program of 50 MB takes thirty, and a driver's command can take a
/// second: all of it together is more than the start of a program may cost. So a thread of its own finds them out while
/// the job composes and runs; a record is written without them first, written again when they are there, and closed
/// with them.
package final class Surroundings: Sendable {
    /// What was found.
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

    /// Starts to find out about the surroundings of a program.
    package init(of invocation: Invocation) {
        if !SystemThread.start({ [self] in find(invocation) }) { find(invocation) }
    }

    /// Facts that are known already.
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

    /// What was found so far: all of it or nothing.
    var found: Facts? { state.withLock { $0.facts } }

    /// The diff that belongs to ``GitState/diff``, when it is small enough to be kept.
    var diff: [UInt8] { state.withLock { $0.diff } }

    /// Calls a closure as soon as all is found: at once, or later on another thread.
    func whenFound(_ body: @escaping @Sendable (Surroundings) -> Void) {
        let isThere = state.withLock { state in
            if state.facts == nil { state.waiting.append(body) }
            return state.facts != nil
        }
        if isThere { body(self) }
    }

    /// Waits until all is found, but not longer than a command may hang.
    func wait() -> Facts? {
        if let found { return found }
        // The next one who waits needs the signal, too.
        if isFound.wait(timeout: .now() + .seconds(30)) == .success { isFound.signal() }
        return found
    }
}

/// The file of a program.
public struct ProgramFile: Hashable, Sendable, Codable {
    /// The absolute path.
    public var path: String
    /// The fingerprint of the file: of two builds of the same code it may differ.
    public var sha256: Fingerprint
    /// The size.
    public var bytes: Int

    /// Nil when the file cannot be read.
    init?(_ path: String, _ hash: FileHash) {
        guard let result = try? hash.of(path) else { return nil }
        self.path = path
        sha256 = result.sha256
        bytes = result.bytes
    }
}

/// The `Package.resolved` of the package that a program was built in: the exact releases of all that it depends on.
public struct PackageVersions: Hashable, Sendable, Codable {
    /// The absolute path.
    public var path: String
    /// The fingerprint of the file: where it is the same, so are all dependencies.
    public var sha256: Fingerprint

    /// Looks above the program's file, then above the working directory.
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
