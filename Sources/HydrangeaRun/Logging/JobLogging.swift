package import HydrangeaCompose
import HydrangeaFiles
package import HydrangeaTree
public import Logging

/// Where log lines go, and how they look: `hydra.job_logging` or `hydra.hydra_logging`, in the words of Python's
/// logging.
public struct JobLogging: Sendable {
    /// What is said about the loggers of one name, and of those below it.
    private struct Rule: Sendable {
        var level: Logger.Level?
        var outputs: [LogOutput] = []
        /// Whether lines also go where those of the name above go.
        var propagates = true
    }

    private var root = Rule()
    private var rules: [String: Rule] = [:]
    /// Whether loggers that no rule names are silent.
    private var isClosed = false
    /// What no line shows.
    private var secrets = Secrets.none

    /// No log at all.
    package static let none = JobLogging()

    private init() {}

    /// Opens the outputs that a resolved log config names.
    ///
    /// - Parameter verbose: The resolved `hydra.verbose`: `true` lets debug messages through, a name or a list of names
    ///   those of these loggers.
    /// - Throws: when a log file cannot be opened, or an output is of a kind that there is none of here.
    package init(_ config: ConfigNode, verbose: ConfigNode? = nil, in surroundings: LogSurroundings = LogSurroundings())
        throws(ConfigError)
    {
        var outputs: [String: LogOutput] = [:]
        for entry in config["handlers"]?.mapping?.entries ?? [] {
            outputs[entry.key.description] = try LogOutput(entry.value, formatters: config["formatters"], surroundings)
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
                        length: handler.plainText.unicodeScalars.count,
                        notes: ["handlers: \(outputs.isEmpty ? "none" : outputs.keys.sorted().joined(separator: ", "))"]
                    ))
            }
            rule.outputs.append(output)
        }
        return rule
    }

    /// Opens the outputs that a composition names at `path`; nil when it leaves logging as it is (`root: null`).
    package init?(
        _ composition: Composition, _ path: ConfigPath, secrets: Secrets = .none,
        in surroundings: LogSurroundings = LogSurroundings()
    ) throws(ConfigError) {
        guard var config = try composition.value(at: path), config["root"].map({ !$0.isNull }) ?? !config.isNull else {
            return nil
        }
        if path == "hydra.job_logging", !surroundings.runDirectory.isEmpty, Self.isOfColorlog(composition) {
            _ = config.update(at: Self.filename.elements) { node in
                node.content = .string(FilePath.absolute(node.plainText, in: surroundings.runDirectory))
            }
        }
        // A root without a level keeps the one that the log of Hydra's own messages has given it.
        if config["root"]?["level"]?.isNull ?? true,
            let level = try composition.value(at: "hydra.hydra_logging.root.level"), !level.isNull
        {
            _ = config.update(.key("root")) { root in
                guard var mapping = root.takeMapping() else { return }
                mapping["level"] = level
                root.content = .mapping(mapping)
            }
        }
        try self.init(config, verbose: try composition.value(at: "hydra.verbose"), in: surroundings)
        self.secrets = secrets
    }

    private static let filename = ConfigPath("handlers.file.filename")

    /// True if the log file is that of `hydra/job_logging=colorlog`. It is named without a directory, from the time when
    /// every job worked in its run's: there it belongs, and newer releases of the plugin say so.
    private static func isOfColorlog(_ composition: Composition) -> Bool {
        let logging = composition.tree["hydra.job_logging"]
        return composition.tree["hydra.runtime.choices"]?.mapping?["hydra/job_logging"]?.string == "colorlog"
            && logging?[filename]?.string == "${hydra.job.name}.log"
    }

    /// The same log without what goes to the standard streams.
    public var filesOnly: JobLogging {
        var copy = self
        copy.root.outputs.removeAll(where: \.isStream)
        for name in rules.keys { copy.rules[name]?.outputs.removeAll(where: \.isStream) }
        return copy
    }

    /// What is said of the log files that lack lines.
    package var losses: [String] {
        Set((root.outputs + rules.values.flatMap(\.outputs)).compactMap(\.loss)).sorted()
    }

    /// A handler for swift-log: what goes through it is written to the job's outputs.
    ///
    /// A program that wants every logger of every library there bootstraps with it:
    /// `LoggingSystem.bootstrap(run.logging.handler)`.
    public func handler(label: String) -> any LogHandler {
        JobLogHandler(label: label, level: level(of: label), outputs: outputs(of: label), secrets)
    }

    /// A logger that writes to the job's outputs, whatever the program has bootstrapped.
    public func logger(label: String) -> Logger { Logger(label: label, factory: { handler(label: $0) }) }

    /// The name of a logger and those above it, nearest first: `a.b`, `a`.
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
    let secrets: Secrets
    var logLevel: Logger.Level
    var metadata: Logger.Metadata = [:]
    var metadataProvider: Logger.MetadataProvider?

    init(label: String, level: Logger.Level, outputs: [LogOutput], _ secrets: Secrets) {
        self.label = label
        self.outputs = outputs
        self.secrets = secrets
        logLevel = level
    }

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        if outputs.isEmpty { return }
        let all = metadata.merging(metadataProvider?.get() ?? [:]) { $1 }.merging(event.metadata ?? [:]) { $1 }
        let details = all.sorted { $0.key < $1.key }.map { (name: $0.key, value: secrets.redact("\($0.value)")) }
        let line = LogFormat.Line(
            moment: .now(), name: label, level: event.level, message: secrets.redact(event.message.description),
            details: details, file: event.file,
            function: event.function, line: event.line)
        for output in outputs { output.write(line) }
    }
}
