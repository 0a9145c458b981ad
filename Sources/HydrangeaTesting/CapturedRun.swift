import Foundation
public import Hydrangea
import HydrangeaFiles

/// A run of an app in a temporary directory, with the files, the log and the record that it wrote.
public struct CapturedRun: Sendable {
    /// The run, with its composition, its fingerprint and its directory.
    public let run: Run
    /// The error of the task, if it threw one.
    public let error: (any Error)?
    private let home: TemporaryDirectory

    init(run: Run, error: (any Error)?, home: TemporaryDirectory) {
        self.run = run
        self.error = error
        self.home = home
    }

    /// The objective that the run reported.
    public var objective: Double? { run.objective }

    /// The content of the run's record: status, times, error, objective.
    public var record: RunRecord.Facts { run.record }

    /// The run's files as paths in its directory, sorted.
    public var files: [String] {
        let paths = FileManager.default.enumerator(atPath: run.directory.string)?.compactMap { $0 as? String } ?? []
        return paths.filter { path in
            var isDirectory: ObjCBool = false
            return FileManager.default.fileExists(
                atPath: run.directory.appending(path).string, isDirectory: &isDirectory)
                && !isDirectory.boolValue
        }.sorted()
    }

    /// The text of one of the run's files.
    ///
    /// - Throws: an error if there is no such file.
    public func text(of path: String) throws(ConfigError) -> String {
        do {
            return String(decoding: try PosixFile.bytes(of: run.directory.appending(path).string), as: UTF8.self)
        } catch {
            let files = files
            throw ConfigError(
                Diagnostic(
                    .file, "the run has left no file '\(path)' that can be read: \(error.reason)",
                    notes: files.isEmpty ? [] : ["files: \(files.joined(separator: ", "))"]))
        }
    }

    /// The lines of the run's log file; empty if the config turns the log off.
    public var log: [String] {
        let name = try? run.composition.value(at: "hydra.job.name", as: String.self)
        return (try? text(of: "\(name ?? "").log"))?.split(separator: "\n").map(String.init) ?? []
    }

    /// Removes the run's directory.
    public func remove() { home.remove() }
}
