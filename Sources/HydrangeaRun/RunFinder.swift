import HydrangeaFiles
public import HydrangeaTree

/// Finds the runs below a directory.
public struct RunFinder: Sendable {
    /// The runs that can be read, in the order of their start; those of Hydra's, which do not tell when that was, by their directories first.
    public private(set) var records: [RunRecord] = []
    /// What is wrong with the others.
    public private(set) var problems: [Diagnostic] = []

    /// How deep below the directory a run may be.
    private static let depth = 12

    /// - Throws: when there is no such directory.
    public init(below directory: String) throws(ConfigError) {
        guard PosixFile.isDirectory(directory) else {
            throw ConfigError(Diagnostic(.file, "there is no directory '\(directory)'", help: "hydrangea runs DIRECTORY"))
        }
        search(directory, depth: 0)
        records.sort { ($0.facts?.start ?? "", $0.directory) < ($1.facts?.start ?? "", $1.directory) }
    }

    private mutating func search(_ directory: String, depth: Int) {
        let names = PosixFile.names(in: directory).sorted()
        for name in names where name == ".hydra" || name.hasPrefix(".hydra-") { read(FilePath.join(directory, name)) }
        guard depth < Self.depth else { return }
        for name in names where !name.hasPrefix(".") {
            let path = FilePath.join(directory, name)
            // A link may lead in circles, and what it leads to is found at its own place.
            if PosixFile.linkTarget(path) == nil, PosixFile.isDirectory(path) { search(path, depth: depth + 1) }
        }
    }

    private mutating func read(_ path: String) {
        do { records.append(try RunRecord(at: path)) } catch {
            // A directory that was made and not filled belongs to a run that never started.
            if PosixFile.names(in: path).contains(where: { !$0.contains(".tmp-") }) { problems += error.noting("in \(path)").diagnostics }
        }
    }
}
