import HydrangeaTree

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// The few system calls that reading a config tree takes.
enum FileSystem {
    enum ReadFailure: Error {
        case absent
        /// The reason in the system's words.
        case failed(String)
    }

    /// The bytes of a regular file, opened once and read whole.
    static func read(_ path: String) throws(ReadFailure) -> [UInt8] {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw failure() }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw failure() }
        // A directory that is named like a config is no config.
        guard status.st_mode & S_IFMT != S_IFDIR else { throw .absent }
        var bytes: [UInt8] = []
        var capacity = max(Int(status.st_size) + 1, 4096)
        while true {
            let start = bytes.count
            var got = 0
            bytes.append(contentsOf: [UInt8](unsafeUninitializedCapacity: capacity) { buffer, count in
                got = retryingRead(descriptor, buffer)
                count = max(got, 0)
            })
            if got < 0 { throw failure() }
            if bytes.count == start { return bytes }
            capacity = 65536
            // A regular file that was read to its size has nothing more: spare the call that says so.
            if bytes.count == Int(status.st_size), status.st_mode & S_IFMT == S_IFREG { return bytes }
        }
    }

    static func isDirectory(_ path: String) -> Bool { mode(of: path) == S_IFDIR }
    static func isFile(_ path: String) -> Bool { mode(of: path) == S_IFREG }

    enum EntryKind { case directory, file, other }

    /// The names in a directory, with what they name, sorted by their code points; none when it cannot be read.
    static func entries(in directory: String) -> [(name: String, kind: EntryKind)] {
        guard let handle = opendir(directory) else { return [] }
        defer { closedir(handle) }
        var entries: [(name: String, kind: EntryKind)] = []
        while let entry = readdir(handle) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) {
                $0.withMemoryRebound(to: UInt8.self, capacity: MemoryLayout.size(ofValue: $0.pointee)) {
                    String(decoding: UnsafeBufferPointer(start: $0, count: strlen(UnsafeRawPointer($0).assumingMemoryBound(to: CChar.self))), as: UTF8.self)
                }
            }
            if name != ".", name != ".." { entries.append((name, kind(Int32(entry.pointee.d_type), directory, name))) }
        }
        return entries.sorted { $0.name.unicodeScalars.lexicographicallyPrecedes($1.name.unicodeScalars) }
    }

    /// Most file systems tell with the name what it is; of links, and where they do not, it is asked for.
    private static func kind(_ type: Int32, _ directory: String, _ name: String) -> EntryKind {
        switch type {
        case Int32(DT_DIR): return .directory
        case Int32(DT_REG): return .file
        case Int32(DT_LNK), Int32(DT_UNKNOWN):
            let mode = mode(of: join(directory, name))
            return mode == S_IFDIR ? .directory : mode == S_IFREG ? .file : .other
        default: return .other
        }
    }

    /// A path below a directory; an absolute one stays as it is.
    static func join(_ directory: String, _ path: String) -> String {
        if path.isEmpty { return directory }
        if path.hasPrefix("/") || directory.isEmpty { return path }
        return directory.hasSuffix("/") ? directory + path : directory + "/" + path
    }

    private static func retryingRead(_ descriptor: Int32, _ buffer: UnsafeMutableBufferPointer<UInt8>) -> Int {
        while true {
            let got = Int(recv(descriptor, buffer))
            if got >= 0 || errno != EINTR { return got }
        }
    }

    private static func recv(_ descriptor: Int32, _ buffer: UnsafeMutableBufferPointer<UInt8>) -> Int {
        #if canImport(Glibc)
        Glibc.read(descriptor, buffer.baseAddress, buffer.count)
        #elseif canImport(Musl)
        Musl.read(descriptor, buffer.baseAddress, buffer.count)
        #else
        Darwin.read(descriptor, buffer.baseAddress, buffer.count)
        #endif
    }

    private static func mode(of path: String) -> mode_t? {
        var status = stat()
        return stat(path, &status) == 0 ? status.st_mode & S_IFMT : nil
    }

    private static func failure() -> ReadFailure {
        errno == ENOENT || errno == ENOTDIR || errno == ENAMETOOLONG || errno == ELOOP ? .absent : .failed(String(cString: strerror(errno)))
    }
}

extension Sequence<String> {
    /// Sorted as Python sorts: by code points, whatever the locale.
    package func sortedByCodePoint() -> [String] {
        sorted { $0.unicodeScalars.lexicographicallyPrecedes($1.unicodeScalars) }
    }
}
