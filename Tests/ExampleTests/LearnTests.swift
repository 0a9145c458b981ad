import Foundation
import HydrangeaPlatform
import Testing

/// Tests a program that saves its state if a signal ends it.
struct LearnTests {
    /// Starts the program and waits until its log shows that training has begun.
    private func start(_ arguments: [String], in program: ExampleProgram) throws -> Process {
        let process = Process()
        program.prepare(
            process,
            arguments + ["epochs=100000000", "checkpoint.every=100000000", "hydra.run.dir=run", "hydra.verbose=learn"])
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        while process.isRunning, (try? program.text(of: "run/learn.log"))?.contains("epoch 2:") != true {
            usleep(10_000)
        }
        return process
    }

    private func withProgram(_ body: (ExampleProgram) throws -> Void) throws {
        let program = try ExampleProgram("learn")
        defer { program.cleanUp() }
        try FileManager.default.copyItem(
            at: ExampleProgram.package.appending(path: "Examples/Learn/conf"),
            to: program.directory.appending(path: "conf"))
        try body(program)
    }

    @Test(arguments: [SIGTERM, SIGINT, SIGUSR1]) func itGoesOnWhereASignalEndedIt(signal: Int32) throws {
        try withProgram { program in
            let process = try start([], in: program)
            kill(process.processIdentifier, signal)
            process.waitUntilExit()
            #expect(process.terminationStatus == signal)
            let saved = try #require(try program.text(of: "run/learn.log").firstMatch(of: /saved epoch (\d+)/)?.1)
            let epochs = (Int(saved) ?? 0) + 1
            let resumed = try program.run("hydra.run.dir=run", "--exist", "resume", "epochs=\(epochs)")
            #expect(resumed.status == 0)
            #expect(resumed.output.contains("resumed after epoch \(saved)\n"))
            #expect(try program.run("hydra.run.dir=whole", "epochs=\(epochs)").status == 0)
            #expect(try program.text(of: "run/losses.csv") == program.text(of: "whole/losses.csv"))
        }
    }

    @Test func whatCannotBeSavedIsLogged() throws {
        try withProgram { program in
            // A file takes the name of the directory.
            let place = program.directory.appending(path: "run")
            try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
            try Data().write(to: place.appending(path: "checkpoints"))
            let process = try start([], in: program)
            kill(process.processIdentifier, SIGTERM)
            process.waitUntilExit()
            #expect(process.terminationStatus == SIGTERM)
            #expect(
                try program.text(of: "run/learn.log").contains(
                    "[ERROR] - at SIGTERM: error: the directory cannot be made: Not a directory\n"))
            #expect(try program.text(of: "run/.hydra/record.json").contains(#""status": "killed""#))
        }
    }
}
