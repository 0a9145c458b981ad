import HydrangeaFiles
public import HydrangeaTree

extension DotEnv {
    /// Reads a `.env` file. As in Python's text files, `\r` and `\r\n` count as line breaks.
    public init(file path: String) throws(ConfigError) {
        self.init(SourceText(.file(path), bytes: Self.unifyingLineBreaks(try EnvironmentFiles.bytes(of: path))))
    }

    /// The nearest `.env` file in a directory or in one of its parents.
    public static func find(from directory: String, workingDirectory: String) -> String? {
        var directory = FilePath.absolute(directory, in: workingDirectory)
        while true {
            let candidate = FilePath.join(directory, ".env")
            if PosixFile.isFileOrPipe(candidate) { return candidate }
            guard let parent = FilePath.parent(of: directory) else { return nil }
            directory = parent
        }
    }

    static func unifyingLineBreaks(_ bytes: [UInt8]) -> [UInt8] {
        guard bytes.contains(UInt8(ascii: "\r")) else { return bytes }
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count)
        var previous: UInt8 = 0
        for byte in bytes {
            if byte == "\r" {
                result.append(UInt8(ascii: "\n"))
            } else if byte != "\n" || previous != "\r" {
                result.append(byte)
            }
            previous = byte
        }
        return result
    }
}
