import Foundation
import HydrangeaPlatform
import Testing

/// Tests that the record tells which signal has ended a run.
struct SignalTests {
    @Test(arguments: [
        (SIGTERM, "SIGTERM"), (SIGINT, "SIGINT"), (SIGHUP, "SIGHUP"), (SIGUSR1, "SIGUSR1"), (SIGUSR2, "SIGUSR2"),
        (SIGALRM, "SIGALRM"), (SIGXFSZ, "SIGXFSZ"),
    ])
    func aSignalEndsTheProgramAndItsRecordSaysSo(signal: Int32, name: String) throws {
        let program = try ExampleProgram("probe")
        defer { program.cleanUp() }
        let running = try RunningProgram(program, ["act=sleep", "hydra.run.dir=run", "objective=2"])
        #expect(running.end(by: signal) == signal)
        let record = try program.record()
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
        #expect(try program.record()["status"] as? String == "killed")
    }

    @Test func callbacksAreToldOfASignalInTheOrderOfAnyEnd() throws {
        let program = try ExampleProgram("probe")
        defer { program.cleanUp() }
        let notes = "+hydra.callbacks.a={_target_:notes,file:notes.txt}"
        let running = try RunningProgram(program, ["act=sleep", "hydra.run.dir=run", notes])
        #expect(running.end(by: SIGINT) == SIGINT)
        let words = "the program was ended by SIGINT"
        #expect(try program.text(of: "notes.txt") == "job: \(words), record running\nrun: \(words)\n")
        #expect(try program.record()["signal"] as? String == "SIGINT")
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
        // A signal within half a second of the first one would be ignored.
        usleep(700_000)
        #expect(running.process.isRunning)
        #expect(try program.record()["status"] as? String == "running")
        #expect(running.end(by: signal) == signal)
        let record = try program.record()
        #expect(record["status"] as? String == "killed")
        #expect(record["error"] as? String == "the program was ended by \(signal == SIGINT ? "SIGINT" : "SIGTERM")")
    }

    #if canImport(Glibc)
    @Test func aSignalWithoutAMeaningOfItsOwnIsRecordedToo() throws {
        let program = try ExampleProgram("probe")
        defer { program.cleanUp() }
        let running = try RunningProgram(program, ["act=sleep", "hydra.run.dir=run"])
        let signal = __libc_current_sigrtmin() + 3
        #expect(running.end(by: signal) == signal)
        #expect(try program.record()["signal"] as? String == "SIGRTMIN+3")
    }
    #endif

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
        #expect(try program.record()["status"] as? String == "succeeded")
    }
}
