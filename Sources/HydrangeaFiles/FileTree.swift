import HydrangeaPlatform

/// A directory with everything below it.
package enum FileTree {
    /// Removes a file, or a directory with its content. Links are removed, not followed. Entries that cannot be removed
    /// stay.
    package static func remove(_ path: String) {
        if PosixFile.linkTarget(path) == nil, PosixFile.isDirectory(path) {
            for name in PosixFile.names(in: path) { remove(FilePath.join(path, name)) }
            rmdir(path)
        } else {
            unlink(path)
        }
    }
}
