import Foundation
import Hydrangea
import HydrangeaFiles
import Synchronization

/// A new, empty directory for one test.
struct TemporaryDirectory: Sendable {
    let path: String

    /// The directories that exist. They are removed when the process exits, because until then a test may read the
    /// files of its run.
    private static let left = Mutex<Set<String>>([])
    private static let removingAtExit: Void = {
        atexit {
            TemporaryDirectory.left.withLock { paths in
                for path in paths { try? FileManager.default.removeItem(atPath: path) }
                paths = []
            }
        }
    }()

    init() throws(ConfigError) {
        Self.removingAtExit
        do {
            path = try PosixFile.makeTemporaryDirectory(
                "hydrangea-test", environment: ProcessInfo.processInfo.environment)
            let path = path
            Self.left.withLock { _ = $0.insert(path) }
        } catch {
            throw ConfigError(Diagnostic(.file, "no temporary directory can be made: \(error.reason)"))
        }
    }

    /// An invocation of the program in this directory, without arguments.
    func invocation(environment: [String: String], start: Run.Moment) -> Invocation {
        let process = Invocation.current()
        return Invocation(
            arguments: ["test"], environment: environment, workingDirectory: path, executable: process.executable,
            start: start)
    }

    func remove() {
        try? FileManager.default.removeItem(atPath: path)
        Self.left.withLock { _ = $0.remove(path) }
    }
}
