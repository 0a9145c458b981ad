import HydrangeaCompose
import HydrangeaRun
import HydrangeaTree

/// Finds the directory that a config path means.
struct ConfigDirectory {
    /// The absolute path.
    let path: String
    /// The path as messages show it.
    let shownPath: String

    /// Looks for a relative path in the working directory, then beside the program's file and in the directories above it.
    ///
    /// - Throws: when there is no such directory.
    init(_ path: String, _ invocation: Invocation) throws(ConfigError) {
        let here = FilePath.absolute(path, in: invocation.workingDirectory)
        if PosixFile.isDirectory(here) {
            self.init(path: here, shownPath: path)
            return
        }
        var looked = [here]
        if !path.hasPrefix("/"), let executable = invocation.executable {
            var directory = FilePath.parent(of: executable)
            while let current = directory {
                let candidate = FilePath.absolute(path, in: current)
                if PosixFile.isDirectory(candidate) {
                    self.init(path: candidate, shownPath: candidate)
                    return
                }
                if directory == FilePath.parent(of: executable) { looked.append(candidate) }
                directory = FilePath.parent(of: current)
            }
        }
        let what = PosixFile.exists(here) ? "is not a directory" : "does not exist"
        let above = looked.count > 1 ? ", and above that" : ""
        throw ConfigError(
            Diagnostic(
                .file, "the config directory '\(path)' \(what)", notes: ["looked in: \(looked.joined(separator: ", "))\(above)"],
                help: "name it with --config-path DIRECTORY"))
    }

    private init(path: String, shownPath: String) {
        self.path = path
        self.shownPath = shownPath
    }

    func source(provider: String) -> DirectorySource { DirectorySource(path, provider: provider, shownAs: shownPath) }
}
