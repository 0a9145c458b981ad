package import HydrangeaTree

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// Files by plain system calls on whole buffers: the quickest way, and the only one on the path of a start.
package enum PosixFile {
    /// What a failed system call said.
    package struct Failure: Error, Sendable {
        package var code: Int32
        package var reason: String { String(cString: strerror(code)) }
        static var last: Failure { Failure(code: errno) }
    }

    package static func read(_ path: String) throws(ConfigError) -> [UInt8] {
        do { return try bytes(of: path) } catch {
            throw ConfigError(Diagnostic(.file, "\(path) cannot be read: \(error.reason)"))
        }
    }

    /// The whole content of a file.
    package static func bytes(of path: String) throws(Failure) -> [UInt8] {
        let file = open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { throw Failure.last }
        defer { close(file) }
        return try bytes(of: file)
    }

    /// All that can still be read from an open file.
    package static func bytes(of file: Int32) throws(Failure) -> [UInt8] {
        var content: [UInt8] = []
        var failure: Failure?
        var chunk = 16 << 10
        while failure == nil {
            let part = [UInt8](unsafeUninitializedCapacity: chunk) { buffer, count in
                let got = retrying { systemRead(file, buffer.baseAddress, chunk) }
                if got < 0 { failure = .last }
                count = max(0, got)
            }
            if part.isEmpty { break }
            content += part
            chunk = min(chunk * 2, 4 << 20)
        }
        if let failure { throw failure }
        return content
    }

    /// Writes a file so that at any moment there is either the old one or the whole new one.
    ///
    /// - Parameter durable: Whether the file must outlive a power failure.
    package static func writeWhole(_ path: String, _ bytes: some Sequence<UInt8>, durable: Bool = false) throws(Failure) {
        let temporary = "\(path).tmp-\(getpid())"
        try write(temporary, Array(bytes), durable: durable)
        guard rename(temporary, path) == 0 else {
            let failure = Failure.last
            unlink(temporary)
            throw failure
        }
    }

    /// Writes a file that must not exist yet, whole or not at all. False when there is one already.
    package static func writeNew(_ path: String, _ bytes: some Sequence<UInt8>) throws(Failure) -> Bool {
        let temporary = "\(path).tmp-\(getpid())"
        try write(temporary, Array(bytes), durable: false)
        defer { unlink(temporary) }
        if link(temporary, path) == 0 { return true }
        if errno == EEXIST { return false }
        throw Failure.last
    }

    /// Renames a file or directory to the first number that is free beside it: `.hydra-1`.
    package static func setAside(_ path: String) throws(Failure) {
        var number = 1
        while true {
            let aside = "\(path)-\(number)"
            if !exists(aside) {
                if rename(path, aside) == 0 || errno == ENOENT { return }
                if errno != ENOTEMPTY, errno != EEXIST { throw Failure.last }
            }
            number += 1
        }
    }

    private static func write(_ path: String, _ bytes: [UInt8], durable: Bool) throws(Failure) {
        let file = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666)
        guard file >= 0 else { throw Failure.last }
        var failure = append(bytes, to: file)
        if failure == nil, durable, fsync(file) != 0, errno != EINVAL { failure = .last }
        if close(file) != 0, failure == nil { failure = .last }
        guard let failure else { return }
        unlink(path)
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

    /// Makes a system call again when a signal interrupted it.
    static func retrying(_ call: () -> Int) -> Int {
        while true {
            let result = call()
            if result >= 0 || errno != EINTR { return result }
        }
    }

    package static func isDirectory(_ path: String) -> Bool { mode(of: path).map { $0 & S_IFMT == S_IFDIR } ?? false }

    package static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

    package static func isFileOrPipe(_ path: String) -> Bool {
        mode(of: path).map { $0 & S_IFMT == S_IFREG || $0 & S_IFMT == S_IFIFO } ?? false
    }

    private static func mode(of path: String) -> mode_t? {
        var status = stat()
        return stat(path, &status) == 0 ? status.st_mode : nil
    }
}

// The names of the calls, where `PosixFile`'s own methods would hide them.
private func systemRead(_ file: Int32, _ buffer: UnsafeMutableRawPointer?, _ count: Int) -> Int { read(file, buffer, count) }
private func systemWrite(_ file: Int32, _ buffer: UnsafeRawPointer?, _ count: Int) -> Int { write(file, buffer, count) }
