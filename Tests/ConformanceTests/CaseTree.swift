import Foundation
import Synchronization

/// The config directories of cases on the disk. Cases with equal files share one directory, because composing only
/// reads.
final class CaseTrees: Sendable {
    static let shared = CaseTrees()

    private let base = FileManager.default.temporaryDirectory.appending(
        path: "hydrangea-cases-\(ProcessInfo.processInfo.processIdentifier)")
    /// The directories by the bytes of their files. Strings as keys would make texts equal that differ only in Unicode
    /// normalization.
    private let roots = Mutex<[[UInt8]: String]>([:])

    /// The directory that contains the case's `conf` and its other config directories.
    func root(of testCase: ConformanceCase) throws -> String {
        let directories = testCase.directories
        let key = Array(
            JSON.array([testCase.json["files"] ?? .null, testCase.json["extra_dirs"] ?? .null]).description.utf8)
        return try roots.withLock { roots in
            if let root = roots[key] { return root }
            let root = base.appending(path: "\(roots.count)")
            for (name, files) in directories { try write(files, to: root.appending(path: name)) }
            roots[key] = root.path
            return root.path
        }
    }

    func remove() { try? FileManager.default.removeItem(at: base) }

    /// Writes files byte for byte. A name that ends with `/` creates an empty directory.
    private func write(_ files: [String: String], to directory: URL) throws {
        try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
        for (name, text) in files {
            let path = directory.appending(path: name)
            if name.hasSuffix("/") {
                try FileManager.default.createDirectory(at: path, withIntermediateDirectories: true)
            } else {
                try FileManager.default.createDirectory(
                    at: path.deletingLastPathComponent(), withIntermediateDirectories: true)
                try Data(text.utf8).write(to: path)
            }
        }
    }
}
