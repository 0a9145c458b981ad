import HydrangeaFiles
import HydrangeaPlatform
public import HydrangeaTree

/// The path of a run's directory, or of a file or directory in it.
///
/// ```swift
/// let weights = run.directory.appending("checkpoints/last.bin")
/// try weights.write(bytes)
/// run.report(file: weights)
/// ```
/// Other libraries take the path as text: `URL(filePath: weights.string)`, `fopen(weights.string, "r")`.
public struct RunPath: Hashable, Sendable, LosslessStringConvertible {
    /// The path as text.
    public let string: String

    /// Creates a path from text. A relative path counts from the working directory.
    public init(_ string: String) { self.string = string }

    public var description: String { string }

    /// The path of a file or directory in this directory.
    ///
    /// - Parameter path: One or several names, separated by slashes: `checkpoints/last.bin`. Slashes at the beginning
    ///   and at the end are ignored.
    public func appending(_ path: String) -> RunPath {
        let names = path.split(separator: "/", omittingEmptySubsequences: true).joined(separator: "/")
        return RunPath(FilePath.join(string, names))
    }

    /// The last component of the path: `last.bin`.
    public var name: String { FilePath.name(of: string) }

    /// The directory that contains this file or directory; nil for the root, and for a relative path of one component.
    public var parent: RunPath? { FilePath.parent(of: string).map(RunPath.init) }

    /// True if a file or directory exists at this path.
    public var exists: Bool { PosixFile.exists(string) }
}

// MARK: - Files

extension RunPath {
    /// Creates the directory and its parents, if they do not exist.
    ///
    /// - Throws: if the system cannot create one of them, or if a file has its name.
    public func makeDirectory() throws(ConfigError) {
        do { try RunDirectory.makeWithParents(string) } catch {
            throw failure("the directory cannot be made: \(error.reason)")
        }
    }

    /// Writes a file atomically: readers see either the earlier file or the new one, also after a power failure.
    /// Missing directories are created.
    ///
    /// - Throws: if the file cannot be written. Then the earlier file is unchanged.
    public func write(_ bytes: some Sequence<UInt8>) throws(ConfigError) {
        if let parent { try parent.makeDirectory() }
        do {
            let directory = try OpenDirectory(parent?.string ?? ".")
            try directory.write(name, bytes, durable: true)
        } catch { throw failure("the file cannot be written: \(error.reason)") }
    }

    /// Writes a text file in UTF-8 atomically, as ``write(_:)-(Sequence<UInt8>)`` does.
    public func write(_ text: String) throws(ConfigError) { try write(text.utf8) }

    /// The whole content of the file.
    ///
    /// - Throws: if the file does not exist or cannot be read.
    public func bytes() throws(ConfigError) -> [UInt8] {
        do { return try PosixFile.bytes(of: string, atMost: .max) } catch {
            throw failure("the file cannot be read: \(error.reason)")
        }
    }

    private func failure(_ message: String) -> ConfigError {
        ConfigError(Diagnostic(.file, message, notes: [string]))
    }
}
