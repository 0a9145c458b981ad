package import HydrangeaCompose
import HydrangeaFiles
package import HydrangeaTree
public import Logging

/// The `JobLogging` of a run: the outputs, formats and levels of `hydra.job_logging` or `hydra.hydra_logging`, which
/// use the settings of Python's `logging.config`.
public struct JobLogging: Sendable {
    /// The settings for the logger of one name, which also apply to loggers below it: `a` to `a.b`.
    private struct Rule: Sendable {
        var level: Logger.Level?
        var outputs: [LogOutput] = []
        /// True if lines are also written to the outputs of the loggers above.
        var propagates = true
    }

    private var root = Rule()
    private var rules: [String: Rule] = [:]
    /// True if loggers without a rule write nothing (`disable_existing_loggers`).
    private var isClosed = false
    /// The secrets to redact in log lines.
    private let redactor: SharedRedactor

    /// A log without outputs.
    package static let none = JobLogging()

    private init() { redactor = .none }

    /// Opens the outputs of a resolved log config.
    ///
    /// - Parameters:
    ///   - redactor: The secrets to redact in all lines.
    ///   - verbose: The resolved `hydra.verbose`: `true` enables debug messages; a name or a list of names enables them
    ///     for these loggers.
    /// - Throws: if a log file cannot be opened, or if the kind of an output is unknown.
    package init(
        _ config: ConfigNode, redactor: SharedRedactor, at path: ConfigPath = "hydra.job_logging",
        verbose: ConfigNode? = nil,
        in logSettings: LogSettings = LogSettings()
    ) throws(ConfigError) {
        self.redactor = redactor
        var outputs: [String: LogOutput] = [:]
        for entry in config["handlers"]?.mapping?.entries ?? [] {
            outputs[entry.key.description] = try LogOutput(
                entry.value, at: path.appending("handlers").appending(entry.key), formatters: config["formatters"],
                logSettings)
        }
        root = try Self.rule(config["root"] ?? [:], outputs, of: "root")
        root.level = root.level ?? .warning
        for entry in config["loggers"]?.mapping?.entries ?? [] {
            rules[entry.key.description] = try Self.rule(entry.value, outputs, of: "logger '\(entry.key)'")
        }
        if case .bool(true)? = config["disable_existing_loggers"]?.content { isClosed = true }
        switch verbose?.content {
        case .bool(let isVerbose)?: if isVerbose { root.level = .debug }
        case .string(let name)?: rules[name, default: Rule()].level = .debug
        case .sequence(let names)?: for name in names { rules[name.plainText, default: Rule()].level = .debug }
        default: break
        }
    }

    private static func rule(_ settings: ConfigNode, _ outputs: [String: LogOutput], of name: String)
        throws(ConfigError) -> Rule
    {
        var rule = Rule()
        if let level = settings["level"], !level.isNull { rule.level = try Logger.Level(level) }
        if case .bool(false)? = settings["propagate"]?.content { rule.propagates = false }
        for handler in settings["handlers"]?.sequence ?? [] {
            guard let output = outputs[handler.plainText] else {
                throw ConfigError(
                    Diagnostic(
                        .invalidValue, "the log's \(name) names '\(handler.plainText)', but there is no such handler",
                        origin: handler.origin,
                        notes: ["handlers: \(outputs.isEmpty ? "none" : outputs.keys.sorted().joined(separator: ", "))"]
                    ))
            }
            rule.outputs.append(output)
        }
        return rule
    }

