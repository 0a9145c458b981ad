import HydrangeaTree
import Logging

extension Logger.Level {
    /// The level that a log config means: a name, or a number as Python's logging has them.
    ///
    /// - Throws: when there is no such level.
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
                    length: node.plainText.unicodeScalars.count,
                    notes: ["levels: DEBUG, INFO, WARNING, ERROR, CRITICAL"]))
        }
    }

    /// The level as log lines name it.
    var pythonName: String { rawValue.uppercased() }

    /// Its number in Python's logging.
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
