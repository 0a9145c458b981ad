import HydrangeaFiles

extension RunRecord {
    /// The executable file of a program.
    public struct ProgramFile: Hashable, Sendable, Codable {
        /// The absolute path of the file.
        public var path: String
        /// The fingerprint of the file. Two builds of the same code may have different ones.
        public var sha256: Fingerprint
        /// The size of the file in bytes.
        public var bytes: Int

        /// Nil if the file cannot be read.
        init?(_ path: String, _ hash: FileHash) {
            guard let result = try? hash.of(path) else { return nil }
            self.path = path
            sha256 = result.sha256
            bytes = result.bytes
        }
    }
}
