import HydrangeaFiles
import HydrangeaPlatform
package import HydrangeaTree

/// A directory that exactly one run writes to: the run that created its record directory first.
package struct RunDirectory: Sendable {
    /// The absolute path.
    package let path: String
    /// The absolute path of the directory for the run's config and record, `.hydra` by default. Nil if nothing is
    /// recorded: with `hydra.output_subdir: null` or `--no-run-dir`.
    package let recordPath: String?
    /// The open record directory. An open directory stays the same when a later run renames it.
    let record: OpenDirectory?
    /// The path to which the record of an earlier run in this directory was moved.
    package let earlierRecord: String?
    /// The directories that were created for this run, outermost first.
    private let made: [String]

    /// The policy for a directory that belongs to another run already.
    package enum IfTaken: String, Hashable, Sendable, CaseIterable {
        /// Throws an error.
        case error
        /// Adds a number to the name of the new directory: `07-29-03-1`.
        case suffix
        /// Continues in the run directory. The earlier record is renamed to `.hydra-1`, with the next free number. If
        /// the earlier run is still running, an error is thrown.
        case resume
        /// Like ``resume``, but earlier runs may still be running: for directories that runs share, such as the working
        /// directory.
        case keepEarlier
    }

    /// The limit of attempts to claim a directory while other runs claim the same name.
    private static let attempts = 10_000

    /// Creates the directory `path` for one run, with a subdirectory for its record.
    ///
    /// - Throws: if another run has the directory and `ifTaken` is ``IfTaken/error``, or if the system cannot create
    ///   it.
    package static func claim(_ path: String, hydraDirectory: String?, ifTaken: IfTaken) throws(ConfigError)
        -> RunDirectory
    {
        try claim(path, hydraDirectory: hydraDirectory, ifTaken: ifTaken, namedBy: "hydra.run.dir")
    }

    /// - Parameter setting: The setting that names the directory, for messages: `hydra.run.dir`.
    package static func claim(
        _ path: String, hydraDirectory: String?, ifTaken: IfTaken, namedBy setting: String
    ) throws(ConfigError) -> RunDirectory {
        var earlier: String?
        for number in 0..<attempts {
            let candidate = number == 0 || ifTaken != .suffix ? path : "\(path)-\(number)"
            if let directory = try claimOnce(candidate, hydraDirectory, mustBeNew: ifTaken == .suffix, earlier, setting)
            {
                return directory
            }
            if ifTaken != .suffix, clearAbandoned(FilePath.absolute(hydraDirectory ?? "", in: path), in: path) {
                continue
            }
            switch ifTaken {
            case .error: throw taken(path, setting)
            case .suffix: continue
            case .resume, .keepEarlier:
                earlier =
                    try keepEarlier(FilePath.absolute(hydraDirectory ?? "", in: path), in: path, ifTaken) ?? earlier
            }
        }
        throw taken(path, setting)
    }

    /// The directory of a run that keeps no record.
    static func unrecorded(_ path: String) -> RunDirectory {
        RunDirectory(path: path, recordPath: nil, record: nil, earlierRecord: nil, made: [])
    }

    /// The directory that rank 0 of the same job has created.
    static func joined(_ path: String, hydraDirectory: String?) throws(ConfigError) -> RunDirectory {
        guard let hydraDirectory else { return unrecorded(path) }
        let recordPath = FilePath.absolute(hydraDirectory, in: path)
        do {
            return RunDirectory(
                path: path, recordPath: recordPath, record: try OpenDirectory(recordPath), earlierRecord: nil, made: [])
        } catch {
            throw ConfigError(
                Diagnostic(.run, "the job's shared directory cannot be opened: \(error.reason)", notes: [recordPath]))
        }
    }

    /// Claims the directory; nil if another run has it.
    ///
    /// - Parameter tries: The limit of new attempts after another run has removed a parent directory that it had
    ///   created.
    private static func claimOnce(
        _ path: String, _ hydraDirectory: String?, mustBeNew: Bool, _ earlier: String?, _ setting: String,
        tries: Int = 100
    ) throws(ConfigError) -> RunDirectory? {
        var made: [String] = []
        do {
            if let parent = FilePath.parent(of: path) { try makeWithParents(parent, made: &made) }
            let isNew = try make(path)
            if isNew { made.append(path) } else if mustBeNew { return nil }
            guard let hydraDirectory else {
                return RunDirectory(path: path, recordPath: nil, record: nil, earlierRecord: nil, made: made)
            }
            let recordPath = FilePath.absolute(hydraDirectory, in: path)
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
                return try claimOnce(path, hydraDirectory, mustBeNew: mustBeNew, earlier, setting, tries: tries - 1)
            }
            throw ConfigError(
                Diagnostic(
                    .run, "the run directory cannot be made: \(error.reason)", notes: [path],
                    help: "choose another place with \(setting)=DIRECTORY"))
        }
    }

    /// Creates and opens a record directory; nil if another run has it.
    ///
    /// `rename` makes the claim atomic. The directory is created under a temporary name, with the draft of the record
    /// in it, and then renamed. A rename replaces only empty directories, and a record directory is never empty, so
    /// exactly one run succeeds. The directory is opened before the rename, because another run may move it at any time
    /// afterwards.
    private static func ownDirectory(_ path: String) throws(PosixFile.Failure) -> OpenDirectory? {
        let own = try PosixFile.makeOwn(beside: path) { mkdir($0, 0o777) }
        // `rmdir` fails after a successful rename, because the temporary name is gone.
        defer { rmdir(own) }
        let record = try OpenDirectory(own)
        try record.touch(draft)
        if rename(own, path) == 0 { return record }
        let failure = PosixFile.Failure.last
        record.remove(draft)
        if [EEXIST, ENOTEMPTY, ENOTDIR].contains(failure.code) { return nil }
        throw failure
    }

    /// Claims a directory whose record lies directly in it (`hydra.output_subdir: .`); nil if it has a record.
    private static func ownFiles(in path: String) throws(PosixFile.Failure) -> OpenDirectory? {
        try PosixFile.writeNew(FilePath.join(path, RunRecord.fileName), []) ? try OpenDirectory(path) : nil
    }

    /// A file that keeps a record directory from being empty until its record is written.
    static let draft = "\(RunRecord.fileName).tmp-0"

    private static func taken(_ path: String, _ setting: String) -> ConfigError {
        ConfigError(
            Diagnostic(
                .run, "another run has this directory already, and its record is not overwritten", notes: [path],
                help:
                    "--exist suffix takes a new one beside it, --exist resume goes on there, \(setting)=DIRECTORY names another"
            ))
    }
}

