import HydrangeaFiles
import HydrangeaPlatform
import HydrangeaTree
import Logging
import Synchronization

/// A file or stream for log lines, with their format and lowest level: a handler in Python's `logging.config`.
struct LogOutput: Sendable {
    private let file: LogFile?
    private let format: LogFormat
    /// The lowest level that is written.
    private let level: Logger.Level

    /// Opens the output that a handler's settings describe.
    ///
    /// - Parameter path: The handler's place in the config.
    /// - Throws: if the log file cannot be opened or leads outside, or if the handler's class is unknown.
    init(_ settings: ConfigNode, at path: ConfigPath, formatters: ConfigNode?, _ logSettings: LogSettings)
        throws(ConfigError)
    {
        level =
            try settings["level"].flatMap { $0.isNull ? nil : $0 }.map { (node) throws(ConfigError) in
                try Logger.Level(node)
            } ?? .trace
        let kind = settings["class"]?.string ?? ""
        switch kind {
        case "logging.StreamHandler":
            file = LogFile(standard: settings["stream"]?.string == "ext://sys.stdout" ? STDOUT_FILENO : STDERR_FILENO)
        case "logging.FileHandler", "logging.handlers.WatchedFileHandler":
            let name = try LogFile.path(settings, at: path, logSettings)
            file = logSettings.opensFiles ? try LogFile(settings, name) : nil
        case "logging.NullHandler":
            file = nil
        default:
            throw ConfigError(
                Diagnostic(
                    .unknownComponent, "logs cannot be written by '\(kind)'",
                    origin: settings["class"]?.origin ?? settings.origin,
                    notes: ["there are: logging.StreamHandler, logging.FileHandler, logging.NullHandler"]))
        }
        format = try LogFormat(
            Self.formatter(settings["formatter"], of: formatters), logSettings, isTerminal: file?.isTerminal ?? false)
    }

    private static func formatter(_ name: ConfigNode?, of formatters: ConfigNode?) throws(ConfigError) -> ConfigNode? {
        guard let name, !name.isNull else { return nil }
        if let found = formatters?[ConfigPath([.key(.string(name.plainText))])] { return found }
        throw ConfigError(
            Diagnostic(
                .invalidValue, "the log has no formatter '\(name.plainText)'", origin: name.origin,
                notes: [
                    "formatters: \(formatters?.mapping?.keys.compactMap(\.string).joined(separator: ", ") ?? "none")"
                ]))
    }

    /// Writes a whole line at once, so that lines of different threads are not mixed. Failures do not stop the
    /// run.
    func write(_ line: LogFormat.Line) {
        guard let file, line.level >= level else { return }
        file.append(format.bytes(line))
    }

    var isStream: Bool { file?.isStandard ?? false }

    /// The warning about lines that could not be written to the log file; nil if there are none.
    var loss: String? { file?.loss }
}

/// The facts about a log's process and job.
package struct LogSettings: Sendable {
    /// The use of escape codes for colours.
    package enum Colors: Sendable {
        case never
        /// Colours are used by `colorlog` formatters and on terminals.
        case whereMeant

        /// Disables colours if `NO_COLOR` is set or `TERM` is `dumb`.
        package init(environment: [String: String]) {
            self = environment["NO_COLOR", default: ""].isEmpty && environment["TERM"] != "dumb" ? .whereMeant : .never
        }
    }

    package var colors = Colors.never
    /// True if log files are opened; false for a run that keeps nothing, and for a check before the start.
    package var opensFiles = true
    /// The rank of this process. Each rank has its own log files, so that lines are not mixed: `train.rank-1.log`.
    package var rank: Run.Rank?
    /// The directory for relative paths of log files; empty for the working directory.
    package var directory = ""
    /// The absolute path of the run's directory; empty if there is none.
    package var runDirectory = ""
    /// The fields of the job that each line of a JSON log contains.
    package var fields: [(name: String, value: String)] = []

    package init() {}
}

/// A file or stream to which log lines are appended.
private final class LogFile: Sendable {
    /// The path of a log file. `Opening` always appends, whatever `mode` says: a config from somebody else could
    /// otherwise truncate any file.
    private struct Opening: Sendable {
        var path: String

        func open() throws(PosixFile.Failure) -> Int32 { try PosixFile.open(appending: path) }
    }

    private let opening: Opening?
    /// The file descriptor; nil for a delayed file that has no line yet.
    private let descriptor: Mutex<Int32?>
    /// The number of lines that could not be written, and the reason.
    private let lost = Mutex((count: 0, reason: ""))
    let isStandard: Bool
    let isTerminal: Bool

    init(standard descriptor: Int32) {
        opening = nil
        self.descriptor = Mutex(descriptor)
        isStandard = true
        isTerminal = isatty(descriptor) == 1
    }

    /// The path of the log file that a handler names.
    ///
    /// - Throws: if it leads outside.
    static func path(_ settings: ConfigNode, at path: ConfigPath, _ logSettings: LogSettings)
        throws(ConfigError) -> String
    {
        let given = settings["filename"]?.plainText ?? ""
        let name = logSettings.rank.map { $0.isFirst ? given : $0.naming(given) } ?? given
        let base = logSettings.directory.isEmpty ? WorkingDirectory.current : logSettings.directory
        try LeadingOutside.check(
            name, in: base, staying: [base, logSettings.runDirectory].filter { !$0.isEmpty },
            path.appending("filename"), settings["filename"]?.origin ?? .unknown)
        return logSettings.directory.isEmpty ? name : FilePath.absolute(name, in: logSettings.directory)
    }

    init(_ settings: ConfigNode, _ path: String) throws(ConfigError) {
        let opening = Opening(path: path)
        self.opening = opening
        isStandard = false
        isTerminal = false
        if case .bool(true)? = settings["delay"]?.content {
            descriptor = Mutex(nil)
            return
        }
        do { descriptor = Mutex(try opening.open()) } catch {
            throw ConfigError(
                Diagnostic(
                    .run, "the log file cannot be opened: \(error.reason)",
                    origin: settings["filename"]?.origin ?? .unknown,
                    notes: [opening.path]))
        }
    }

    deinit {
        guard !isStandard, let descriptor = descriptor.withLock({ $0 }), descriptor >= 0 else { return }
        close(descriptor)
    }

    func append(_ bytes: [UInt8]) {
        // Flushes the program's own output first, so that it appears before the line.
        if isStandard { fflush(nil) }
        let target = descriptor.withLock { current in
            if current == nil, let opening { current = (try? opening.open()) ?? -1 }
            return current ?? -1
        }
        guard !isStandard else {
            _ = PosixFile.append(bytes, to: target)
            return
        }
        lost.withLock { lost in
            if lost.count > 0, let note = Self.note(lost.count, lost.reason) {
                // The previous write may have stopped within a line, so begin a new one.
                if PosixFile.append(Array("\n\(note)\n".utf8), to: target) != nil {
                    lost.count += 1
                    return
                }
                lost.count = 0
            }
            if let failure = PosixFile.append(bytes, to: target) { lost = (1, failure.reason) }
        }
    }

    private static func note(_ count: Int, _ reason: String) -> String? {
        count == 0 ? nil : "\(count == 1 ? "a line" : "\(count) lines") of this log could not be written: \(reason)"
    }

    var loss: String? {
        guard let opening else { return nil }
        return lost.withLock { Self.note($0.count, $0.reason) }.map { "\(opening.path): \($0)" }
    }
}
