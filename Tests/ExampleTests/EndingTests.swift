import Foundation
import Testing

/// However a run ends, its record says so.
struct EndingTests {
    private func record(_ program: ExampleProgram, _ path: String = "run/.hydra/record.json") throws -> [String: Any] {
        try #require(try JSONSerialization.jsonObject(with: program.bytes(of: path)) as? [String: Any])
    }

    @Test(arguments: [(SIGTERM, "SIGTERM"), (SIGINT, "SIGINT"), (SIGHUP, "SIGHUP")])
    func aSignalEndsTheProgramAndItsRecordSaysSo(signal: Int32, name: String) throws {
        let program = try ExampleProgram("probe")
        defer { program.cleanUp() }
        let running = try RunningProgram(program, ["act=sleep", "hydra.run.dir=run", "objective=2"])
        #expect(running.end(by: signal) == signal)
        let record = try record(program)
        #expect(record["status"] as? String == "killed")
        #expect(record["signal"] as? String == name)
        #expect(record["exit_status"] as? Int == 128 + Int(signal))
        #expect(record["error"] as? String == "the program was ended by \(name)")
        #expect(record["objective"] as? Double == 2)
        #expect(record["end"] is String)
    }

    @Test func aSignalThatIsSentTwiceAtOnceIsOneSignal() throws {
        let program = try ExampleProgram("probe")
        defer { program.cleanUp() }
        let running = try RunningProgram(program, ["act=sleep", "hydra.run.dir=run"])
        kill(running.process.processIdentifier, SIGHUP)
        #expect(running.end(by: SIGHUP) == SIGHUP)
        #expect(try record(program)["status"] as? String == "killed")
    }

    @Test func callbacksAreToldOfASignalInTheOrderOfAnyEnd() throws {
        let program = try ExampleProgram("probe")
        defer { program.cleanUp() }
        let notes = "+hydra.callbacks.a={_target_:notes,file:notes.txt}"
        let running = try RunningProgram(program, ["act=sleep", "hydra.run.dir=run", notes])
        #expect(running.end(by: SIGINT) == SIGINT)
        let words = "the program was ended by SIGINT"
        #expect(try program.text(of: "notes.txt") == "job: \(words), record running\nrun: \(words)\n")
        #expect(try record(program)["signal"] as? String == "SIGINT")
        #expect(
            try program.run("act=fail", "hydra.run.dir=other", "+hydra.callbacks.a={_target_:notes,file:others.txt}")
                .status == 1)
        #expect(try program.text(of: "others.txt") == "job: asked to fail, record running\nrun: asked to fail\n")
    }

    @Test(arguments: [SIGINT, SIGTERM]) func aSecondSignalEndsAProgramWhoseCallbackHangs(signal: Int32) throws {
        let program = try ExampleProgram("probe")
        defer { program.cleanUp() }
        let running = try RunningProgram(
            program,
            ["act=sleep", "hydra.run.dir=run", "+hydra.callbacks.a={_target_:notes,file:notes.txt,hangs:true}"])
        kill(running.process.processIdentifier, signal)
        let notes = program.directory.appending(path: "notes.txt").path
        while running.process.isRunning, !FileManager.default.fileExists(atPath: notes) { usleep(10_000) }
        // Within half a second, it is taken for the first one told twice.
        usleep(700_000)
        #expect(running.process.isRunning)
        #expect(running.end(by: signal) == signal)
        #expect(try record(program)["status"] as? String == "running")
    }

    @Test func callbacksAreToldOfASignalInASweep() throws {
        let program = try ExampleProgram("probe")
        defer { program.cleanUp() }
        let running = try RunningProgram(
            program,
            ["-m", "act=sleep,end", "hydra.sweep.dir=sweep", "+hydra.callbacks.a={_target_:notes,file:notes.txt}"])
        #expect(running.end(by: SIGTERM) == SIGTERM)
        let words = "the program was ended by SIGTERM"
        #expect(try program.text(of: "notes.txt") == "job: \(words), record running\nmultirun: \(words)\n")
    }

    @Test func aProgramThatWasKilledIsLost() throws {
        let program = try ExampleProgram("probe")
        defer { program.cleanUp() }
        let running = try RunningProgram(program, ["act=sleep", "hydra.run.dir=run"])
        let tool = ExampleProgram("hydrangea", in: program)
        #expect(
            try tool.run("runs", "--columns", "directory,status", "--csv").output == "directory,status\nrun,running\n")
        #expect(running.end(by: SIGKILL) == SIGKILL)
        #expect(try record(program)["status"] as? String == "running")
        #expect(try tool.run("runs", "--columns", "directory,status", "--csv").output == "directory,status\nrun,lost\n")
        #expect(try tool.run("runs", "status=lost", "--columns", "directory").output == "directory\nrun\n")
    }

    @Test func aCrashIsRecorded() throws {
        let program = try ExampleProgram("probe")
        defer { program.cleanUp() }
        let result = try program.run("act=crash", "hydra.run.dir=run")
        #expect([SIGILL, SIGTRAP].contains(result.status))
        let record = try record(program)
        #expect(record["status"] as? String == "crashed")
        #expect(["SIGILL", "SIGTRAP"].contains(record["signal"] as? String))
    }

    @Test(arguments: [(0, "succeeded"), (3, "failed")]) func aProgramThatEndsItselfIsRecorded(status: Int, word: String)
        throws
    {
        let program = try ExampleProgram("probe")
        defer { program.cleanUp() }
        #expect(try program.run("act=exit", "status=\(status)", "hydra.run.dir=run").status == Int32(status))
        let record = try record(program)
        #expect(record["status"] as? String == word)
        #expect(record["exit_status"] as? Int == status)
        #expect(
            record["error"] as? String
                == (status == 0 ? nil : "the program ended itself with exit(3) before its task was over"))
    }

    @Test func anIgnoredSignalStaysIgnored() throws {
        let program = try ExampleProgram("probe")
        defer { program.cleanUp() }
        let shell = Process()
        let path = ExampleProgram.products.appending(path: "probe").path
        shell.executableURL = URL(filePath: "/bin/sh")
        shell.arguments = [
            "-c", "trap '' HUP; \(path) wait=0.5 hydra.run.dir=run >out & sleep 0.2; kill -HUP $!; wait $!",
        ]
        shell.currentDirectoryURL = program.directory
        try shell.run()
        shell.waitUntilExit()
        #expect(shell.terminationStatus == 0)
        #expect(try record(program)["status"] as? String == "succeeded")
    }

    @Test(arguments: 0..<12) func aKillAtAnyMomentLeavesWholeFiles(round: Int) throws {
        let program = try ExampleProgram("probe")
        defer { program.cleanUp() }
        for moment in 0..<6 {
            let process = Process()
            program.prepare(process, ["hydra.run.dir=run-\(moment)", "wait=0.005"])
            process.standardOutput = FileHandle.nullDevice
            process.standardError = FileHandle.nullDevice
            try process.run()
            usleep(UInt32(round * 6 + moment) * 400)
            kill(process.processIdentifier, SIGKILL)
            process.waitUntilExit()
            let place = "run-\(moment)/.hydra"
            guard FileManager.default.fileExists(atPath: program.directory.appending(path: place).path) else {
                continue
            }
            for file in try program.files(in: place) where !file.contains(".tmp-") {
                let text = try program.text(of: "\(place)/\(file)")
                #expect(text.hasSuffix("\n"), "\(file)")
                if file == "record.json" { _ = try record(program, "\(place)/\(file)") }
            }
        }
    }
}
