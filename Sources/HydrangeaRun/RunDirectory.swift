public import HydrangeaTree

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// The directory that one run writes to, and no other: whoever makes it first owns it.
public struct RunDirectory: Hashable, Sendable {
    /// The absolute path.
    public let path: String
    /// Where the run's config and record are kept; nil when the config says `hydra.output_subdir: null`.
    public let recordPath: String?
    /// The directories that were made for this run, outermost first.
    private let made: [String]

    /// What happens when another run has the directory.
    public enum IfTaken: String, Hashable, Sendable {
        /// It is an error.
        case error
        /// A number is added to the name: `07-29-03-1`.
        case suffix
        /// The earlier run's record stays beside the new one, numbered: `.hydra-1`.
        case keepEarlier
    }

    /// The most runs that may want the same name at the same time.
    private static let attempts = 10_000

    /// Makes the directory `path` for one run, with a subdirectory for its record.
    ///
    /// - Throws: when another run has it and that is an error, or when the system refuses.
    public static func claim(_ path: String, recordName: String?, ifTaken: IfTaken) throws(ConfigError) -> RunDirectory {
        for number in 0..<attempts {
            let candidate = number == 0 ? path : "\(path)-\(number)"
            if let directory = try claimOnce(candidate, recordName, mustBeNew: ifTaken == .suffix) { return directory }
            switch ifTaken {
            case .error: throw taken(path)
            case .suffix: continue
            case .keepEarlier:
                try keepEarlier(FilePath.absolute(recordName ?? "", in: path))
                if let directory = try claimOnce(path, recordName, mustBeNew: false) { return directory }
            }
        }
        throw taken(path)
    }

    /// Nil when another run has the directory. What makes it ours is the `mkdir` that nobody else can have done.
    private static func claimOnce(_ path: String, _ recordName: String?, mustBeNew: Bool) throws(ConfigError) -> RunDirectory? {
        var made: [String] = []
        do {
            if let parent = FilePath.parent(of: path) { try makeWithParents(parent, made: &made) }
            let isNew = try make(path)
            if isNew { made.append(path) } else if mustBeNew { return nil }
            guard let recordName else { return RunDirectory(path: path, recordPath: nil, made: made) }
            let recordPath = FilePath.absolute(recordName, in: path)
            if let parent = FilePath.parent(of: recordPath) { try makeWithParents(parent, made: &made) }
            let isOurs = try recordPath == path ? isNew || !PosixFile.exists(FilePath.join(path, RunRecord.fileName)) : make(recordPath)
            guard isOurs else {
                undo(made)
                return nil
            }
            return RunDirectory(path: path, recordPath: recordPath, made: recordPath == path ? made : made + [recordPath])
        } catch {
            undo(made)
            throw ConfigError(
                Diagnostic(
                    .run, "the run directory cannot be made: \(error.reason)", notes: [path],
                    help: "choose another place with hydra.run.dir=DIRECTORY"))
        }
    }

    private static func keepEarlier(_ recordPath: String) throws(ConfigError) {
        do { try PosixFile.setAside(recordPath) } catch {
            throw ConfigError(Diagnostic(.run, "the earlier record cannot be kept: \(error.reason)", notes: [recordPath]))
        }
    }

    private static func taken(_ path: String) -> ConfigError {
        ConfigError(
            Diagnostic(
                .run, "another run has this directory already, and its record is not overwritten", notes: [path],
                help: "choose another place with hydra.run.dir=DIRECTORY"))
    }

    // MARK: Making and removing

    /// Removes what was made for this run, as far as nothing else has been put there.
    func undo(files: [String]) {
        for file in files { unlink(file) }
        Self.undo(made)
    }

    private static func undo(_ made: [String]) {
        for directory in made.reversed() { rmdir(directory) }
    }

    static func makeWithParents(_ path: String) throws(PosixFile.Failure) {
        var made: [String] = []
        try makeWithParents(path, made: &made)
    }

    private static func makeWithParents(_ path: String, made: inout [String]) throws(PosixFile.Failure) {
        // Nearly always all of it is there, so look from the inside out.
        var missing: [String] = []
        var current = path
        while !PosixFile.isDirectory(current) {
            missing.append(current)
            guard let parent = FilePath.parent(of: current) else { break }
            current = parent
        }
        for directory in missing.reversed() where try make(directory) { made.append(directory) }
        if !PosixFile.isDirectory(path) { throw PosixFile.Failure(code: ENOTDIR) }
    }

    /// Whether the directory is new. False when something of that name is there.
    private static func make(_ path: String) throws(PosixFile.Failure) -> Bool {
        if mkdir(path, 0o777) == 0 { return true }
        if errno == EEXIST { return false }
        throw .last
    }
}
