import HydrangeaFiles

extension RunRecord {
    /// The `Package.resolved` of the package that a program was built in, which lists the exact versions of all
    /// dependencies.
    public struct PackageVersions: Hashable, Sendable, Codable {
        /// The absolute path of the file.
        public var path: String
        /// The fingerprint of the file. Equal fingerprints mean equal dependencies.
        public var sha256: Fingerprint

        /// Searches the parents of the executable, then the working directory and its parents.
        static func find(executable: String?, workingDirectory: String) -> PackageVersions? {
            for start in [executable.flatMap(FilePath.parent), workingDirectory] {
                var directory = start
                while let current = directory {
                    let path = FilePath.join(current, "Package.resolved")
                    if let bytes = try? PosixFile.bytes(of: path) {
                        return PackageVersions(path: path, sha256: Fingerprint(of: bytes))
                    }
                    directory = FilePath.parent(of: current)
                }
            }
            return nil
        }
    }
}
