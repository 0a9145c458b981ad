import Foundation
import Synchronization

/// The files of cases, written once for every different content: composing only reads them.
final class CaseTrees: Sendable {
    static let shared = CaseTrees()

    private let base = FileManager.default.temporaryDirectory.appending(
        path: "hydrangea-cases-\(ProcessInfo.processInfo.processIdentifier)")
    /// By the bytes of what is in them: as strings, texts that only differ in how a letter is composed would be the
    /// same.
    private let roots = Mutex<[[UInt8]: String]>([:])

    /// The directory that holds the case's `conf` and the directories beside it.
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

    /// Writes texts byte for byte; a name that ends in `/` is an empty directory.
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
