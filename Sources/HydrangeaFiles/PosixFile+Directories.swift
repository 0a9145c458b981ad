import HydrangeaPlatform

extension PosixFile {
    /// The kind of a directory's entry; a symbolic link has the kind of its target.
    package enum EntryKind: Sendable { case directory, file, other }

    /// The names in a directory, in the system's order; empty if it cannot be read.
    package static func names(in directory: String) -> [String] {
        listing(opendir(directory)) { name, _ in name }
    }

    /// The names in an open directory, which is closed afterwards.
    static func names(in descriptor: Int32) -> [String] { listing(fdopendir(descriptor)) { name, _ in name } }

    /// The names in a directory with their kinds, in the system's order; empty if it cannot be read.
    ///
    /// Only links, and entries whose kind the listing lacks, need another system call, so a group of very many options
    /// is listed quickly.
    package static func entries(in directory: String) -> [(name: String, kind: EntryKind)] {
        listing(opendir(directory)) { name, type in (name, entryKind(type, FilePath.join(directory, name))) }
    }

    #if canImport(Darwin)
    private typealias DirectoryHandle = UnsafeMutablePointer<DIR>
    #else
    private typealias DirectoryHandle = OpaquePointer
    #endif

    private static func listing<Entry>(_ handle: DirectoryHandle?, _ entry: (String, Int32) -> Entry) -> [Entry] {
        guard let handle else { return [] }
        defer { closedir(handle) }
        var entries: [Entry] = []
        while let found = readdir(handle) {
            let name = withUnsafeBytes(of: &found.pointee.d_name) {
                String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
            }
            if name != ".", name != ".." { entries.append(entry(name, Int32(found.pointee.d_type))) }
        }
        return entries
    }

    private static func entryKind(_ type: Int32, _ path: String) -> EntryKind {
        switch type {
        case Int32(DT_DIR): return .directory
        case Int32(DT_REG): return .file
        case Int32(DT_LNK), Int32(DT_UNKNOWN):
            let mode = kind(of: path)
            return mode == S_IFDIR ? .directory : mode == S_IFREG ? .file : .other
        default: return .other
        }
    }

    /// Creates an empty directory that only this user can enter, in the directory for temporary files: `TMPDIR`, or
    /// else `/tmp`.
    ///
    /// - Parameter name: The beginning of the directory's name.
    package static func makeTemporaryDirectory(_ name: String, environment: [String: String]) throws(Failure) -> String
    {
        let base = environment["TMPDIR"].flatMap { $0.isEmpty ? nil : $0 } ?? "/tmp"
        var template = Array(FilePath.join(base, "\(name)-XXXXXX").utf8CString)
        guard mkdtemp(&template) != nil else { throw Failure.last }
        return String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
    }
}
