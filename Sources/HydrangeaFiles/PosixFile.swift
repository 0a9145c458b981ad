import HydrangeaPlatform

/// Reads and writes files with plain system calls on whole buffers, which keeps the start of a program fast.
package enum PosixFile {
    /// The error of a system call.
    package struct Failure: Error, Hashable, Sendable {
        package var code: Int32

        package init(code: Int32) { self.code = code }

        /// A pipe, socket or device instead of a file. The system has no such error code.
        package static let notAFile = Failure(code: -1)
        /// More bytes than the caller accepts. The system has no such error code.
        package static let tooLarge = Failure(code: -2)

        package var reason: String {
            switch code {
            case Self.notAFile.code: "it is no file but a pipe, a socket or a device"
            case Self.tooLarge.code: "it is too large"
            default: String(cString: strerror(code))
            }
        }
        /// True if there is no file of this name. A directory of this name counts as no file.
        package var isAbsence: Bool { [ENOENT, ENOTDIR, ENAMETOOLONG, ELOOP, EISDIR].contains(code) }
        /// The error of this thread's last system call.
        package static var last: Failure { Failure(code: errno) }
    }

    /// The kinds of files that can be read besides regular files.
    package struct Allowance: OptionSet, Sendable {
        package let rawValue: Int
        package init(rawValue: Int) { self.rawValue = rawValue }

        /// Pipes. The call waits for the writer of `<(command)` in a shell, or of a password manager's named pipe.
        package static let pipes = Allowance(rawValue: 1)
        /// Symbolic links as the last component of the path. Omitted for files that other users may have created.
        package static let links = Allowance(rawValue: 2)
    }

    /// The largest size, in bytes, of a config, a record or an environment file.
    package static let sizeLimit = 256 << 20

    /// Opens a file for reading. The call never waits, except for the writer of an allowed pipe; devices, sockets and
    /// other pipes are refused.
    package static func open(reading path: String, _ allowance: Allowance = .links) throws(Failure) -> Int32 {
        let flags = O_RDONLY | O_CLOEXEC | O_NOCTTY | (allowance.contains(.links) ? 0 : O_NOFOLLOW)
        let file = systemOpen(path, flags | O_NONBLOCK, 0)
        guard file >= 0 else { throw Failure.last }
        var status = stat()
        if fstat(file, &status) == 0 {
            switch status.st_mode & S_IFMT {
            case S_IFREG, S_IFDIR: return file
            case S_IFIFO where allowance.contains(.pipes):
                // The second call waits for the writer. This end stays open meanwhile, so that no writer sees it
                // closed.
                defer { close(file) }
                let waiting = systemOpen(path, flags, 0)
                if waiting >= 0 { return waiting }
                throw Failure.last
            default: break
            }
        }
        close(file)
        throw .notAFile
    }

    /// The whole content of a file, which must not be larger than `limit`.
    package static func bytes(
        of path: String, _ allowance: Allowance = .links, atMost limit: Int = sizeLimit
    ) throws(Failure) -> [UInt8] {
        let file = try open(reading: path, allowance)
        defer { close(file) }
        return try bytes(of: file, atMost: limit)
    }

    /// The beginning of a file, as far as one call reads.
    package static func bytes(of path: String, first count: Int) throws(Failure) -> [UInt8] {
        let file = try open(reading: path)
        defer { close(file) }
        return try part(of: file, atMost: count)
    }

    /// The bytes that one call reads from an open file; empty at its end.
    private static func part(of file: Int32, atMost capacity: Int) throws(Failure) -> [UInt8] {
        var failure: Failure?
        let bytes = [UInt8](unsafeUninitializedCapacity: capacity) { buffer, count in
            let got = retrying { systemRead(file, buffer.baseAddress, buffer.count) }
            if got < 0 { failure = .last }
            count = max(0, got)
        }
        if let failure { throw failure }
        return bytes
    }

    /// All remaining bytes of an open file.
    package static func bytes(of file: Int32, atMost limit: Int = sizeLimit) throws(Failure) -> [UInt8] {
        var status = stat()
        guard fstat(file, &status) == 0 else { throw Failure.last }
        // Reading a directory would fail, too, but only after allocating a buffer.
        if status.st_mode & S_IFMT == S_IFDIR { throw Failure(code: EISDIR) }
        if status.st_size > limit { throw .tooLarge }
        let isRegular = status.st_mode & S_IFMT == S_IFREG
        var content: [UInt8] = []
        var capacity = min(max(Int(status.st_size) + 1, 4096), 64 << 20)
        while true {
            let part = try part(of: file, atMost: capacity)
            if part.isEmpty { return content }
            if content.isEmpty { content = part } else { content += part }
            if content.count > limit { throw .tooLarge }
            // A regular file that was read to its size is complete, so the call that finds its end is skipped.
            if isRegular, content.count == Int(status.st_size) { return content }
            capacity = max(64 << 10, min(content.count, 4 << 20))
        }
    }

    /// The target of a symbolic link; nil if the path is no link.
    package static func linkTarget(_ path: String) -> String? {
        let bytes = [UInt8](unsafeUninitializedCapacity: Int(PATH_MAX)) { buffer, count in
            count = buffer.withMemoryRebound(to: CChar.self) { buffer in
                buffer.baseAddress.map { max(0, readlink(path, $0, buffer.count)) } ?? 0
            }
        }
        return bytes.isEmpty ? nil : String(decoding: bytes, as: UTF8.self)
    }

    package static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }
    package static func isDirectory(_ path: String) -> Bool { kind(of: path) == S_IFDIR }
    package static func isFile(_ path: String) -> Bool { kind(of: path) == S_IFREG }
    package static func isFileOrPipe(_ path: String) -> Bool {
        kind(of: path).map { $0 == S_IFREG || $0 == S_IFIFO } ?? false
    }

    /// True if a file belongs to another user and cannot be read.
    package static func isClosedToUs(_ path: String) -> Bool {
        var status = stat()
        return access(path, R_OK) != 0 && errno == EACCES && stat(path, &status) == 0 && status.st_uid != geteuid()
    }

    /// The identity of a file or directory, which is the same for all paths to it.
    package struct Identity: Hashable, Sendable {
        private var device: UInt64
        private var number: UInt64

        fileprivate init(_ status: stat) {
            device = UInt64(truncatingIfNeeded: status.st_dev)
            number = UInt64(truncatingIfNeeded: status.st_ino)
        }
    }

    /// The identity of the file or directory at a path; nil if there is none.
    package static func identity(of path: String) -> Identity? {
        var status = stat()
        return stat(path, &status) == 0 ? Identity(status) : nil
    }

    static func kind(of path: String) -> mode_t? {
        var status = stat()
        return stat(path, &status) == 0 ? status.st_mode & S_IFMT : nil
    }

    /// Repeats a system call that a signal interrupted.
    static func retrying(_ call: () -> Int) -> Int {
        while true {
            let result = call()
            if result >= 0 || errno != EINTR { return result }
        }
    }
}

// The system calls `open` and `read`, which `PosixFile`'s own methods would hide.
private func systemOpen(_ path: String, _ flags: Int32, _ mode: mode_t) -> Int32 { open(path, flags, mode) }
private func systemRead(_ file: Int32, _ buffer: UnsafeMutableRawPointer?, _ count: Int) -> Int {
    read(file, buffer, count)
}
