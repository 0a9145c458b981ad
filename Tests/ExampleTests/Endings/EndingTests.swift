import Foundation
import HydrangeaPlatform
import Testing

/// Tests that the record tells how a run has ended, and that a killed run keeps its files.
struct EndingTests {
    @Test func aClosedScreenDoesNotEndARun() throws {
        let program = try ExampleProgram("probe")
        defer { program.cleanUp() }
        let script = "probe wait=0.3 act=print hydra.run.dir=run say=hello | head -1; echo ${PIPESTATUS[0]}"
        let result = try program.shell(script)
        #expect(result.output.hasSuffix("hello\n0\n"))
        #expect(try program.record()["status"] as? String == "succeeded")
        #expect(try program.text(of: "run/probe.log").contains("hello"))
    }

    @Test func aFullStackIsACrash() throws {
        let program = try ExampleProgram("probe")
        defer { program.cleanUp() }
        #expect(try program.run("act=overflow", "hydra.run.dir=run").status == SIGSEGV)
        let record = try program.record()
        #expect(record["status"] as? String == "crashed")
        #expect(record["signal"] as? String == "SIGSEGV")
    }

    @Test func itIsWrittenBeforeTheStartWhereValuesComeFrom() throws {
        let program = try ExampleProgram("probe")
        defer { program.cleanUp() }
        let running = try RunningProgram(program, ["act=sleep", "hydra.run.dir=run"])
        #expect(running.end(by: SIGKILL) == SIGKILL)
        let lines = try program.text(of: "run/.hydra/origins.yaml").split(separator: "\n")
        #expect(lines.first == "act: 'argument 1: act=sleep'")
        #expect(lines.dropFirst().first == "status: the type ProbeConfig")
    }

    @Test func aRunThatWasKilledBeforeItsRecordLeavesItsDirectoryFree() throws {
        let program = try ExampleProgram("probe")
        defer { program.cleanUp() }
        let place = program.directory.appending(path: "run/.hydra")
        try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
        try Data().write(to: place.appending(path: "record.json.tmp-17"))
        // For two seconds, the directory may belong to a run that is starting.
        #expect(try program.run("hydra.run.dir=run").status == 1)
        sleep(3)
        #expect(try program.run("hydra.run.dir=run").status == 0)
        #expect(
            try program.files(in: "run/.hydra") == [
                "config.yaml", "frozen.yaml", "hydra.yaml", "origins.yaml", "overrides.yaml", "record.json",
            ])
        #expect(try program.run("hydra.run.dir=run").status == 1)
    }

    @Test func aProgramThatWasKilledIsLost() throws {
        let program = try ExampleProgram("probe")
        defer { program.cleanUp() }
        let running = try RunningProgram(program, ["act=sleep", "hydra.run.dir=run"])
        let tool = ExampleProgram("hydrangea", in: program)
        #expect(
            try tool.run("runs", "--columns", "directory,status", "--csv").output == "directory,status\nrun,running\n")
        #expect(running.end(by: SIGKILL) == SIGKILL)
        #expect(try program.record()["status"] as? String == "running")
        #expect(try tool.run("runs", "--columns", "directory,status", "--csv").output == "directory,status\nrun,lost\n")
        #expect(try tool.run("runs", "status=lost", "--columns", "directory").output == "directory\nrun\n")
    }

    @Test func aCrashIsRecorded() throws {
        let program = try ExampleProgram("probe")
        defer { program.cleanUp() }
        let result = try program.run("act=crash", "hydra.run.dir=run")
        #expect([SIGILL, SIGTRAP].contains(result.status))
        let record = try program.record()
        #expect(record["status"] as? String == "crashed")
        #expect(["SIGILL", "SIGTRAP"].contains(record["signal"] as? String))
    }

    @Test(arguments: [(0, "succeeded"), (3, "failed")]) func aProgramThatEndsItselfIsRecorded(status: Int, word: String)
        throws
    {
        let program = try ExampleProgram("probe")
        defer { program.cleanUp() }
        #expect(try program.run("act=exit", "status=\(status)", "hydra.run.dir=run").status == Int32(status))
        let record = try program.record()
        #expect(record["status"] as? String == word)
        #expect(record["exit_status"] as? Int == status)
        #expect(
            record["error"] as? String
                == (status == 0 ? nil : "the program ended itself with exit(3) before its task was over"))
    }
}
