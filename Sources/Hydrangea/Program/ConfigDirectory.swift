import HydrangeaCompose
import HydrangeaFiles
import HydrangeaRun
import HydrangeaTree

/// Finds the directory that a config path means.
struct ConfigDirectory {
    /// The absolute path.
    let path: String
    /// The path as messages show it.
    let shownPath: String

    /// Looks for a relative path in the working directory, beside the program's file, and in the package that it was
    /// built in.
    ///
    /// - Parameter flag: What names it on the command line.
    /// - Throws: when there is no such directory.
    init(_ path: String, _ invocation: Invocation, flag: String = "--config-path") throws(ConfigError) {
        let here = FilePath.absolute(path, in: invocation.workingDirectory)
        if PosixFile.isDirectory(here) {
            self.init(path: here, shownPath: path)
            return
        }
        var others: [String] = []
        if !path.hasPrefix("/") {
            for home in Self.homes(of: invocation.executable) {
                let place = FilePath.absolute(path, in: home)
                if place != here, !others.contains(place) { others.append(place) }
            }
        }
        if let found = others.first(where: PosixFile.isDirectory) {
            self.init(path: found, shownPath: found)
            return
        }
        let what = PosixFile.exists(here) ? "is not a directory" : "does not exist"
        var help = "name it with \(flag) DIRECTORY"
        if path.hasSuffix(".yaml"), PosixFile.isFile(here) {
            let directory = path.contains("/") ? FilePath.parent(of: path) ?? "/" : "."
            let name = String(FilePath.name(of: path).dropLast(5))
            help = "\(flag) \(directory.shellWord) --config-name \(name.shellWord)"
        }
        throw ConfigError(
            Diagnostic(
                .file, "the config directory '\(path)' \(what)",
                notes: ["looked for: \(([here] + others).joined(separator: ", "))"],
                help: help))
    }

    /// The directory of the program's file, and the one above it that holds a package.
    private static func homes(of executable: String?) -> [String] {
        guard let executable, let home = FilePath.parent(of: executable) else { return [] }
        var directory: String? = home
        while let current = directory {
            if PosixFile.exists(FilePath.join(current, "Package.swift")) { return [home, current] }
            directory = FilePath.parent(of: current)
        }
        return [home]
    }

    private init(path: String, shownPath: String) {
        self.path = path
        self.shownPath = shownPath
    }

    func source(provider: String) -> DirectorySource { DirectorySource(path, provider: provider, shownAs: shownPath) }
}
