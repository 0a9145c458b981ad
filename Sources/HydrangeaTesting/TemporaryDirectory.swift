import Foundation
import Hydrangea
import HydrangeaFiles

/// A new, empty directory for one test.
struct TemporaryDirectory: Sendable {
    let path: String

    init() throws(ConfigError) {
        do {
            path = try PosixFile.makeTemporaryDirectory(
                "hydrangea-test", environment: ProcessInfo.processInfo.environment)
        } catch {
            throw ConfigError(Diagnostic(.file, "no temporary directory can be made: \(error.reason)"))
        }
    }

    /// A start of the program in this directory, without arguments.
    func invocation(environment: [String: String], start: Moment) -> Invocation {
        let process = Invocation.current()
        return Invocation(
            arguments: ["test"], environment: environment, workingDirectory: path, executable: process.executable,
            start: start)
    }

    func remove() { try? FileManager.default.removeItem(atPath: path) }
}
