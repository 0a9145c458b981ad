import HydrangeaFiles
public import HydrangeaTree

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

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

    /// A path from its text; a relative one counts from the working directory.
    public init(_ string: String) { self.string = string }

    public var description: String { string }

    /// The path of something in this directory.
    ///
    /// - Parameter path: One name, or several with slashes between them: `checkpoints/last.bin`. Slashes at its
    ///   beginning and its end do not count.
    public func appending(_ path: String) -> RunPath {
        let names = path.split(separator: "/", omittingEmptySubsequences: true).joined(separator: "/")
        return RunPath(FilePath.join(string, names))
    }

    /// The last name of the path: `last.bin`.
    public var name: String { FilePath.name(of: string) }

    /// The directory that this file or directory is in; nil for the root, and for a relative path of one name.
    public var parent: RunPath? { FilePath.parent(of: string).map(RunPath.init) }

    /// True if there is a file or directory of this path.
    public var exists: Bool { PosixFile.exists(string) }
}

// MARK: - Files

extension RunPath {
    /// Makes the directory of this path, and those above it; nothing happens when it is there already.
    ///
    /// - Throws: when the system refuses, or a file has the name of one of them.
    public func makeDirectory() throws(ConfigError) {
        do { try RunDirectory.makeWithParents(string) } catch {
            throw failure("the directory cannot be made: \(error.reason)")
        }
    }

    /// Writes a file whole: whoever looks finds the earlier one or this one, never a part, also after a kill or a power
    /// failure. Missing directories are made.
    ///
    /// - Throws: when the system refuses; the earlier file is still there then.
    public func write(_ bytes: some Sequence<UInt8>) throws(ConfigError) {
        if let parent { try parent.makeDirectory() }
        do {
            let directory = try OpenDirectory(parent?.string ?? ".")
            try directory.write(name, bytes, durable: true)
        } catch { throw failure("the file cannot be written: \(error.reason)") }
    }

    /// Writes a text file whole, in UTF-8, as ``write(_:)-(Sequence<UInt8>)`` does.
    public func write(_ text: String) throws(ConfigError) { try write(text.utf8) }

    /// The whole content of the file.
    ///
    /// - Throws: when there is none, or it cannot be read.
    public func bytes() throws(ConfigError) -> [UInt8] {
        do { return try PosixFile.bytes(of: string, atMost: .max) } catch {
            throw failure("the file cannot be read: \(error.reason)")
        }
    }

    private func failure(_ message: String) -> ConfigError {
        ConfigError(Diagnostic(.file, message, notes: [string]))
    }
}
