import HydrangeaTree
import Logging

extension Logger.Level {
    /// The level in a log config, as a name or as a number of Python's `logging`.
    ///
    /// - Throws: if the level is unknown.
    init(_ node: ConfigNode) throws(ConfigError) {
        if case .int(let number) = node.content {
            self = Self.allCases.first { $0.number >= number } ?? .critical
            return
        }
        switch node.plainText.uppercased() {
        case "NOTSET", "TRACE": self = .trace
        case "DEBUG": self = .debug
        case "INFO": self = .info
        case "NOTICE": self = .notice
        case "WARNING", "WARN": self = .warning
        case "ERROR": self = .error
        case "CRITICAL", "FATAL": self = .critical
        default:
            throw ConfigError(
                Diagnostic(
                    .invalidValue, "'\(node.plainText)' is no level of a log", origin: node.origin,
                    notes: ["levels: DEBUG, INFO, WARNING, ERROR, CRITICAL"]))
        }
    }

    /// The name of the level in log lines.
    var pythonName: String { rawValue.uppercased() }

    /// The number of the level in Python's `logging`.
    var number: Int {
        switch self {
        case .trace: 5
        case .debug: 10
        case .info: 20
        case .notice: 25
        case .warning: 30
        case .error: 40
        case .critical: 50
        }
    }
}
