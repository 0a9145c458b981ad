import HydrangeaFiles
import HydrangeaTree
import Logging
import Synchronization

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// One place that log lines go to, with the form that they have there: a handler, in the words of Python's logging.
struct LogOutput: Sendable {
    private let file: LogFile?
    private let format: LogFormat
    /// The lowest level that is written.
    private let level: Logger.Level

    /// Opens what a handler's settings name.
    ///
    /// - Throws: when a log file cannot be opened, or the handler is of a kind that there is none of here.
    init(_ settings: ConfigNode, formatters: ConfigNode?, _ surroundings: LogSurroundings) throws(ConfigError) {
        level =
            try settings["level"].flatMap { $0.isNull ? nil : $0 }.map { (node) throws(ConfigError) in
                try Logger.Level(node)
            } ?? .trace
        let kind = settings["class"]?.string ?? ""
        switch kind {
        case "logging.StreamHandler":
            file = LogFile(standard: settings["stream"]?.string == "ext://sys.stdout" ? STDOUT_FILENO : STDERR_FILENO)
        case "logging.FileHandler", "logging.handlers.WatchedFileHandler":
            file = surroundings.keepsFiles ? try LogFile(settings, surroundings) : nil
        case "logging.NullHandler":
            file = nil
        default:
            throw ConfigError(
                Diagnostic(
                    .unknownComponent, "logs cannot be written by '\(kind)'",
                    origin: settings["class"]?.origin ?? settings.origin,
                    length: kind.unicodeScalars.count,
                    notes: ["there are: logging.StreamHandler, logging.FileHandler, logging.NullHandler"]))
        }
        format = try LogFormat(
            Self.formatter(settings["formatter"], of: formatters), surroundings, isTerminal: file?.isTerminal ?? false)
    }

    private static func formatter(_ name: ConfigNode?, of formatters: ConfigNode?) throws(ConfigError) -> ConfigNode? {
        guard let name, !name.isNull else { return nil }
        if let found = formatters?[ConfigPath([.key(.string(name.plainText))])] { return found }
        throw ConfigError(
            Diagnostic(
                .invalidValue, "the log has no formatter '\(name.plainText)'", origin: name.origin,
                length: name.plainText.unicodeScalars.count,
                notes: [
                    "formatters: \(formatters?.mapping?.keys.compactMap(\.string).joined(separator: ", ") ?? "none")"
                ]))
    }

    /// Writes a line at once, so that lines of several threads do not mix. A log that cannot be written does not stop a
    /// run.
    func write(_ line: LogFormat.Line) {
        guard let file, line.level >= level else { return }
        file.append(format.bytes(line))
    }

    var isStream: Bool { file?.isStandard ?? false }
}

/// What a log needs to know of the process and the job that it belongs to.
package struct LogSurroundings: Sendable {
    /// Whether escape codes for colours are written.
    package enum Colors: Sendable {
        case never
        /// By the formatters whose business it is, and to terminals.
        case whereMeant

        /// By the usual variable that asks for none.
        package init(environment: [String: String]) {
            self = environment["NO_COLOR", default: ""].isEmpty && environment["TERM"] != "dumb" ? .whereMeant : .never
        }
    }

    package var colors = Colors.never
    /// Whether there are log files: a run that keeps nothing has none.
    package var keepsFiles = true
    /// Each of several processes has files of its own, so that their lines do not mix: `train.rank-1.log`.
    package var rank: Rank?
    /// Where relative names of files count from; empty for the process's own directory.
    package var directory = ""
    /// What every line of a log in JSON also holds: the job and its run.
    package var fields: [(name: String, value: String)] = []

    package init() {}
}

/// A file or stream that log lines are appended to.
private final class LogFile: Sendable {
    /// The file's name, and how to open it.
    private struct Opening: Sendable {
        var path: String
        var flags: Int32
    }

    private let opening: Opening?
    /// Nil until a file that waits for its first line is open.
    private let descriptor: Mutex<Int32?>
    let isStandard: Bool
    let isTerminal: Bool

    init(standard descriptor: Int32) {
        opening = nil
        self.descriptor = Mutex(descriptor)
        isStandard = true
        isTerminal = isatty(descriptor) == 1
    }

    init(_ settings: ConfigNode, _ surroundings: LogSurroundings) throws(ConfigError) {
        let given = settings["filename"]?.plainText ?? ""
        let name = surroundings.rank.map { $0.isFirst ? given : $0.naming(given) } ?? given
        let path = surroundings.directory.isEmpty ? name : FilePath.absolute(name, in: surroundings.directory)
        let opening = Opening(
            path: path,
            flags: O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC | (settings["mode"]?.string == "w" ? O_TRUNC : 0))
        self.opening = opening
        isStandard = false
        isTerminal = false
        if case .bool(true)? = settings["delay"]?.content {
            descriptor = Mutex(nil)
            return
        }
        let opened = open(opening.path, opening.flags, 0o666)
        descriptor = Mutex(opened)
        guard opened < 0 else { return }
        throw ConfigError(
            Diagnostic(
                .run, "the log file cannot be opened: \(PosixFile.Failure.last.reason)",
                origin: settings["filename"]?.origin ?? .unknown,
                notes: [opening.path]))
    }

    deinit {
        guard !isStandard, let descriptor = descriptor.withLock({ $0 }), descriptor >= 0 else { return }
        close(descriptor)
    }

    func append(_ bytes: [UInt8]) {
        // What the program has printed so far stands before the line.
        if isStandard { fflush(nil) }
        let target = descriptor.withLock { current in
            if current == nil, let opening { current = open(opening.path, opening.flags, 0o666) }
            return current ?? -1
        }
        if target >= 0 { _ = PosixFile.append(bytes, to: target) }
    }
}
