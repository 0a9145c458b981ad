import HydrangeaFiles
public import HydrangeaTree

/// A directory of YAML files. Its subdirectories are the config groups.
public struct DirectorySource: ConfigSource {
    public let path: String
    public let provider: String
    public var scheme: String { "file" }
    /// The path from which files are read. `path` may be relative to a directory other than the process's working
    /// directory.
    private let location: String
    /// The path in messages.
    private let shownPath: String

    /// - Parameter shownPath: The path in messages, if it differs from `path`: the path as the user wrote it.
    public init(
        _ path: String, provider: String = "main", relativeTo workingDirectory: String = "",
        shownAs shownPath: String? = nil
    ) {
        self.path = path
        self.provider = provider
        self.shownPath = shownPath ?? path
        location = FilePath.join(workingDirectory, path)
    }

    public var isAvailable: Bool { PosixFile.isDirectory(location) }

    public func load(_ config: String) throws(ConfigError) -> SourcedConfig? {
        let name = name(ofFile: config)
        let file = FilePath.join(location, name)
        do {
            return .text(SourceText(.file(FilePath.join(shownPath, name)), bytes: try PosixFile.bytes(of: file)))
        } catch {
            if error.isAbsence { return nil }
            throw ConfigError(
                Diagnostic(
                    .file, "cannot read \(FilePath.join(shownPath, name)): \(error.reason)",
                    help: error == .notAFile || error == .tooLarge
                        ? nil : "check the file's permissions: ls -l \(file)"))
        }
    }

    public func hasConfig(_ config: String) -> Bool { PosixFile.isFile(FilePath.join(location, name(ofFile: config))) }
    /// True if a config would be found if its file had the right ending.
    func hasMisnamed(_ config: String) -> Bool { PosixFile.isFile(FilePath.join(location, config + ".yml")) }
    public func hasGroup(_ group: String) -> Bool { PosixFile.isDirectory(FilePath.join(location, group)) }

    public func options(inGroup group: String) -> [String] {
        PosixFile.entries(in: FilePath.join(location, group))
            .filter { $0.kind == .file && $0.name.hasSuffix(".yaml") }
            .map { String($0.name.dropLast(".yaml".count)) }
            .sortedByCodePoint()
    }

    public func subgroups(ofGroup group: String) -> [String] {
        PosixFile.entries(in: FilePath.join(location, group))
            .filter { $0.kind == .directory && $0.name != "__pycache__" }
            .map(\.name)
            .sortedByCodePoint()
    }

    /// The identity of a group's directory.
    func identity(ofGroup group: String) -> PosixFile.Identity? {
        PosixFile.identity(of: FilePath.join(location, group))
    }

    /// True if the directory of a group is a symbolic link.
    func isLink(_ group: String) -> Bool { PosixFile.linkTarget(FilePath.join(location, group)) != nil }

    /// The name of a config's file. By the rules of 1.3 an option may go up from its group: `task/head/../body` is
    /// `task/body` if there is no directory `task/head`.
    private func name(ofFile config: String) -> String {
        let name = config.hasSuffix(".yaml") ? config : config + ".yaml"
        guard config.contains("../"), !PosixFile.exists(FilePath.join(location, name)) else { return name }
        var names: [Substring] = []
        for part in name.split(separator: "/") where part != "." {
            if part == "..", let last = names.last, last != ".." { names.removeLast() } else { names.append(part) }
        }
        return names.joined(separator: "/")
    }
}
