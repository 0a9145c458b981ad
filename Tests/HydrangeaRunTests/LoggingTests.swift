import HydrangeaTree
import Logging
import Testing
@testable import HydrangeaRun

@Suite struct LoggingTests {
    private func config(_ path: String) -> ConfigNode {
        [
            "formatters": ["simple": ["format": "[%(name)s][%(levelname)s] - %(message)s"]],
            "handlers": ["file": ["class": "logging.FileHandler", "formatter": "simple", "filename": ConfigNode(.string(path))]],
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

    @Test func withoutARootNothingIsLogged() throws {
        #expect(try JobLogging(["root": ConfigNode(.null)]).outputs.isEmpty)
    }

    @Test(arguments: [
        ("%(levelname)-8s|%(message)s", "INFO    |m\n"), ("%(name)6s", "  name\n"), ("100%% %(nonsense)s %(message)s", "100% %(nonsense)s m\n"),
        ("%(filename)s:%(lineno)d", "f.swift:7\n"), ("%(message", "%(message\n"), ("", "\n"),
    ])
    func formatsAreReadAsPythonDoes(format: String, line: String) {
        let bytes = LogFormat(format).bytes(
            LogFormat.Line(
                moment: Moment(microseconds: 0), name: "name", level: "INFO", message: "m", file: "a/f.swift", function: "g", line: 7))
        #expect(String(decoding: bytes, as: UTF8.self) == line)
    }

    @Test func anOutputThatThereIsNoneOfIsReported() {
        let config: ConfigNode = ["handlers": ["web": ["class": "logging.handlers.HTTPHandler"]], "root": ["handlers": ["web"]]]
        #expect(
            message { _ = try JobLogging(config) } == """
                error: logs cannot be written by 'logging.handlers.HTTPHandler'
                  there are: logging.StreamHandler, logging.FileHandler
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
