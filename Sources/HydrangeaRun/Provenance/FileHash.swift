import Crypto
import HydrangeaFiles

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// Fingerprints of files and directories, read piece by piece: they may be larger than the memory.
struct FileHash: Sendable {
    /// Where fingerprints are remembered, so that a file which has not changed since is not read again; nil where there
    /// is no such place.
    var cache: HashCache?

    struct Result: Hashable, Sendable {
        var sha256: Fingerprint
        var bytes: Int
    }

    /// The fingerprint of a file, or of all files in a directory: then it is that of the list `SHA-256  PATH`, sorted
    /// by path, a line each.
    func of(_ path: String) throws(PosixFile.Failure) -> Result {
        guard PosixFile.isDirectory(path) else { return try ofFile(path) }
        var list = ""
        var total = 0
        for name in try Self.files(below: path) {
            let file = try ofFile(FilePath.join(path, name))
            list += "\(file.sha256)  \(name)\n"
            total += file.bytes
        }
        return Result(sha256: Fingerprint(of: list.utf8), bytes: total)
    }

    private func ofFile(_ path: String) throws(PosixFile.Failure) -> Result {
        let identity = try FileIdentity(of: path)
        if let known = cache?.fingerprint(of: identity) { return Result(sha256: known, bytes: identity.size) }
        var hash = SHA256()
        let count = try Self.read(path) { hash.update(bufferPointer: $0) }
        let fingerprint = Fingerprint(digest: hash.finalize())
        // A file that changed while it was read has a fingerprint that belongs to no state of it.
        if count == identity.size, (try? FileIdentity(of: path)) == identity {
            cache?.remember(fingerprint, of: identity)
        }
        return Result(sha256: fingerprint, bytes: count)
    }

    /// The files of a directory and those below it, by their paths from there, sorted.
    static func files(below directory: String) throws(PosixFile.Failure) -> [String] {
        var files: [String] = []
        var open = [""]
        while let current = open.popLast() {
            for name in PosixFile.names(in: FilePath.join(directory, current)) {
                let path = FilePath.join(current, name)
                if PosixFile.isDirectory(FilePath.join(directory, path)) {
                    open.append(path)
                } else {
                    files.append(path)
                }
            }
            if files.count + open.count > 10_000_000 { throw PosixFile.Failure(code: ELOOP) }
        }
        return files.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }

    /// Reads a file piece by piece and tells how long it was.
    static func read(_ path: String, _ body: (UnsafeRawBufferPointer) -> Void) throws(PosixFile.Failure) -> Int {
        let file = open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { throw .last }
        defer { close(file) }
        var buffer = [UInt8](repeating: 0, count: 1 << 20)
        var total = 0
        while true {
            let got = buffer.withUnsafeMutableBytes { systemRead(file, $0) }
            if got < 0 {
                if errno == EINTR { continue }
                throw .last
            }
            if got == 0 { return total }
            buffer.withUnsafeBytes { body(UnsafeRawBufferPointer(rebasing: $0.prefix(got))) }
            total += got
        }
    }
}

/// A state of a file, by what its directory entry tells: a changed file has another one.
struct FileIdentity: Hashable, Sendable {
    let device: UInt64
    let inode: UInt64
    let size: Int
    /// The last changes of the content and of the entry itself, in nanoseconds. The second one cannot be set by a
    /// program.
    let modified: Int
    let changed: Int

    init(of path: String) throws(PosixFile.Failure) {
        var status = stat()
        guard stat(path, &status) == 0 else { throw .last }
        device = UInt64(truncatingIfNeeded: status.st_dev)
        inode = UInt64(truncatingIfNeeded: status.st_ino)
        size = Int(status.st_size)
        #if canImport(Darwin)
        modified = Self.nanoseconds(status.st_mtimespec)
        changed = Self.nanoseconds(status.st_ctimespec)
        #else
        modified = Self.nanoseconds(status.st_mtim)
        changed = Self.nanoseconds(status.st_ctim)
        #endif
    }

    private static func nanoseconds(_ time: timespec) -> Int { Int(time.tv_sec) * 1_000_000_000 + Int(time.tv_nsec) }

    /// Whether the last change lies so far back that a second one in the same tick of the clock cannot be missed.
    var isSettled: Bool { Moment.now().microseconds - max(modified, changed) / 1000 > 2_000_000 }

    var text: String { "\(device) \(inode) \(size) \(modified) \(changed)" }
}

/// Remembers the fingerprints of files by their identities, as git's index and DVC do, in the user's cache directory.
///
/// A program of 50 MB takes longer to read than a short run lasts, and a data set of 50 GB longer than many.
struct HashCache: Sendable {
    private let directory: String

    /// Nil when the environment tells no place for caches.
    init?(environment: [String: String]) {
        if let cache = environment["XDG_CACHE_HOME"], cache.hasPrefix("/") {
            directory = FilePath.join(cache, "hydrangea/sha256")
        } else if let home = environment["HOME"], home.hasPrefix("/") {
            directory = FilePath.join(home, ".cache/hydrangea/sha256")
        } else {
            return nil
        }
    }

    func fingerprint(of identity: FileIdentity) -> Fingerprint? {
        guard let bytes = try? PosixFile.bytes(of: file(for: identity), first: 1024) else { return nil }
        let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n")
        guard lines.count == 2, lines[0] == identity.text else { return nil }
        return Fingerprint(text: String(lines[1]))
    }

    func remember(_ fingerprint: Fingerprint, of identity: FileIdentity) {
        guard identity.isSettled else { return }
        try? RunDirectory.makeWithParents(directory)
        try? PosixFile.writeWhole(file(for: identity), "\(identity.text)\n\(fingerprint)\n".utf8)
    }

    private func file(for identity: FileIdentity) -> String {
        FilePath.join(directory, "\(identity.device)-\(identity.inode)")
    }
}

// The name of the call, where a method would hide it.
private func systemRead(_ file: Int32, _ buffer: UnsafeMutableRawBufferPointer) -> Int {
    read(file, buffer.baseAddress, buffer.count)
}
