import HydrangeaFiles
public import HydrangeaTree

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// The directory that one run writes to, and no other: whoever makes it first owns it.
public struct RunDirectory: Sendable {
    /// The absolute path.
    public let path: String
    /// Where the run's config and record are kept; nil when the config says `hydra.output_subdir: null`, or nothing is
    /// to be kept.
    public let recordPath: String?
    /// The same, open: it stays this run's when a later one in the same place gives it another name.
    let record: OpenDirectory?
    /// Where the record of an earlier run in this directory was put.
    public let earlierRecord: String?
    /// The directories that were made for this run, outermost first.
    private let made: [String]

    /// What happens when another run has the directory.
    public enum IfTaken: String, Hashable, Sendable, CaseIterable {
        /// It is an error.
        case error
        /// A number is added to the name: `07-29-03-1`.
        case suffix
        /// The run goes on there: the earlier run's record stays beside the new one, numbered: `.hydra-1`. A run that
        /// has not ended is not joined.
        case resume
        /// The same, for directories in which runs follow each other anyway.
        case keepEarlier
    }

    /// The most runs that may want the same name at the same time.
    private static let attempts = 10_000

    /// Makes the directory `path` for one run, with a subdirectory for its record.
    ///
    /// - Throws: when another run has it and that is an error, or when the system refuses.
    public static func claim(_ path: String, recordName: String?, ifTaken: IfTaken) throws(ConfigError) -> RunDirectory
    {
        var earlier: String?
        for number in 0..<attempts {
            let candidate = number == 0 || ifTaken != .suffix ? path : "\(path)-\(number)"
            if let directory = try claimOnce(candidate, recordName, mustBeNew: ifTaken == .suffix, earlier) {
                return directory
            }
            switch ifTaken {
            case .error: throw taken(path)
            case .suffix: continue
            case .resume, .keepEarlier:
                earlier = try keepEarlier(FilePath.absolute(recordName ?? "", in: path), in: path, ifTaken) ?? earlier
            }
        }
        throw taken(path)
    }

    /// A directory that nothing of the run's own is written to.
    static func unrecorded(_ path: String) -> RunDirectory {
        RunDirectory(path: path, recordPath: nil, record: nil, earlierRecord: nil, made: [])
    }

    /// The directory that another process of the same job has made.
    static func joined(_ path: String, recordName: String?) throws(ConfigError) -> RunDirectory {
        guard let recordName else { return unrecorded(path) }
        let recordPath = FilePath.absolute(recordName, in: path)
        do {
            return RunDirectory(
                path: path, recordPath: recordPath, record: try OpenDirectory(recordPath), earlierRecord: nil, made: [])
        } catch {
            throw ConfigError(
                Diagnostic(.run, "the job's shared directory cannot be opened: \(error.reason)", notes: [recordPath]))
        }
    }

    /// Nil when another run has the directory.
    ///
    /// - Parameter tries: How often it may happen that a directory which was there is taken back by the run that had
    ///   made it.
    private static func claimOnce(
        _ path: String, _ recordName: String?, mustBeNew: Bool, _ earlier: String?, tries: Int = 100
    ) throws(ConfigError) -> RunDirectory? {
        var made: [String] = []
        do {
            if let parent = FilePath.parent(of: path) { try makeWithParents(parent, made: &made) }
            let isNew = try make(path)
            if isNew { made.append(path) } else if mustBeNew { return nil }
            guard let recordName else {
                return RunDirectory(path: path, recordPath: nil, record: nil, earlierRecord: nil, made: made)
            }
            let recordPath = FilePath.absolute(recordName, in: path)
            if let parent = FilePath.parent(of: recordPath) { try makeWithParents(parent, made: &made) }
            guard let record = try recordPath == path ? ownFiles(in: path) : ownDirectory(recordPath) else {
                undo(made)
                return nil
            }
            if recordPath != path { made.append(recordPath) }
            return RunDirectory(path: path, recordPath: recordPath, record: record, earlierRecord: earlier, made: made)
        } catch {
            undo(made)
            if error.code == ENOENT, tries > 0 {
                return try claimOnce(path, recordName, mustBeNew: mustBeNew, earlier, tries: tries - 1)
            }
            throw ConfigError(
                Diagnostic(
                    .run, "the run directory cannot be made: \(error.reason)", notes: [path],
                    help: "choose another place with hydra.run.dir=DIRECTORY"))
        }
    }

