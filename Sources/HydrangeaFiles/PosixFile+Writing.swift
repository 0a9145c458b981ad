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
        let temporary = "\(path).tmp-\(getpid())"
        try write(temporary, Array(bytes), in: directory, durable: durable)
        guard renameat(directory, temporary, directory, path) == 0 else {
            let failure = Failure.last
            unlinkat(directory, temporary, 0)
            throw failure
        }
        // Without this the name may still lead to the old file after a power failure.
        if durable, directory != AT_FDCWD { fsync(directory) }
    }

    /// Writes a file that must not exist yet, whole or not at all. False when there is one already.
    package static func writeNew(_ path: String, _ bytes: some Sequence<UInt8>) throws(Failure) -> Bool {
        let temporary = "\(path).tmp-\(getpid())"
        try write(temporary, Array(bytes), in: AT_FDCWD, durable: false)
        defer { unlink(temporary) }
        if link(temporary, path) == 0 { return true }
        if errno == EEXIST { return false }
        throw Failure.last
    }

    /// Renames a file or directory to the first number that is free beside it: `.hydra-1`. Gives the new name; nil when there was nothing.
    @discardableResult
    package static func setAside(_ path: String) throws(Failure) -> String? {
        var number = 1
        while true {
            let aside = "\(path)-\(number)"
            if !exists(aside) {
                if renameNew(path, aside) == 0 { return aside }
                if errno == ENOENT { return nil }
                if errno != ENOTEMPTY, errno != EEXIST { throw Failure.last }
            }
            number += 1
        }
    }

    /// Renames to a name that nobody has, which a directory reserves: a rename would take the place of another that is still empty.
    private static func renameNew(_ path: String, _ new: String) -> Int32 {
        guard mkdir(new, 0o777) == 0 else { return -1 }
        if rename(path, new) == 0 { return 0 }
        let reason = errno
        rmdir(new)
        // A file does not take the place of a directory.
        if reason == EISDIR { return rename(path, new) }
        errno = reason
        return -1
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
