import HydrangeaFiles
import HydrangeaTree

/// The files that a program reads environment variables from, before anything is composed.
public struct EnvironmentFiles: Hashable, Sendable {
    /// Which files are read.
    public enum Selection: Hashable, Sendable {
        /// No file.
        case none
        /// The nearest `.env` in the directory of the configs or one of those above it, if there is one.
        case nearest
        /// These files, in this order: of two values for one variable the later one counts. Each must be there.
        case named([String])
    }

    /// How a file is read.
    public enum Dialect: String, Hashable, Sendable, CaseIterable {
        /// As python-dotenv does: quotes, escapes, `${NAME}`, comments.
        case dotenv
        /// As Docker's `--env-file` does: values as they stand.
        case docker
    }

    /// Which files are read.
    public var selection: Selection
    /// By which rules they are read.
    public var dialect: Dialect
    /// Whose value counts for a variable that the process has already.
    public var precedence: DotEnv.Precedence

    /// Files that are read as python-dotenv does, where the variables that are set already win, unless it is said
    /// otherwise.
    public init(_ selection: Selection, dialect: Dialect = .dotenv, precedence: DotEnv.Precedence = .environment) {
        self.selection = selection
        self.dialect = dialect
        self.precedence = precedence
    }

    /// The nearest `.env`, by the rules of python-dotenv: what programs read unless they say otherwise.
    public static let nearest = EnvironmentFiles(.nearest)
    /// No file at all.
    public static let none = EnvironmentFiles(.none)

    /// A line of such a file, for messages. They never show its text: it may hold a secret.
    static func place(in source: SourceText, line: Int) -> Origin {
        Origin(SourceText(source.kind), Mark(line: line, column: 1))
    }

    /// The bytes of such a file, which is UTF-8.
    static func bytes(of path: String) throws(ConfigError) -> [UInt8] {
        let bytes: [UInt8]
        do { bytes = try PosixFile.bytes(of: path, [.links, .pipes]) } catch {
            throw ConfigError(
                Diagnostic(
                    .file, "the environment file \(path) cannot be read: \(error.reason)",
                    help: "--env-file FILE names it, --no-env-file reads none"))
        }
        // Each second byte of text that is UTF-16 is NUL, as far as it is ASCII.
        if let order = Self.utf16(bytes) {
            throw ConfigError(
                Diagnostic(
                    .file, "\(path) is UTF-16, and an environment file must be UTF-8",
                    help: "iconv -f \(order) -t UTF-8 \(path.shellWord) > NEW"))
        }
        guard String(validating: bytes, as: UTF8.self) != nil else {
            throw ConfigError(Diagnostic(.file, "\(path) is not UTF-8 text", help: "save the file as UTF-8"))
        }
        return bytes
    }

    /// The byte order of UTF-16, as iconv calls it; nil when the bytes do not begin so.
    private static func utf16(_ bytes: [UInt8]) -> String? {
        if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) { return "UTF-16" }
        guard bytes.count > 1 else { return nil }
        return bytes[0] != 0 && bytes[1] == 0 ? "UTF-16LE" : bytes[0] == 0 && bytes[1] != 0 ? "UTF-16BE" : nil
    }

    /// Refuses what no environment can hold.
    static func check(_ key: String, _ value: String, in source: SourceText, line: Int) throws(ConfigError) {
        guard key.utf8.contains(UInt8(ascii: "=")) || key.utf8.contains(0) || value.utf8.contains(0) else { return }
        throw ConfigError(
            Diagnostic(
                .invalidValue, "an environment variable cannot be set from this line",
                origin: place(in: source, line: line),
                notes: ["a name may not hold '=', and neither name nor value a NUL"]))
    }
}
