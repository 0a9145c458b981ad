public import HydrangeaCompose
public import HydrangeaTree
public import Logging

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// Where a job's log lines go, and how they look: `hydra.job_logging`, in the words of Python's logging.
public struct JobLogging: Sendable {
    /// The lowest level that is written.
    public var level: Logger.Level
    let outputs: [LogOutput]
    /// What no line shows.
    private var secrets = Secrets.none

    /// No log at all.
    public static let none = JobLogging(level: .critical, outputs: [])

    init(level: Logger.Level, outputs: [LogOutput]) {
        self.level = level
        self.outputs = outputs
    }

    /// Opens the outputs that a resolved `hydra.job_logging` or `hydra.hydra_logging` names.
    ///
    /// - Parameter verbose: The resolved `hydra.verbose`: `true` lets debug messages through.
    /// - Throws: when a log file cannot be opened, or an output is of a kind that there is none of here.
    public init(_ config: ConfigNode, verbose: ConfigNode? = nil) throws(ConfigError) {
        guard let root = config["root"], !root.isNull else {
            self = .none
            return
        }
        level = try root["level"].map(Self.level) ?? .warning
        if case .bool(true)? = verbose?.content { level = .debug }
        var outputs: [LogOutput] = []
        for handler in root["handlers"]?.sequence ?? [] {
            guard let name = handler.string, let settings = config[ConfigPath([.key("handlers"), .key(.string(name))])] else {
                throw ConfigError(
                    Diagnostic(
                        .invalidValue, "the log's root names '\(handler.plainText)', but there is no such handler", origin: handler.origin,
                        notes: ["handlers: \(config["handlers"]?.mapping?.keys.compactMap(\.string).joined(separator: ", ") ?? "none")"]))
            }
            outputs.append(try LogOutput(settings, formatters: config["formatters"]))
        }
        self.outputs = outputs
    }

    /// Opens the outputs that a composition names at `path`.
    public init(_ composition: Composition, _ path: ConfigPath, secrets: Secrets = .none) throws(ConfigError) {
        try self.init(try composition.value(at: path) ?? ConfigNode(.null), verbose: try composition.value(at: "hydra.verbose"))
        self.secrets = secrets
    }

    /// The same log without what goes to the standard streams.
    public var filesOnly: JobLogging {
        var copy = JobLogging(level: level, outputs: outputs.filter { !$0.isStream })
        copy.secrets = secrets
        return copy
    }

    /// A handler for swift-log: what goes through it is written to the job's outputs.
    ///
    /// A program that wants every logger of every library there bootstraps with it: `LoggingSystem.bootstrap(run.logging.handler)`.
    public func handler(label: String) -> any LogHandler { JobLogHandler(label: label, logging: self) }

    /// A logger that writes to the job's outputs, whatever the program has bootstrapped.
    public func logger(label: String) -> Logger { Logger(label: label, factory: { handler(label: $0) }) }

    /// Writes a line at once to all outputs, without any secret.
    fileprivate func write(_ line: LogFormat.Line) {
        var line = line
        line.message = secrets.redact(line.message)
        for output in outputs { output.write(line) }
    }

    private static func level(_ node: ConfigNode) throws(ConfigError) -> Logger.Level {
        switch node.plainText.uppercased() {
        case "NOTSET", "TRACE": return .trace
        case "DEBUG": return .debug
        case "INFO": return .info
        case "NOTICE": return .notice
        case "WARNING", "WARN": return .warning
        case "ERROR": return .error
        case "CRITICAL", "FATAL": return .critical
        default:
            throw ConfigError(
                Diagnostic(
                    .invalidValue, "'\(node.plainText)' is no level of a log", origin: node.origin, length: node.plainText.unicodeScalars.count,
                    notes: ["levels: DEBUG, INFO, WARNING, ERROR, CRITICAL"]))
        }
    }
}

/// One place that log lines go to.
struct LogOutput: Sendable {
    private let file: OpenFile
    private let format: LogFormat

    /// An open file that is closed with its last user. The standard streams stay open.
    private final class OpenFile: Sendable {
        let descriptor: Int32
        var isStandard: Bool { descriptor <= STDERR_FILENO }
        init(_ descriptor: Int32) { self.descriptor = descriptor }
        deinit { if !isStandard { close(descriptor) } }
    }

    init(_ settings: ConfigNode, formatters: ConfigNode?) throws(ConfigError) {
        let formatter = settings["formatter"]?.string.flatMap { formatters?[ConfigPath([.key(.string($0))])] }
        format = LogFormat(formatter?["format"]?.string ?? "%(message)s", dateFormat: formatter?["datefmt"]?.string)
        let kind = settings["class"]?.string ?? ""
        switch kind {
        case "logging.StreamHandler":
            file = OpenFile(settings["stream"]?.string == "ext://sys.stdout" ? STDOUT_FILENO : STDERR_FILENO)
        case "logging.FileHandler":
            file = OpenFile(try Self.open(settings))
        default:
            throw ConfigError(
                Diagnostic(
                    .unknownComponent, "logs cannot be written by '\(kind)'", origin: settings["class"]?.origin ?? settings.origin,
                    length: kind.unicodeScalars.count, notes: ["there are: logging.StreamHandler, logging.FileHandler"]))
        }
    }

    private static func open(_ settings: ConfigNode) throws(ConfigError) -> Int32 {
        let path = settings["filename"]?.plainText ?? ""
        let start = settings["mode"]?.string == "w" ? O_TRUNC : 0
        let descriptor = systemOpen(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC | start, 0o666)
        if descriptor >= 0 { return descriptor }
        throw ConfigError(
            Diagnostic(
                .run, "the log file cannot be opened: \(PosixFile.Failure.last.reason)", origin: settings["filename"]?.origin ?? .unknown,
                notes: [path]))
    }

    /// Writes a line at once, so that lines of several threads do not mix. A log that cannot be written does not stop a run.
    func write(_ line: LogFormat.Line) {
        // What the program has printed so far stands before the line.
        if isStream { fflush(nil) }
        _ = PosixFile.append(format.bytes(line), to: file.descriptor)
    }

    var isStream: Bool { file.isStandard }
}

private struct JobLogHandler: LogHandler {
    let label: String
    let logging: JobLogging
    var logLevel: Logger.Level
    var metadata: Logger.Metadata = [:]
    var metadataProvider: Logger.MetadataProvider?

    init(label: String, logging: JobLogging) {
        self.label = label
        self.logging = logging
        logLevel = logging.level
    }

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        if logging.outputs.isEmpty { return }
        let all = metadata.merging(metadataProvider?.get() ?? [:]) { $1 }.merging(event.metadata ?? [:]) { $1 }
        let details = all.sorted { $0.key < $1.key }.map { " \($0.key)=\($0.value)" }.joined()
        let line = LogFormat.Line(
            moment: .now(), name: label, level: event.level.pythonName, message: event.message.description + details, file: event.file,
            function: event.function, line: event.line)
        logging.write(line)
    }
}

extension Logger.Level {
    /// The level as log lines name it.
    fileprivate var pythonName: String { rawValue.uppercased() }
}

// The system's call, where `LogOutput`'s own method would hide it.
private func systemOpen(_ path: String, _ flags: Int32, _ mode: mode_t) -> Int32 { open(path, flags, mode) }