    /// Opens the outputs of the log config at `path`; nil if it configures none (`root: null`).
    package init?(
        _ composition: Composition, _ path: ConfigPath, redactor: SharedRedactor,
        in logSettings: LogSettings = LogSettings()
    ) throws(ConfigError) {
        guard var config = try composition.value(at: path), config["root"].map({ !$0.isNull }) ?? !config.isNull else {
            return nil
        }
        if path == "hydra.job_logging", !logSettings.runDirectory.isEmpty, Self.isOfColorlog(composition) {
            _ = config.update(at: Self.filename.elements) { node in
                node.content = .string(FilePath.absolute(node.plainText, in: logSettings.runDirectory))
            }
        }
        // As in Python, a root logger without a level keeps the level that `hydra.hydra_logging` has set before.
        if config["root"]?["level"]?.isNull ?? true,
            let level = try composition.value(at: "hydra.hydra_logging.root.level"), !level.isNull
        {
            _ = config.update(.key("root")) { root in
                guard var mapping = root.takeMapping() else { return }
                mapping["level"] = level
                root.content = .mapping(mapping)
            }
        }
        try self.init(
            config, redactor: redactor, at: path, verbose: try composition.value(at: "hydra.verbose"), in: logSettings)
    }

    private static let filename = ConfigPath("handlers.file.filename")

    /// True if `hydra/job_logging=colorlog` has set the log file. Its name has no directory, because jobs used to run
    /// in their own directories. Newer releases of the plugin name the run's directory.
    private static func isOfColorlog(_ composition: Composition) -> Bool {
        let logging = composition.tree["hydra.job_logging"]
        return composition.tree["hydra.runtime.choices"]?.mapping?["hydra/job_logging"]?.string == "colorlog"
            && logging?[filename]?.string == "${hydra.job.name}.log"
    }

    /// The same log without the standard output and standard error.
    package var filesOnly: JobLogging {
        var copy = self
        copy.root.outputs.removeAll(where: \.isStream)
        for name in rules.keys { copy.rules[name]?.outputs.removeAll(where: \.isStream) }
        return copy
    }

    /// The warnings about log files that lack lines.
    package var losses: [String] {
        Set((root.outputs + rules.values.flatMap(\.outputs)).compactMap(\.loss)).sorted()
    }

    /// The handler of swift-log that writes to the job's outputs.
    ///
    /// To log the messages of all libraries there, bootstrap with it: `LoggingSystem.bootstrap(run.logging.handler)`.
    public func handler(label: String) -> any LogHandler {
        JobLogHandler(label: label, level: level(of: label), outputs: outputs(of: label), redactor)
    }

    /// A logger that writes to the job's outputs, independent of the program's bootstrapped handler.
    public func logger(label: String) -> Logger { Logger(label: label, factory: { handler(label: $0) }) }

    /// The rules for a logger and the loggers above it, nearest first. Example: for `a.b`, those of `a.b` and `a`.
    private func lineage(_ label: String) -> [Rule] {
        var names: [Rule] = []
        var rest = label[...]
        while !rest.isEmpty {
            if let rule = rules[String(rest)] { names.append(rule) }
            rest = rest.lastIndex(of: ".").map { rest[..<$0] } ?? ""
        }
        return names
    }

    private func level(of label: String) -> Logger.Level {
        lineage(label).lazy.compactMap(\.level).first ?? root.level ?? .warning
    }

    private func outputs(of label: String) -> [LogOutput] {
        let lineage = lineage(label)
        if isClosed, lineage.isEmpty { return [] }
        var outputs: [LogOutput] = []
        for rule in lineage {
            outputs += rule.outputs
            if !rule.propagates { return outputs }
        }
        return outputs + root.outputs
    }
}

private struct JobLogHandler: LogHandler {
    let label: String
    let outputs: [LogOutput]
    let redactor: SharedRedactor
    var logLevel: Logger.Level
    var metadata: Logger.Metadata = [:]
    var metadataProvider: Logger.MetadataProvider?

    init(label: String, level: Logger.Level, outputs: [LogOutput], _ redactor: SharedRedactor) {
        self.label = label
        self.outputs = outputs
        self.redactor = redactor
        logLevel = level
    }

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        if outputs.isEmpty { return }
        let all = metadata.merging(metadataProvider?.get() ?? [:]) { $1 }.merging(event.metadata ?? [:]) { $1 }
        let line = LogFormat.Line(event, logger: label, metadata: all, redactor: redactor.current)
        for output in outputs { output.write(line) }
    }
}
