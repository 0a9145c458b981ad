import ArgumentParser
import Hydrangea
import HydrangeaFiles
import HydrangeaPlatform

/// `hydrangea verify`: executes a run again and compares the results.
struct VerifyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify",
        abstract: "Execute a run's frozen config again, and compare the results that its program declared.",
        discussion: "The status is 0 when all results are the same. What the program prints goes to the standard error."
    )

    @Argument(help: "The run's directory.")
    var directory: String

    @Option(
        help: ArgumentHelp(
            "How far numbers may lie apart, as a part of the larger one, or absolutely when both are below 1. Without it, all is compared byte for byte.",
            valueName: "number"))
    var tolerance: Double?

    @Option(
        help: ArgumentHelp(
            "The program. Without it, one of the recorded name is looked for in the package's .build and on PATH.",
            valueName: "file"))
    var program: String?

    @Flag(help: "Keep the second run's directory in any case.")
    var keep = false

    func run() throws {
        let invocation = Invocation.current()
        let console = Console(invocation)
        let record = try RunRecord(at: FilePath.absolute(directory, in: invocation.workingDirectory))
        guard let facts = record.facts else { throw try Self.notOurs(record) }
        // A record without results is refused before anything is executed.
        _ = try ResultComparison(record, record)
        let program =
            try program.map { FilePath.absolute($0, in: invocation.workingDirectory) }
            ?? TrustedProgram.find(of: record, invocation)
        let place = try Self.temporaryDirectory(invocation.environment)
        let arguments = [
            "--rerun", record.recordPath, "hydra.run.dir='\(FilePath.join(place, "run"))'",
            "hydra.output_subdir=.hydra",
        ]
        let status = ChildProcess.execute(
            program, arguments,
            in: PosixFile.isDirectory(facts.workingDirectory) ? facts.workingDirectory : invocation.workingDirectory,
            environment: invocation.environment, outputTo: STDERR_FILENO)
        guard let status else {
            throw ConfigError(
                Diagnostic(
                    .run, "the program cannot be started", notes: [program],
                    help: "build it again, or name another: --program FILE"))
        }
        guard status == 0 else {
            throw ConfigError(
                Diagnostic(
                    .run,
                    status > 128
                        ? "the second run was ended by signal \(status - 128)"
                        : "the second run failed with status \(status)",
                    notes: ["it was: \(program) \(arguments.joined(separator: " "))", "it is in: \(place)"]))
        }
        let comparison = try ResultComparison(
            record, try RunRecord(at: FilePath.join(place, "run")), tolerance: tolerance)
        let isSame = comparison.differing.isEmpty
        if isSame, !keep { FileTree.remove(place) }
        try console.write(
            Self.text(comparison, tolerance)
                + (isSame && !keep ? "" : "the second run is in \(FilePath.join(place, "run"))\n"))
        if !isSame { throw ExitCode(1) }
    }

    private static func text(_ comparison: ResultComparison, _ tolerance: Double?) -> String {
        let count = comparison.rows.count
        let bad = comparison.differing
        let how = tolerance.map { " within \($0)" } ?? ""
        if bad.isEmpty {
            return "verified: \(count == 1 ? "the result is" : "all \(count) results are") the same\(how)\n"
        }
        let lines = bad.map { "  \($0.name): \($0.first) then, \($0.second) now\n" }
        return "not verified: \(bad.count) of \(count) results differ\(how)\n" + lines.joined()
    }

    private static func notOurs(_ record: RunRecord) throws(ConfigError) -> ConfigError {
        ConfigError(
            Diagnostic(.run, "this run has no record, so it cannot be repeated as it was", notes: [record.directory]))
    }

    private static func temporaryDirectory(_ environment: [String: String]) throws(ConfigError) -> String {
        do { return try PosixFile.makeTemporaryDirectory("hydrangea-verify", environment: environment) } catch {
            throw ConfigError(
                Diagnostic(
                    .file, "no temporary directory can be made: \(error.reason)",
                    help: "name a place for it: TMPDIR=DIRECTORY"))
        }
    }
}
