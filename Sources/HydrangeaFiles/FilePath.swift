/// Paths as text: joined, shortened and made absolute without a system call.
package enum FilePath {
    /// The path `b`, relative to the directory `a`: `conf`, `db/x` → `conf/db/x`. An absolute `b` is returned
    /// unchanged.
    package static func join(_ a: String, _ b: String) -> String {
        if b.utf8.first == UInt8(ascii: "/") || a.isEmpty { return b }
        if b.isEmpty { return a }
        return a.utf8.last == UInt8(ascii: "/") ? a + b : a + "/" + b
    }

    /// The path from the root, without `.` and `..` in it.
    package static func absolute(_ path: String, in workingDirectory: String) -> String {
        var parts: [Substring] = []
        for part in join(workingDirectory, path).split(separator: "/") where part != "." {
            if part == ".." { _ = parts.popLast() } else { parts.append(part) }
        }
        return parts.isEmpty ? "/" : parts.reduce(into: "") { $0 += "/" + String($1) }
    }

    /// The directory above an absolute path, or nil for the root.
    package static func parent(of path: String) -> String? {
        guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")), path.utf8.count > 1 else { return nil }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }

    /// The last component of a path.
    package static func name(of path: String) -> String {
        guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return path }
        return String(path[path.utf8.index(after: slash)...])
    }
}
