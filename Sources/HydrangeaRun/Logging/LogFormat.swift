import HydrangeaFiles
import HydrangeaPlatform
import HydrangeaTree
import Logging

/// The format of log lines: a formatter in Python's `logging.config`.
struct LogFormat: Sendable {
    /// The data of one log line.
    struct Line {
        var moment: Run.Moment
        var name: String
        var level: Logger.Level
        var message: String
        /// The metadata that the program has added to the message.
        var details: [(name: String, value: String)] = []
        var file: String
        var function: String
        var line: UInt

        /// The line of an event without secrets.
        init(
            _ event: LogEvent, logger name: String, metadata: Logger.Metadata, redactor: Redactor,
            at moment: Run.Moment = .now()
        ) {
            self.moment = moment
            self.name = name
            level = event.level
            message = redactor.redact(event.message.description)
            details = metadata.sorted { $0.key < $1.key }.map { ($0.key, redactor.redact("\($0.value)")) }
            file = event.file
            function = event.function
            line = event.line
        }
    }

    private enum Form: Sendable {
        case pattern(LogPattern)
        /// A JSON object that also contains these fields of the job.
        case json([(name: String, value: String)])
    }

    private let form: Form
    /// The `strftime` format of times; nil for the usual format.
    private let dateFormat: String?
    private let colors: LogColors?

    /// Reads a formatter's settings. Without settings, a line consists of the message.
    ///
    /// - Throws: if the class or the style of the formatter is unknown.
    init(_ settings: ConfigNode?, _ logSettings: LogSettings = LogSettings(), isTerminal: Bool = false)
        throws(ConfigError)
    {
        dateFormat = settings?["datefmt"]?.string
        let kind = settings?["()"] ?? settings?["class"]
        let text = settings?["format"]?.string
        switch kind?.string ?? "logging.Formatter" {
        case "logging.Formatter":
            form = .pattern(try LogPattern(text ?? "%(message)s", style: settings?["style"]))
            colors = isTerminal && logSettings.colors == .whereMeant ? LogColors.forTerminals : nil
        case "colorlog.ColoredFormatter":
            form = .pattern(
                try LogPattern(text ?? "%(log_color)s%(levelname)s:%(name)s:%(message)s", style: settings?["style"]))
            colors = LogColors(settings?["log_colors"], isBlank: logSettings.colors == .never)
        case "hydrangea.JSONFormatter":
            form = .json(logSettings.fields)
            colors = nil
        default:
            throw ConfigError(
                Diagnostic(
                    .unknownComponent, "log lines cannot be made by '\(kind?.plainText ?? "")'",
                    origin: kind?.origin ?? .unknown,
                    notes: ["there are: logging.Formatter, colorlog.ColoredFormatter, hydrangea.JSONFormatter"]))
        }
    }

    /// The formatted line with a line break.
    func bytes(_ line: Line) -> [UInt8] {
        switch form {
        case .pattern(let pattern):
            let text = pattern.text { name in self.text(of: name, line) }
            return Array(((colors?.finishing(text) ?? text) + "\n").utf8)
        case .json(let fields):
            let own = [
                ("time", line.moment.utc), ("level", line.level.pythonName), ("logger", line.name),
                ("message", line.message),
            ]
            let members = (own + fields + line.details).map { JSONText.string($0.0) + ": " + JSONText.string($0.1) }
            return Array(("{" + members.joined(separator: ", ") + "}\n").utf8)
        }
    }

    /// The value of a field; nil if the field is unknown.
    private func text(of field: String, _ line: Line) -> LogPattern.Value? {
        switch field {
        case "asctime": return .text(dateFormat.map(line.moment.local) ?? line.moment.logTime)
        case "name": return .text(line.name)
        case "levelname": return .text(colors?.marking(line.level) ?? line.level.pythonName)
        case "levelno": return .number(Double(line.level.number))
        case "message": return .text(line.message + line.details.map { " \($0.name)=\($0.value)" }.joined())
        case "filename": return .text(FilePath.name(of: line.file))
        case "module": return .text(FilePath.name(of: line.file).split(separator: ".").first.map(String.init) ?? "")
        case "pathname": return .text(line.file)
        case "funcName": return .text(line.function)
        case "lineno": return .number(Double(line.line))
        case "process": return .number(Double(getpid()))
        case "created": return .number(line.moment.seconds)
        case "msecs": return .number((line.moment.seconds * 1000).truncatingRemainder(dividingBy: 1000))
        default: return colors?.code(field, line.level).map { .text($0) }
        }
    }
}
