import HydrangeaCompose
import HydrangeaFiles
import HydrangeaTree
import HydrangeaYAML

extension RunRecord {
    /// The path and the fingerprint of a file or directory that a run reads as data.
    public struct DataFingerprint: Hashable, Sendable, Codable {
        /// The absolute path.
        public var path: String
        /// The SHA-256 of the file. For a directory, it is that of a list of its files, sorted by path, with lines
        /// `SHA-256 PATH`.
        public var sha256: Fingerprint
        /// The size in bytes. For a directory, it is the sum of the sizes of its files.
        public var bytes: Int
        /// The check against the `.dvc` file beside the data; nil if there is none.
        public var dvc: DVC?

        /// The contents of a `.dvc` file about the data, and the result of the check.
        public struct DVC: Hashable, Sendable, Codable {
            /// The `.dvc` file.
            public var file: String
            /// The MD5 in the `.dvc` file.
            public var md5: String
            /// True if the data have this MD5.
            public var matches: Bool
        }

        init(of path: String, _ hash: FileHash) throws(ConfigError) {
            self.path = path
            do {
                let result = try hash.of(path)
                sha256 = result.sha256
                bytes = result.bytes
            } catch {
                throw ConfigError(Diagnostic(.file, "the data cannot be read: \(error.reason)", notes: [path]))
            }
            dvc = try DVC(besides: path)
        }
    }
}

extension RunRecord.DataFingerprint.DVC {
    /// Reads `DATA.dvc` and compares the MD5. Nil if the file does not exist or does not describe these data.
    init?(besides path: String) throws(ConfigError) {
        let file = path + ".dvc"
        guard PosixFile.isFile(file) else { return nil }
        let outs = try YAMLReader().readDocument(SourceText(reading: file))["outs"]?.sequence ?? []
        guard let out = outs.first(where: { $0["path"]?.string == FilePath.name(of: path) }),
            let wanted = out["md5"]?.string
        else { return nil }
        self.file = file
        md5 = wanted
        do {
            let isDirectory = wanted.hasSuffix(".dir")
            let found = isDirectory ? try Self.md5(ofDirectory: path) : try Self.md5(ofFile: path)
            if found != wanted, !isDirectory, out["hash"] == nil {
                // Files of DVC 2 have no `hash` key. DVC 2 converted `\r\n` in texts to `\n` before hashing.
                matches = try Self.md5(ofText: path) == wanted
            } else {
                matches = found == wanted
            }
        } catch {
            throw ConfigError(Diagnostic(.file, "the data cannot be read: \(error.reason)", notes: [path]))
        }
    }

    private static func md5(ofFile path: String) throws(PosixFile.Failure) -> String {
        var digest = Digest(.md5)
        _ = try FileHash.read(path) { digest.update($0) }
        return Hexadecimal.text(digest.finalize())
    }

    private static func md5(ofText path: String) throws(PosixFile.Failure) -> String? {
        let bytes = try PosixFile.bytes(of: path)
        if bytes.prefix(512).contains(0) { return nil }
        var text: [UInt8] = []
        text.reserveCapacity(bytes.count)
        for (index, byte) in bytes.enumerated() {
            let isBreak =
                byte == "\r" && index + 1 < bytes.count && bytes[index + 1] == "\n"
            if !isBreak { text.append(byte) }
        }
        return Hexadecimal.text(Digest.of(text, by: .md5))
    }

    /// DVC's hash of a directory: the MD5 of the list of its files, as Python writes JSON.
    private static func md5(ofDirectory path: String) throws(PosixFile.Failure) -> String {
        var entries: [ConfigNode] = []
        for name in try FileHash.files(below: path) {
            let md5 = try md5(ofFile: FilePath.join(path, name))
            entries.append(["md5": ConfigNode(.string(md5)), "relpath": ConfigNode(.string(name))])
        }
        return Hexadecimal.text(Digest.of(JSONText.line(ConfigNode(.sequence(entries))).utf8, by: .md5)) + ".dir"
    }
}
