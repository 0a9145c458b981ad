import HydrangeaFiles
import HydrangeaPlatform

/// Completions of paths.
package enum FileCandidates {
    /// True if a value begins like a path.
    static func isPath(_ text: String) -> Bool { [".", "/", "~/"].contains(where: text.hasPrefix) }

    /// The paths that begin with a text, in the form in which it is typed. Directories end with a slash.
    package static func of(_ text: String) -> [String] {
        let parent = text.lastIndex(of: "/").map { String(text[...$0]) } ?? ""
        let name = text.dropFirst(parent.count)
        // `.` and `..` are directories to continue from.
        if name == "." || name == ".." { return [text + "/"] }
        let home = parent.hasPrefix("~/") ? getenv("HOME").map { String(cString: $0) + parent.dropFirst(1) } : nil
        let place = home ?? (parent.isEmpty ? "./" : parent)
        guard let directory = opendir(place) else { return [] }
        defer { closedir(directory) }
        var found: [String] = []
        while let entry = readdir(directory) {
            let entryName = withUnsafeBytes(of: &entry.pointee.d_name) {
                String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
            }
            guard entryName.hasPrefix(name), !entryName.hasPrefix(".") || name.hasPrefix(".") else { continue }
            if entryName == "." || entryName == ".." { continue }
            found.append(parent + entryName + (PosixFile.isDirectory(place + entryName) ? "/" : ""))
        }
        return found.sorted()
    }
}
