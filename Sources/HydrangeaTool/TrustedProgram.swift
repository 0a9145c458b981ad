import Hydrangea
import HydrangeaFiles

/// The program of a run that can be started without `--program`, because it is in a directory of its user.
///
/// A record, and the path in it, may come from another person. Only the program's name is therefore taken from the
/// record.
enum TrustedProgram {
    /// Looks for the program in the build directory of the current package, then on `PATH`. If several match, the one
    /// with the recorded path is preferred, then the first one.
    ///
    /// - Throws: an error if there is none.
    static func find(of record: RunRecord, _ invocation: Invocation) throws(ConfigError) -> String {
        let recorded = record.facts?.program?.path ?? ""
        let name = FilePath.name(of: recorded)
        let found = places(invocation).map { FilePath.join($0, name) }.filter { !name.isEmpty && PosixFile.isFile($0) }
        if found.contains(where: { leads($0, to: recorded) }) { return recorded }
        if let first = found.first { return first }
        throw ConfigError(
            Diagnostic(
                .run, "it is not known which program made this run",
                notes: [
                    name.isEmpty
                        ? "its record does not name it"
                        : "no '\(name)' is in .build of this package or on PATH, and the path in a record is not started "
                            + "unseen: \(recorded)"
                ],
                help: name.isEmpty ? "--program FILE" : "if you trust it: --program \(recorded.shellWord)"))
    }

    /// True if two paths lead to the same file: `.build/debug` is a link.
    private static func leads(_ path: String, to other: String) -> Bool {
        PosixFile.identity(of: path).map { $0 == PosixFile.identity(of: other) } ?? false
    }

    /// The directories of programs that the user has built or installed.
    private static func places(_ invocation: Invocation) -> [String] {
        var places: [String] = []
        var directory: String? = invocation.workingDirectory
        while let current = directory {
            if PosixFile.isFile(FilePath.join(current, "Package.swift")) {
                places += ["release", "debug"].map { FilePath.join(current, ".build/\($0)") }
                break
            }
            directory = FilePath.parent(of: current)
        }
        let path = invocation.environment["PATH", default: "/usr/bin:/bin"]
        return places + path.split(separator: ":").map(String.init).filter { $0.hasPrefix("/") }
    }
}