// MARK: - Earlier runs

extension RunDirectory {
    /// The time in seconds that a run is given between creating its record directory and writing its record.
    private static let preparation = 2.0

    /// Renames the earlier record and returns its new path; nil if the record has disappeared meanwhile.
    private static func keepEarlier(_ recordPath: String, in path: String, _ ifTaken: IfTaken) throws(ConfigError)
        -> String?
    {
        var earlier: OpenDirectory?
        do {
            if recordPath != path { earlier = try OpenDirectory(recordPath) }
        } catch {
            if error.code == ENOENT { return nil }
        }
        // The lock ensures that the record examined here is the one that is renamed.
        earlier?.lock()
        defer { earlier?.unlock() }
        if let earlier, !earlier.isStill(at: recordPath) { return nil }
        if ifTaken == .resume {
            awaitRecord(recordPath)
            try refuseRunning(recordPath, of: path)
        }
        do {
            // A record without a directory of its own consists of the file alone.
            return try PosixFile.setAside(recordPath == path ? FilePath.join(path, RunRecord.fileName) : recordPath)
        } catch {
            throw ConfigError(
                Diagnostic(.run, "the earlier record cannot be kept: \(error.reason)", notes: [recordPath]))
        }
    }

    /// Waits for the record of a run that is starting, because its directory is created before the record is written.
    private static func awaitRecord(_ recordPath: String) {
        while !PosixFile.exists(FilePath.join(recordPath, RunRecord.fileName)),
            let directory = try? OpenDirectory(recordPath), isInPreparation(directory)
        {
            usleep(2000)
        }
    }

    private static func isInPreparation(_ directory: OpenDirectory) -> Bool {
        Run.Moment.now().seconds - directory.changed < preparation
    }

    /// Empties a record directory that contains only drafts, because its run was killed before it wrote anything. False
    /// if the directory belongs to a run, or is gone.
    ///
    /// The next claim's `rename` replaces the empty directory. If the earlier run was only very slow, it finds that its
    /// directory has been replaced, and does not start.
    private static func clearAbandoned(_ recordPath: String, in path: String) -> Bool {
        guard recordPath != path, let record = try? OpenDirectory(recordPath) else { return false }
        record.lock()
        defer { record.unlock() }
        let names = record.names
        guard record.isStill(at: recordPath), !isInPreparation(record), names.allSatisfy({ $0.contains(".tmp-") })
        else { return false }
        for name in names { record.remove(name) }
        return true
    }

    private static func refuseRunning(_ recordPath: String, of path: String) throws(ConfigError) {
        guard let facts = try? RunRecord(directory: recordPath, hydraDirectory: "").facts, facts.status == .running,
            facts.status(asSeenOn: RunRecord.Machine(environment: [:]).host) == .running
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
    /// Removes the files and directories that were created for this run. Directories with other files in them stay.
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
        // Most parents exist already, so search from the innermost one outwards.
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

    /// Creates a directory. False if something with that name exists.
    private static func make(_ path: String) throws(PosixFile.Failure) -> Bool {
        if mkdir(path, 0o777) == 0 { return true }
        if errno == EEXIST { return false }
        throw .last
    }
}
