import Foundation
public import Hydrangea

/// A run of an app in a temporary directory, with all that it left there.
public struct CapturedRun: Sendable {
    /// The run: its composition, its fingerprint, its directory.
    public let run: Run
    /// What the task threw, if it did.
    public let error: (any Error)?
    private let home: TemporaryDirectory

    init(run: Run, error: (any Error)?, home: TemporaryDirectory) {
        self.run = run
        self.error = error
        self.home = home
    }

    /// What the run reported.
    public var objective: Double? { run.objective }

    /// What its record says: status, times, error, objective.
    public var record: RunRecord.Facts { run.record }

    /// Its files, by their paths in the run's directory, sorted.
    public var files: [String] {
        let paths = FileManager.default.enumerator(atPath: run.directory)?.compactMap { $0 as? String } ?? []
        return paths.filter { path in
            var isDirectory: ObjCBool = false
            return FileManager.default.fileExists(atPath: FilePath.join(run.directory, path), isDirectory: &isDirectory) && !isDirectory.boolValue
        }.sorted()
    }

    /// The text of one of its files.
    ///
    /// - Throws: when there is no such file.
    public func text(of path: String) throws(ConfigError) -> String {
        String(decoding: try PosixFile.read(FilePath.join(run.directory, path)), as: UTF8.self)
    }

    /// The lines of its log file; none when the config turns the log off.
    public var log: [String] {
        let name = "\(run.record.jobName).log"
        return (try? text(of: name))?.split(separator: "\n").map(String.init) ?? []
    }

    /// Removes the directory.
    public func remove() { home.remove() }
}
