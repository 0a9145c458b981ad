import HydrangeaCompose
import HydrangeaTree
import Logging
import TestSupport
import Testing
@testable import HydrangeaRun

@Suite struct LoggingTests {
    private func config(_ path: String) -> ConfigNode {
        [
            "formatters": ["simple": ["format": "[%(name)s][%(levelname)s] - %(message)s"]],
            "handlers": [
                "file": ["class": "logging.FileHandler", "formatter": "simple", "filename": ConfigNode(.string(path))]
            ],
            "root": ["level": "INFO", "handlers": ["file"]],
        ]
    }

    @Test func linesGoToTheFileFromTheLevelThatIsAskedFor() throws {
        let scratch = try Scratch()
        let logger = try JobLogging(config(scratch("job.log"))).logger(label: "train")
        logger.debug("unseen")
        logger.info("loss", metadata: ["epoch": "3", "b": "1"])
        logger.warning("hot")
        #expect(try scratch.text("job.log") == "[train][INFO] - loss b=1 epoch=3\n[train][WARNING] - hot\n")
    }

    @Test func verboseLetsDebugMessagesThrough() throws {
        let scratch = try Scratch()
        try JobLogging(config(scratch("job.log")), verbose: true).logger(label: "train").debug("seen")
        #expect(try scratch.text("job.log") == "[train][DEBUG] - seen\n")
    }

    @Test func aLogThatLeavesLoggingAloneIsNone() throws {
        let composition = try Composer([MemorySource(["config": [:]])]).compose(
            "config", overrides: ["hydra/job_logging=none"])
        #expect(try JobLogging(composition, "hydra.job_logging") == nil)
    }

    /// The expected levels are those of the oracle's programs.
    @Test(arguments: [
        ([], "[x][INFO] - info\n[x][WARNING] - warning\n"),
        (["hydra.hydra_logging.root.level=WARNING"], "[x][WARNING] - warning\n"),
        (["hydra/hydra_logging=none"], "[x][WARNING] - warning\n"),
        (["+hydra.job_logging.root.level=null"], "[x][INFO] - info\n[x][WARNING] - warning\n"),
        (["+hydra.job_logging.root.level=ERROR"], nil),
    ])
    func aRootWithoutALevelKeepsThatOfHydrasOwnLog(overrides: [String], text: String?) throws {
        let scratch = try Scratch()
        let logging = """
            formatters: {f: {format: '[%(name)s][%(levelname)s] - %(message)s'}}
            handlers: {file: {class: logging.FileHandler, formatter: f, filename: \(scratch("job.log"))}}
            root: {handlers: [file]}
            """
        let source = MemorySource(yaml: ["config": "a: 1\n", "hydra/job_logging/own": logging])
        let composition = try Composer([source]).compose(
            "config", overrides: ["hydra/job_logging=own", "hydra.job.name=x"] + overrides)
        let logger = try #require(try JobLogging(composition, "hydra.job_logging")).logger(label: "x")
        logger.info("info")
        logger.warning("warning")
        #expect((try? scratch.text("job.log")) ?? "" == text ?? "")
    }

    /// The output for messages of these loggers and levels, with a log config.
    private func lines(
        _ config: ConfigNode, verbose: ConfigNode? = nil, _ messages: [(name: String, level: Logger.Level)]
    ) throws -> String {
        let scratch = try Scratch()
        var config = config
        config.set("handlers.file.filename", ConfigNode(.string(scratch("job.log"))))
        let logging = try JobLogging(config, verbose: verbose)
        for message in messages { logging.logger(label: message.name).log(level: message.level, "\(message.level)") }
        return try scratch.text("job.log")
    }

