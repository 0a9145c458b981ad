import HydrangeaFiles
import HydrangeaPlatform

/// Computes fingerprints of files and directories in chunks, because files may be larger than the memory.
struct FileHash: Sendable {
    /// The cache of fingerprints, so that an unchanged file is not read again; nil for no cache.
    var cache: HashCache?

    struct Result: Hashable, Sendable {
        var sha256: Fingerprint
        var bytes: Int
    }

    /// The fingerprint of a file or directory. For a directory, it is that of a list of its files, sorted by path, with
    /// lines `SHA-256  PATH`.
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
        var digest = Digest(.sha256)
        let count = try Self.read(path) { digest.update($0) }
        let fingerprint = Fingerprint(digest: digest.finalize())
        // If the file was changed while it was read, the fingerprint may belong to none of its versions.
        if count == identity.size, (try? FileIdentity(of: path)) == identity {
            cache?.remember(fingerprint, of: identity)
        }
        return Result(sha256: fingerprint, bytes: count)
    }

    /// The paths below `directory` of all files in it, sorted. Symbolic links are followed, except to a directory that
    /// contains them. Pipes, sockets and devices are skipped.
    static func files(below directory: String) throws(PosixFile.Failure) -> [String] {
        struct Open {
            var path: String
            /// The identities of the parent directories, outermost first, which detect cycles.
            var above: [PosixFile.Identity]
        }
        var files: [String] = []
        var open = [Open(path: "", above: [])]
        var visits = 0
        while let current = open.popLast() {
            let place = FilePath.join(directory, current.path)
            guard let identity = PosixFile.identity(of: place), !current.above.contains(identity) else { continue }
            for (name, kind) in PosixFile.entries(in: place) {
                let path = FilePath.join(current.path, name)
                switch kind {
                case .directory: open.append(Open(path: path, above: current.above + [identity]))
                case .file: files.append(path)
                // A broken link stands for missing data. Reading it then fails with an error.
                case .other: if !PosixFile.exists(FilePath.join(directory, path)) { files.append(path) }
                }
            }
            visits += 1
            if visits + files.count > 10_000_000 { throw PosixFile.Failure(code: ELOOP) }
        }
        return files.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }

    /// Reads a file in chunks and returns its length.
    static func read(_ path: String, _ body: (UnsafeRawBufferPointer) -> Void) throws(PosixFile.Failure) -> Int {
        let file = try PosixFile.open(reading: path)
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

// Calls the C function `read`, which methods named `read` hide.
private func systemRead(_ file: Int32, _ buffer: UnsafeMutableRawBufferPointer) -> Int {
    read(file, buffer.baseAddress, buffer.count)
}
