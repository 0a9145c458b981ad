import Hydrangea
import HydrangeaFiles

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// A new, empty directory for one test.
struct TemporaryDirectory {
    let path: String

    init() throws(ConfigError) {
        let base = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
        var template = Array(FilePath.join(base, "hydrangea-test-XXXXXX").utf8CString)
        guard mkdtemp(&template) != nil else {
            throw ConfigError(Diagnostic(.file, "no temporary directory can be made in \(base)"))
        }
        path = String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
    }

    /// A start of the program in this directory, without arguments and environment.
    var invocation: Invocation {
        let process = Invocation.current()
        return Invocation(arguments: ["test"], environment: [:], workingDirectory: path, executable: process.executable)
    }
}
