import HydrangeaFiles
import HydrangeaTree

/// The environment files that a program reads before it composes its config.
public struct EnvironmentFiles: Hashable, Sendable {
    /// The selection of files.
    public enum Selection: Hashable, Sendable {
        /// No file.
        case none
        /// The nearest `.env` file in the config directory or in one of its parents, if there is one.
        case nearest
        /// These files, in this order. A later value of a variable replaces an earlier one. Each file must exist.
        case named([String])
    }

    /// The syntax of a file.
    public enum Dialect: String, Hashable, Sendable, CaseIterable {
        /// The syntax of python-dotenv: quotes, escapes, `${NAME}`, comments.
        case dotenv
        /// The syntax of Docker's `--env-file`: values are taken literally.
        case docker
    }

    /// The files to read.
    public var selection: Selection
    /// The syntax of the files.
    public var dialect: Dialect
    /// The value to use for a variable that the process has already.
    public var precedence: DotEnv.Precedence

    /// Creates a request for environment files, by default in python-dotenv's syntax. By default, variables of the
    /// process are kept.
    public init(_ selection: Selection, dialect: Dialect = .dotenv, precedence: DotEnv.Precedence = .environment) {
        self.selection = selection
        self.dialect = dialect
        self.precedence = precedence
    }

    /// The nearest `.env` file in python-dotenv's syntax: the default of programs.
    public static let nearest = EnvironmentFiles(.nearest)
    /// No environment file.
    public static let none = EnvironmentFiles(.none)

    /// The origin of a line for messages. Its source is hidden, because the text of the line may contain a secret.
    static func place(in source: SourceText, line: Int) -> Origin {
        Origin(source, SourceText.Position(line: line, column: 1))
    }

    /// The bytes of an environment file, which must be UTF-8.
    static func bytes(of path: String) throws(ConfigError) -> [UInt8] {
        let bytes: [UInt8]
        do { bytes = try PosixFile.bytes(of: path, [.links, .pipes]) } catch {
            throw ConfigError(
                Diagnostic(
                    .file, "the environment file \(path) cannot be read: \(error.reason)",
                    help: "--env-file FILE names it, --no-env-file reads none"))
        }
        // Editors on Windows may write UTF-16. The message then tells how to convert the file.
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

    /// The `iconv` name of the UTF-16 encoding; nil if the text is not UTF-16. Without a byte order mark, a zero byte
    /// beside the first character reveals the encoding.
    private static func utf16(_ bytes: [UInt8]) -> String? {
        if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) { return "UTF-16" }
        guard bytes.count > 1 else { return nil }
        return bytes[0] != 0 && bytes[1] == 0 ? "UTF-16LE" : bytes[0] == 0 && bytes[1] != 0 ? "UTF-16BE" : nil
    }

    /// Rejects variables that no environment can hold.
    static func check(_ key: String, _ value: String, in source: SourceText, line: Int) throws(ConfigError) {
        guard key.utf8.contains(UInt8(ascii: "=")) || key.utf8.contains(0) || value.utf8.contains(0) else { return }
        throw ConfigError(
            Diagnostic(
                .invalidValue, "an environment variable cannot be set from this line",
                origin: place(in: source, line: line),
                notes: ["a name may not hold '=', and neither name nor value a NUL"]))
    }
}