    @Test func loggersHaveLevelsOfTheirOwn() throws {
        var config = config("")
        config.set("loggers", ["loud": ["level": "DEBUG"], "quiet": ["level": "ERROR"], "apart": ["propagate": false]])
        let messages: [(String, Logger.Level)] = [
            ("loud.below", .debug), ("louder", .debug), ("quiet", .warning), ("quiet", .error), ("apart", .error),
            ("other", .info),
        ]
        #expect(
            try lines(config, messages) == "[loud.below][DEBUG] - debug\n[quiet][ERROR] - error\n[other][INFO] - info\n"
        )
        #expect(
            try lines(config, verbose: ["quiet"], [("quiet", .debug), ("other", .debug)]) == "[quiet][DEBUG] - debug\n")
        #expect(
            try lines(config, verbose: "other", [("quiet", .debug), ("other", .debug)]) == "[other][DEBUG] - debug\n")
    }

    @Test func aHandlerHasALevelOfItsOwn() throws {
        var config = config("")
        config.set("handlers.file.level", 30)
        #expect(try lines(config, [("a", .info), ("a", .warning)]) == "[a][WARNING] - warning\n")
    }

    @Test func aConfigThatDisablesLoggersSilencesThoseItDoesNotName() throws {
        var config = config("")
        config.set("disable_existing_loggers", true)
        config.set("loggers", ["named": [:]])
        #expect(try lines(config, [("a", .error), ("named.below", .error)]) == "[named.below][ERROR] - error\n")
    }

    @Test func aLogFileIsThereFromTheStartUnlessItWaitsForItsFirstLine() throws {
        let scratch = try Scratch()
        func handler(_ name: String, delay: Bool) -> ConfigNode {
            [
                "class": "logging.FileHandler", "filename": ConfigNode(.string(scratch(name))),
                "delay": ConfigNode(.bool(delay)),
            ]
        }
        let handlers: ConfigNode = [
            "now": handler("now.log", delay: false), "later": handler("later.log", delay: true),
        ]
        let config: ConfigNode = ["handlers": handlers, "root": ["handlers": ["later"]]]
        let logging = try JobLogging(config)
        #expect(scratch.contents == ["now.log"])
        logging.logger(label: "a").error("first")
        #expect(try scratch.text("later.log") == "first\n")
    }

    @Test func linesOfJSONHoldTheJobAndItsRun() throws {
        let scratch = try Scratch()
        var logSettings = LogSettings()
        logSettings.directory = scratch.path
        logSettings.fields = [("run", "/runs/1"), ("fingerprint", "abc")]
        let config: ConfigNode = [
            "formatters": ["json": ["()": "hydrangea.JSONFormatter"]],
            "handlers": ["file": ["class": "logging.FileHandler", "formatter": "json", "filename": "job.log"]],
            "root": ["level": "INFO", "handlers": ["file"]],
        ]
        try JobLogging(config, in: logSettings).logger(label: "train").info("a \"b\"\n", metadata: ["epoch": "3"])
        let line = try scratch.text("job.log")
        #expect(line.hasPrefix("{\"time\": \"20"))
        #expect(
            line.hasSuffix(
                "Z\", \"level\": \"INFO\", \"logger\": \"train\", \"message\": \"a \\\"b\\\"\\n\", \"run\": \"/runs/1\", \"fingerprint\": \"abc\", \"epoch\": \"3\"}\n"
            ))
    }

    private func line(_ formatter: ConfigNode, colors: LogSettings.Colors = .never, isTerminal: Bool = false) throws
        -> String
    {
        var logSettings = LogSettings()
        logSettings.colors = colors
        let bytes = try LogFormat(formatter, logSettings, isTerminal: isTerminal).bytes(
            LogFormat.Line(
                LogEvent(
                    level: .info, message: "m", metadata: nil, source: "", file: "a/f.swift", function: "g", line: 7),
                logger: "name", metadata: [:], redactor: .none, at: Run.Moment(microseconds: 0)))
        return String(decoding: bytes, as: UTF8.self)
    }

    @Test func coloursAreThoseOfTheFormatterAndOfTerminals() throws {
        let colored: ConfigNode = [
            "()": "colorlog.ColoredFormatter", "format": "%(cyan)sa%(reset)s %(log_color)s%(levelname)s",
            "log_colors": ["INFO": "bold_red,bg_blue"],
        ]
        #expect(try line(colored, colors: .whereMeant) == "\u{1B}[36ma\u{1B}[0m \u{1B}[1;31m\u{1B}[44mINFO\u{1B}[0m\n")
        #expect(try line(colored) == "a INFO\n")
        let plain: ConfigNode = ["format": "[%(levelname)s] %(cyan)s"]
        #expect(try line(plain, colors: .whereMeant, isTerminal: true) == "[\u{1B}[32mINFO\u{1B}[0m] %(cyan)s\n")
        #expect(try line(plain, colors: .whereMeant) == "[INFO] %(cyan)s\n")
    }

    @Test(arguments: [
        ("%(levelname)-8s|%(message)s", "INFO    |m\n"), ("%(name)6s", "  name\n"),
        ("100%% %(nonsense)s %(message)s", "100% %(nonsense)s m\n"),
        ("%(filename)s:%(lineno)d", "f.swift:7\n"), ("%(levelno)05d|%(module).1s|%(created).2f", "00020|f|0.00\n"),
        ("%(message", "%(message\n"), ("", "\n"),
    ])
    func formatsAreReadAsPythonDoes(format: String, text: String) throws {
        #expect(try line(["format": ConfigNode(.string(format))]) == text)
    }

    @Test func aFormatMayBeWrittenWithDollarSigns() throws {
        #expect(try line(["format": "$levelname ${name}s $$ $nope", "style": "$"]) == "INFO names $ $nope\n")
    }

    @Test(
        arguments: [
            (
                ["style": "{"],
                "error: log formats are not written in the style '{'\n  styles: %, $\n  help: write fields as %(name)s"
            ),
            (
                ["()": "rich.Formatter"],
                "error: log lines cannot be made by 'rich.Formatter'\n  there are: logging.Formatter, colorlog.ColoredFormatter, hydrangea.JSONFormatter"
            ),
        ] as [(ConfigNode, String)])
    func aFormatterThatThereIsNoneOfIsReported(formatter: ConfigNode, text: String) {
        #expect(message { _ = try LogFormat(formatter) } == text)
    }

    @Test(
        arguments: [
            (
                ["root": ["handlers": ["nope"]], "handlers": ["c": ["class": "logging.NullHandler"]]],
                "error: the log's root names 'nope', but there is no such handler\n  handlers: c"
            ),
            (
                ["loggers": ["a": ["handlers": ["b"]]]],
                "error: the log's logger 'a' names 'b', but there is no such handler\n  handlers: none"
            ),
            (
                ["root": ["level": "LOUD"]],
                "error: 'LOUD' is no level of a log\n  levels: DEBUG, INFO, WARNING, ERROR, CRITICAL"
            ),
            (
                ["handlers": ["c": ["class": "logging.NullHandler", "formatter": "f"]]],
                "error: the log has no formatter 'f'\n  formatters: none"
            ),
        ] as [(ConfigNode, String)])
    func whatALogConfigNamesMustBeThere(config: ConfigNode, text: String) {
        #expect(message { _ = try JobLogging(config) } == text)
    }

    @Test func anOutputThatThereIsNoneOfIsReported() {
        let config: ConfigNode = [
            "handlers": ["web": ["class": "logging.handlers.HTTPHandler"]], "root": ["handlers": ["web"]],
        ]
        #expect(
            message { _ = try JobLogging(config) } == """
                error: logs cannot be written by 'logging.handlers.HTTPHandler'
                  there are: logging.StreamHandler, logging.FileHandler, logging.NullHandler
                """)
    }

    @Test func aLogFileThatCannotBeOpenedIsReported() {
        #expect(
            message { _ = try JobLogging(config("/dev/null/job.log")) } == """
                error: the log file cannot be opened: Not a directory
                  /dev/null/job.log
                """)
    }
}

extension ConfigNode {
    /// Sets an existing key of a mapping.
    fileprivate mutating func set(_ path: ConfigPath, _ value: ConfigNode) {
        guard case .key(let key)? = path.elements.last else { return }
        _ = update(at: path.parent.elements) { (node: inout ConfigNode) in
            var mapping = node.mapping ?? ConfigMapping()
            mapping[key] = value
            node.content = .mapping(mapping)
        }
    }
}

extension JobLogging {
    fileprivate init(
        _ config: ConfigNode, verbose: ConfigNode? = nil, in logSettings: LogSettings = LogSettings()
    ) throws(ConfigError) {
        try self.init(config, redactor: .none, verbose: verbose, in: logSettings)
    }

    fileprivate init?(_ composition: Composition, _ path: ConfigPath) throws(ConfigError) {
        try self.init(composition, path, redactor: .none)
    }
}
