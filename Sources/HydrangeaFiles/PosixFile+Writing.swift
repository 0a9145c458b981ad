#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

extension PosixFile {
    /// Writes a file so that at any moment there is either the old one or the whole new one.
    ///
    /// - Parameter directory: An open directory that a relative path starts at; the working directory without one.
    /// - Parameter durable: Whether the file must outlive a power failure.
    package static func writeWhole(
        _ path: String, _ bytes: some Sequence<UInt8>, in directory: Int32 = AT_FDCWD, durable: Bool = false
    ) throws(Failure) {
        let temporary = draft(of: path)
        try write(temporary, Array(bytes), in: directory, durable: durable)
        guard renameat(directory, temporary, directory, path) == 0 else {
            let failure = Failure.last
            unlinkat(directory, temporary, 0)
            throw failure
        }
        // Without this the name may still lead to the old file after a power failure.
        if durable, directory != AT_FDCWD { fsync(directory) }
    }

    /// The name that a file has while this process writes it.
    package static func draft(of path: String) -> String { "\(path).tmp-\(getpid())" }

    /// Writes a file that must not exist yet, whole or not at all. False when there is one already.
    package static func writeNew(_ path: String, _ bytes: some Sequence<UInt8>) throws(Failure) -> Bool {
        let temporary = draft(of: path)
        try write(temporary, Array(bytes), in: AT_FDCWD, durable: false)
        defer { unlink(temporary) }
        if link(temporary, path) == 0 { return true }
        if errno == EEXIST { return false }
        throw Failure.last
    }

    /// Renames a file or directory to the first number that is free beside it: `.hydra-1`. Gives the new name; nil when
    /// there was nothing.
    ///
    /// However many do this at once, nothing takes the place of anything: a directory never replaces one that has an
    /// entry, and a file, which would replace another, is taken under a name of its own first and then linked.
    @discardableResult
    package static func setAside(_ path: String) throws(Failure) -> String? {
        let isFile = !isDirectory(path)
        guard let taken = isFile ? try take(path) : path else { return nil }
        var number = 1
        while true {
            let aside = "\(path)-\(number)"
            if !exists(aside) {
                // Some file systems have no links.
                if isFile
                    ? link(taken, aside) == 0 || errno == EPERM && rename(taken, aside) == 0 : rename(taken, aside) == 0
                {
                    if isFile { unlink(taken) }
                    return aside
                }
                if errno == ENOENT { return nil }
                if ![EEXIST, ENOTEMPTY, ENOTDIR, EISDIR].contains(errno) { throw Failure.last }
            }
            number += 1
        }
    }

    /// Renames a file to a name that nobody else has; nil when there was none.
    private static func take(_ path: String) throws(Failure) -> String? {
        let taken = try makeOwn(beside: path) { name in
            let file = open(name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
            if file >= 0 { close(file) }
            return file
        }
        if rename(path, taken) == 0 { return taken }
        let failure = Failure.last
        unlink(taken)
        if failure.code == ENOENT { return nil }
        throw failure
    }

    /// Makes something of a name that nobody else has.
    ///
    /// - Parameter make: A system call that fails when there is something of the name.
    package static func makeOwn(beside path: String, _ make: (String) -> Int32) throws(Failure) -> String {
        var number = 0
        while true {
            let name = "\(path).tmp-\(getpid())-\(number)"
            if make(name) >= 0 { return name }
            if errno != EEXIST { throw Failure.last }
            number += 1
        }
    }

    private static func write(_ path: String, _ bytes: [UInt8], in directory: Int32, durable: Bool) throws(Failure) {
        let file = openat(directory, path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666)
        guard file >= 0 else { throw Failure.last }
        var failure = append(bytes, to: file)
        if failure == nil, durable, fsync(file) != 0, errno != EINVAL { failure = .last }
        if close(file) != 0, failure == nil { failure = .last }
        guard let failure else { return }
        unlinkat(directory, path, 0)
        throw failure
    }

    /// Writes all bytes to an open file, and tells why not.
    package static func append(_ bytes: [UInt8], to file: Int32) -> Failure? {
        bytes.withUnsafeBytes { buffer in
            var rest = buffer
            while let base = rest.baseAddress, !rest.isEmpty {
                let written = retrying { systemWrite(file, base, rest.count) }
                if written < 0 { return Failure.last }
                rest = UnsafeRawBufferPointer(rebasing: rest.dropFirst(written))
            }
            return nil
        }
    }
}

// The name of the call, where `PosixFile`'s own methods would hide it.
private func systemWrite(_ file: Int32, _ buffer: UnsafeRawPointer?, _ count: Int) -> Int { write(file, buffer, count) }
