import Foundation
import Hydrangea
import HydrangeaFiles

/// A new, empty directory for one test.
struct TemporaryDirectory: Sendable {
    let path: String

    init() throws(ConfigError) {
        let base = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
        var template = Array(FilePath.join(base, "hydrangea-test-XXXXXX").utf8CString)
        guard mkdtemp(&template) != nil else {
            throw ConfigError(Diagnostic(.file, "no temporary directory can be made in \(base)"))
        }
        path = String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
    }

    /// A start of the program in this directory, without arguments.
    func invocation(environment: [String: String], start: Moment) -> Invocation {
        let process = Invocation.current()
        return Invocation(arguments: ["test"], environment: environment, workingDirectory: path, executable: process.executable, start: start)
    }

    func remove() { try? FileManager.default.removeItem(atPath: path) }
}
