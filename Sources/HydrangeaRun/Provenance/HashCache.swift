import HydrangeaFiles

/// Caches the fingerprints of files by their identities in the user's cache directory, as git's index and DVC do.
///
/// Example: hashing a program of 50 MB takes longer than a short run.
struct HashCache: Sendable {
    private let directory: String

    /// Nil if the environment defines no directory for caches.
    init?(environment: [String: String]) {
        if let cache = environment["XDG_CACHE_HOME"], cache.hasPrefix("/") {
            directory = FilePath.join(cache, "hydrangea/sha256")
        } else if let home = environment["HOME"], home.hasPrefix("/") {
            directory = FilePath.join(home, ".cache/hydrangea/sha256")
        } else {
            return nil
        }
    }

    func fingerprint(of identity: FileIdentity) -> Fingerprint? {
        guard let bytes = try? PosixFile.bytes(of: file(for: identity), first: 1024) else { return nil }
        let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n")
        guard lines.count == 2, lines[0] == identity.text else { return nil }
        return Fingerprint(text: String(lines[1]))
    }

    func remember(_ fingerprint: Fingerprint, of identity: FileIdentity) {
        guard identity.isSettled else { return }
        try? RunDirectory.makeWithParents(directory)
        try? PosixFile.writeWhole(file(for: identity), "\(identity.text)\n\(fingerprint)\n".utf8)
    }

    private func file(for identity: FileIdentity) -> String {
        FilePath.join(directory, "\(identity.device)-\(identity.inode)")
    }
}
