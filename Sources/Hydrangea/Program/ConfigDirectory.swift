import HydrangeaCompose
import HydrangeaFiles
import HydrangeaRun
import HydrangeaTree

/// The existing directory that a config path names.
struct ConfigDirectory {
    /// The absolute path.
    let path: String
    /// The path for messages: as the user wrote it, if it counts from the working directory.
    let shownPath: String

    /// Searches a relative path in the working directory, beside the program's executable, and in the package that the
    /// executable was built in.
    ///
    /// - Parameter flag: The command line's flag for this directory, for messages.
    /// - Throws: if the directory does not exist.
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

    /// The executable's directory, and the nearest directory above it that holds `Package.swift`.
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
