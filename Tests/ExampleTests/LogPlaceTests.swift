import Foundation
import Testing

/// Tests of the path of a job's log file.
struct LogPlaceTests {
    @Test func theLogOfColorlogIsInTheRunsDirectory() throws {
        let program = try ExampleProgram("probe")
        defer { program.cleanUp() }
        let result = try program.shell(
            """
            probe hydra/job_logging=colorlog hydra.run.dir=run say=hello
            probe --rerun run hydra.run.dir=again
            probe -m hydra/job_logging=colorlog hydra.sweep.dir=sweep say=hello,there
            probe hydra/job_logging=colorlog hydra.run.dir=changed hydra.job.chdir=true say=hello
            probe hydra/job_logging=colorlog hydra.run.dir=own say=hello hydra.job_logging.handlers.file.filename=own.log
            """)
        #expect(result.errors == "")
        #expect(
            try program.files(in: ".").filter { $0.hasSuffix(".log") } == [
                "again/probe.log", "changed/probe.log", "own.log", "run/probe.log", "sweep/0/probe.log",
                "sweep/1/probe.log",
            ])
        for place in ["run", "again", "sweep/0"] {
            #expect(try program.text(of: "\(place)/probe.log").hasSuffix("[probe][INFO] - hello\n"))
        }
    }
}