    /// Makes the directory of a record, open; nil when another run has it.
    ///
    /// It is made under a name of its own and gets the record's draft before it gets its name. So no record's directory
    /// is ever seen empty; and as a rename replaces empty directories only, whoever has the name has it alone. It is
    /// open before anybody can put it aside, and may be put aside at any time: what the run writes goes where the
    /// directory is.
    private static func ownDirectory(_ path: String) throws(PosixFile.Failure) -> OpenDirectory? {
        let own = try PosixFile.makeOwn(beside: path) { mkdir($0, 0o777) }
        // After the rename there is nothing of this name.
        defer { rmdir(own) }
        let record = try OpenDirectory(own)
        try record.touch(draft)
        if rename(own, path) == 0 { return record }
        let failure = PosixFile.Failure.last
        record.remove(draft)
        if [EEXIST, ENOTEMPTY, ENOTDIR].contains(failure.code) { return nil }
        throw failure
    }

    /// The directory of a run whose files are not in one of their own; nil when there is a record.
    private static func ownFiles(in path: String) throws(PosixFile.Failure) -> OpenDirectory? {
        try PosixFile.writeNew(FilePath.join(path, RunRecord.fileName), []) ? try OpenDirectory(path) : nil
    }

    /// What the record is called until it is written for the first time.
    private static var draft: String { PosixFile.draft(of: RunRecord.fileName) }

    private static func taken(_ path: String) -> ConfigError {
        ConfigError(
            Diagnostic(
                .run, "another run has this directory already, and its record is not overwritten", notes: [path],
                help:
                    "--exist suffix takes a new one beside it, --exist resume goes on there, hydra.run.dir=DIRECTORY names another"
            ))
    }
}

// MARK: - Earlier runs

extension RunDirectory {
    /// How long a run may take from the making of its record's directory to its record, in microseconds.
    private static let preparation = 2_000_000

    /// Gives the earlier record another name and tells which; nil when it is gone meanwhile.
    private static func keepEarlier(_ recordPath: String, in path: String, _ ifTaken: IfTaken) throws(ConfigError)
        -> String?
    {
        var earlier: OpenDirectory?
        do {
            if recordPath != path { earlier = try OpenDirectory(recordPath) }
        } catch {
            if error.code == ENOENT { return nil }
        }
        // Whoever puts a record aside has its lock meanwhile: what is looked at here is what is moved.
        earlier?.lock()
        defer { earlier?.unlock() }
        if let earlier, !earlier.isStill(at: recordPath) { return nil }
        if ifTaken == .resume {
            awaitRecord(recordPath)
            try refuseRunning(recordPath, of: path)
        }
        do {
            // Where the record is not in a directory of its own, the file alone is put aside.
            return try PosixFile.setAside(recordPath == path ? FilePath.join(path, RunRecord.fileName) : recordPath)
        } catch {
            throw ConfigError(
                Diagnostic(.run, "the earlier record cannot be kept: \(error.reason)", notes: [recordPath]))
        }
    }

    /// A directory without a record may be that of a run which is just writing it.
    private static func awaitRecord(_ recordPath: String) {
        while !PosixFile.exists(FilePath.join(recordPath, RunRecord.fileName)),
            let identity = try? FileIdentity(of: recordPath),
            Moment.now().microseconds - identity.changed / 1000 < preparation
        {
            usleep(2000)
        }
    }

    private static func refuseRunning(_ recordPath: String, of path: String) throws(ConfigError) {
        guard let facts = try? RunRecord(directory: recordPath, recordName: "").facts, facts.status == .running,
            facts.currentStatus(on: Machine(environment: [:]).host) == .running
        else { return }
        throw ConfigError(
            Diagnostic(
                .run,
                "the run in this directory has not ended: it is process \(facts.process.pid) on \(facts.machine.host)",
                notes: [path],
                help: "wait for it or end it, or name another place: hydra.run.dir=DIRECTORY"))
    }
}

// MARK: - Making and removing

extension RunDirectory {
    /// Removes what was made for this run, as far as nothing else has been put there.
    func undo(files: [String]) {
        for file in files + [Self.draft] { record?.remove(file) }
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
