import HydrangeaPlatform

/// A directory that is held open. Files written through it are in this directory even if it is renamed meanwhile.
package final class OpenDirectory: Sendable {
    private let descriptor: Int32

    package init(_ path: String) throws(PosixFile.Failure) {
        descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        if descriptor < 0 { throw .last }
    }

    deinit { if descriptor >= 0 { close(descriptor) } }

    /// The names in the directory; empty if it cannot be read.
    package var names: [String] {
        let copy = openat(descriptor, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard copy >= 0 else { return [] }
        return PosixFile.names(in: copy)
    }

    /// The time at which an entry of the directory was last added or removed, in seconds since 1970.
    package var changed: Double {
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { return 0 }
        #if canImport(Darwin)
        return Double(status.st_ctimespec.tv_sec) + Double(status.st_ctimespec.tv_nsec) / 1e9
        #else
        return Double(status.st_ctim.tv_sec) + Double(status.st_ctim.tv_nsec) / 1e9
        #endif
    }

    /// Writes a file atomically: at any moment its content is either the old one or the new one.
    package func write(_ name: String, _ bytes: some Sequence<UInt8>, durable: Bool = false) throws(PosixFile.Failure) {
        try PosixFile.writeWhole(name, bytes, in: descriptor, durable: durable)
    }

    /// Flushes a file that was written without `durable`, so that it survives a power failure.
    package func makeDurable(_ name: String) {
        let file = openat(descriptor, name, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { return }
        fsync(file)
        close(file)
    }

    /// Creates an empty file, if there is none.
    package func touch(_ name: String) throws(PosixFile.Failure) {
        let file = openat(descriptor, name, O_WRONLY | O_CREAT | O_CLOEXEC, 0o666)
        guard file >= 0 else { throw .last }
        close(file)
    }

    /// Waits for the directory's lock and takes it. Does nothing on a file system without locks.
    package func lock() { _ = PosixFile.retrying { Int(flock(descriptor, LOCK_EX)) } }
    package func unlock() { flock(descriptor, LOCK_UN) }

    /// True if the path still leads to this directory.
    package func isStill(at path: String) -> Bool {
        var (own, named) = (stat(), stat())
        return fstat(descriptor, &own) == 0 && stat(path, &named) == 0 && own.st_ino == named.st_ino
            && own.st_dev == named.st_dev
    }

    package func remove(_ name: String) { unlinkat(descriptor, name, 0) }
}
