import HydrangeaPlatform
import Synchronization

extension PosixFile {
    /// Writes a file atomically: at any moment its content is either the old one or the new one.
    ///
    /// - Parameter directory: An open directory to which `path` is relative; by default the working directory.
    /// - Parameter durable: True if the file must survive a power failure.
    package static func writeWhole(
        _ path: String, _ bytes: some Sequence<UInt8>, in directory: Int32 = AT_FDCWD, durable: Bool = false
    ) throws(Failure) {
        let temporary = newDraft(of: path)
        try write(temporary, Array(bytes), in: directory, durable: durable)
        guard renameat(directory, temporary, directory, path) == 0 else {
            let failure = Failure.last
            unlinkat(directory, temporary, 0)
            throw failure
        }
        // Without this call, the name may still belong to the old file after a power failure.
        if durable, directory != AT_FDCWD { fsync(directory) }
    }

    /// A temporary name for a file while it is written. No other writer uses the same name: no other thread or process,
    /// on this machine or on another one that shares the disk.
    package static func newDraft(of path: String) -> String {
        let number = draftCount.wrappingAdd(1, ordering: .relaxed).newValue
        return "\(path).tmp-\(hostNumber)-\(getpid())-\(number)"
    }

    private static let draftCount = Atomic<Int>(0)

    /// The FNV-1a hash of the machine's name, because names can be long.
    private static let hostNumber: String = {
        var name = [CChar](repeating: 0, count: 256)
        gethostname(&name, name.count - 1)
        let hash = name.prefix { $0 != 0 }.reduce(UInt32(2_166_136_261)) {
            ($0 ^ UInt32(UInt8(bitPattern: $1))) &* 16_777_619
        }
        return String(hash, radix: 16)
    }()

    /// Writes a file that must not exist yet, whole or not at all. False if there is one already.
    ///
    /// On a file system without hard links (exFAT, some FUSE mounts) the file is written under its final name. A
    /// process that is killed meanwhile leaves an incomplete file.
    ///
    /// - Parameter link: The system call that gives a file its second name.
    package static func writeNew(
        _ path: String, _ bytes: some Sequence<UInt8>, link: (String, String) -> Int32 = { Self.systemLink($0, $1) }
    ) throws(Failure) -> Bool {
        let temporary = newDraft(of: path)
        let bytes = Array(bytes)
        try write(temporary, bytes, in: AT_FDCWD, durable: false)
        defer { unlink(temporary) }
        if link(temporary, path) == 0 { return true }
        if errno == EEXIST { return false }
        guard isWithoutLinks(errno) else { throw Failure.last }
        do { try write(path, bytes, in: AT_FDCWD, durable: false, flags: O_EXCL) } catch {
            if error.code == EEXIST { return false }
            throw error
        }
        return true
    }

    private static func systemLink(_ path: String, _ name: String) -> Int32 { link(path, name) }

    /// True if the error of a failed `link` means that the file system has no hard links.
    private static func isWithoutLinks(_ code: Int32) -> Bool { [EPERM, ENOTSUP, EOPNOTSUPP, ENOSYS].contains(code) }

    /// Renames a file or directory to its name with the first unused number, such as `.hydra-1`. Returns the new name,
    /// or nil if there was nothing to rename.
    ///
    /// Nothing is replaced, even if many processes do this at once: `rename` never replaces a directory that has
    /// entries. It would replace a file, so a file is first renamed to a unique name and then linked.
    @discardableResult
    package static func setAside(_ path: String) throws(Failure) -> String? {
        let isFile = !isDirectory(path)
        guard let taken = isFile ? try take(path) : path else { return nil }
        var number = 1
        while true {
            let aside = "\(path)-\(number)"
            if !exists(aside) {
                // Some file systems have no links.
                let isLinked = isFile && link(taken, aside) == 0
                if isLinked || (!isFile || isWithoutLinks(errno)) && rename(taken, aside) == 0 {
                    if isFile { unlink(taken) }
                    return aside
                }
                if errno == ENOENT { return nil }
                if ![EEXIST, ENOTEMPTY, ENOTDIR, EISDIR].contains(errno) { throw Failure.last }
            }
            number += 1
        }
    }

    /// Renames a file to a name that no other process uses; nil if there was no file.
    private static func take(_ path: String) throws(Failure) -> String? {
        let taken = try makeOwn(beside: path) { name in
            let file = openat(AT_FDCWD, name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
            if file >= 0 { close(file) }
            return file
        }
        if rename(path, taken) == 0 { return taken }
        let failure = Failure.last
        unlink(taken)
        if failure.code == ENOENT { return nil }
        throw failure
    }

    /// Creates a file or directory under a name that no other process uses.
    ///
    /// - Parameter make: A system call that fails if the name is in use.
    package static func makeOwn(beside path: String, _ make: (String) -> Int32) throws(Failure) -> String {
        var number = 0
        while true {
            let name = "\(path).tmp-\(getpid())-\(number)"
            if make(name) >= 0 { return name }
            if errno != EEXIST { throw Failure.last }
            number += 1
        }
    }

    private static func write(
        _ path: String, _ bytes: [UInt8], in directory: Int32, durable: Bool, flags: Int32 = O_TRUNC
    ) throws(Failure) {
        let file = openat(directory, path, O_WRONLY | O_CREAT | O_NOFOLLOW | O_CLOEXEC | flags, 0o666)
        guard file >= 0 else { throw Failure.last }
        var failure = append(bytes, to: file)
        if failure == nil, durable, fsync(file) != 0, errno != EINVAL { failure = .last }
        if close(file) != 0, failure == nil { failure = .last }
        guard let failure else { return }
        unlinkat(directory, path, 0)
        throw failure
    }

    /// Opens a file for appending, and creates it if it does not exist. Pipes are refused without waiting for a reader.
    package static func open(appending path: String) throws(Failure) -> Int32 {
        let flags = O_WRONLY | O_CREAT | O_APPEND | O_NONBLOCK | O_NOCTTY | O_CLOEXEC
        let file = openat(AT_FDCWD, path, flags, 0o666)
        guard file >= 0 else { throw errno == ENXIO ? .notAFile : .last }
        var status = stat()
        if fstat(file, &status) == 0, status.st_mode & S_IFMT == S_IFIFO {
            close(file)
            throw .notAFile
        }
        _ = fcntl(file, F_SETFL, fcntl(file, F_GETFL) & ~O_NONBLOCK)
        return file
    }

    /// Writes all bytes to an open file. Returns the reason if that fails.
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

// The system call `write`, which `PosixFile`'s own methods would hide.
private func systemWrite(_ file: Int32, _ buffer: UnsafeRawPointer?, _ count: Int) -> Int { write(file, buffer, count) }
