import Foundation
import Testing

/// Tests of repeating runs and verifying their results.
struct RerunTests {
    @Test func aRerunHasTheFrozenConfigANewDirectoryAndTheNameOfItsOrigin() throws {
        let program = try ExampleProgram.probeThatRan()
        defer { program.cleanUp() }
        let result = try program.run("--rerun", "first")
        #expect(result.status == 0, "\(result.errors)")
        #expect(result.errors == "")
        #expect(result.output == "directory: \(program.directory.path)/first-1\n")
        // Composing again would have changed the time in the config.
        #expect(try program.bytes(of: "first-1/.hydra/frozen.yaml") == program.bytes(of: "first/.hydra/frozen.yaml"))
        let record = try program.record("first-1/.hydra/record.json")
        let origin = try #require(record["origin"] as? [String: Any])
        #expect(origin["kind"] as? String == "rerun")
        #expect(origin["directory"] as? String == "\(program.directory.path)/first")
        #expect(origin["differences"] as? [String] == [])
        #expect(record["objective"] as? Double == 0.5)
    }

    @Test func overridesApplyToTheFrozenConfig() throws {
        let program = try ExampleProgram.probeThatRan()
        defer { program.cleanUp() }
        let result = try program.run("--rerun", "first", "objective=0.75", "hydra.run.dir=second")
        #expect(result.status == 0, "\(result.errors)")
        #expect(try program.record("second/.hydra/record.json")["objective"] as? Double == 0.75)
        #expect(try program.text(of: "second/.hydra/overrides.yaml").hasSuffix("- objective=0.75\n"))
        #expect(
            try program.run("--rerun", "first", "objectiv=1").errors.hasPrefix(
                "error: the config has no key 'objectiv'\n  argument 1: objectiv=1\n"))
    }

    @Test func aRerunIsOneRun() throws {
        let program = try ExampleProgram("probe")
        defer { program.cleanUp() }
        #expect(try program.run("hydra.run.dir=first").status == 0)
        #expect(
            try program.run("--rerun", "first", "status=1,2").errors == """
                error: a rerun is one run, and 'status' is given several values
                  argument 1: status=1,2
                                     ^~~
                  help: start it once for each value; for a list, write 'status=[1,2]'

                """)
    }

    @Test func anotherProgramSaysWhoseRunItIs() throws {
        let program = try ExampleProgram("probe")
        defer { program.cleanUp() }
        #expect(try program.run("hydra.run.dir=first").status == 0)
        try FileManager.default.createDirectory(
            at: program.directory.appending(path: "conf"), withIntermediateDirectories: true)
        let other = try ExampleProgram("fit", in: program).run("--rerun", "first")
        #expect(other.status == 1)
        #expect(
            other.errors.hasPrefix(
                """
                \(program.directory.path)/first/.hydra/frozen.yaml:1:1: error: the config has no key 'act'
                  1 | act: end
                      ^~~
                  keys: curve, optimizer, steps
                  the run was one of 'probe', and this is 'fit'

                """))
    }

    @Test func whatDiffersIsSaidAndRecorded() throws {
        let program = try ExampleProgram("probe")
        defer { program.cleanUp() }
        let data = program.directory.appending(path: "data.csv")
        try Data("1,2\n".utf8).write(to: data)
        #expect(try program.run("hydra.run.dir=first", "data=data.csv").status == 0)
        try Data("1,3\n".utf8).write(to: data)
        let json = try program.text(of: "first/.hydra/record.json")
        let host = try #require(
            (try program.record("first/.hydra/record.json")["machine"] as? [String: Any])?["host"] as? String)
        try Data(json.replacingOccurrences(of: "\"host\": \"\(host)\"", with: "\"host\": \"elsewhere\"").utf8)
            .write(to: program.directory.appending(path: "first/.hydra/record.json"))
        let result = try program.run("--rerun", "first")
        #expect(result.status == 0)
        #expect(
            result.errors == """
                warning: this rerun differs from the run in \(program.directory.path)/first
                  host: elsewhere then, \(host) now
                  data: \(data.path) had SHA-256 52186c933993da4082b3cdc7c40bb4bf735b391ff54a2ef78c037dda6c38a680 then, 162d69039f6064d8beb1f8b30ba11212bbded1029e6d951fc9f0f20f456bcea9 now

                """)
        let differences =
            (try program.record("first-1/.hydra/record.json")["origin"] as? [String: Any])?["differences"] as? [String]
        #expect(differences?.count == 2)
    }

    @Test func dataThatAreNotThoseOfTheirDVCFileStopTheRun() throws {
        let program = try ExampleProgram("probe")
        defer { program.cleanUp() }
        try Data("1,2\n".utf8).write(to: program.directory.appending(path: "data.csv"))
        try Data("outs:\n- md5: '00'\n  hash: md5\n  path: data.csv\n".utf8).write(
            to: program.directory.appending(path: "data.csv.dvc"))
        let result = try program.run("hydra.run.dir=first", "data=data.csv", "hydra/job_logging=none")
        let place = program.directory.path
        #expect(result.status == 1)
        #expect(
            result.errors == """
                error: these data are not those of their .dvc file
                  data: \(place)/data.csv
                  wanted: md5 00, by \(place)/data.csv.dvc
                  help: dvc checkout \(place)/data.csv.dvc brings them back; dvc add \(place)/data.csv describes them anew

                """)
        #expect(try program.record("first/.hydra/record.json")["status"] as? String == "failed")
    }

    @Test func aDirectoryWithoutARunIsReported() throws {
        let program = try ExampleProgram("probe")
        defer { program.cleanUp() }
        let result = try program.run("--rerun", "nowhere")
        #expect(result.status == 1)
        #expect(
            result.errors == """
                error: there is no directory '\(program.directory.path)/nowhere'
                  help: hydrangea runs lists the runs of this directory

                """)
        #expect(try program.files(in: ".") == [])
        #expect(
            try program.run("--rerun", "x", "-m").errors
                == "error: --multirun and --rerun cannot be given together\n  help: leave one of the two out\n")
    }

    // MARK: verify

    @Test func aRunWithTheSameResultsIsVerified() throws {
        let program = try ExampleProgram.probeThatRan()
        defer { program.cleanUp() }
        let result = try ExampleProgram("hydrangea", in: program).run("verify", "first")
        #expect(result.status == 0, "\(result.errors)")
        #expect(result.output == "verified: all 3 results are the same\n")
    }

    @Test func aProgramThatOnlyARecordNamesIsNotStarted() throws {
        let program = try ExampleProgram.probeThatRan()
        defer { program.cleanUp() }
        let stranger = program.directory.appending(path: "stranger").path
        try Data("#!/bin/sh\ntouch started\n".utf8).write(to: URL(filePath: stranger))
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: stranger)
        let place = program.directory.appending(path: "first/.hydra/record.json")
        let record = try #require(JSONSerialization.jsonObject(with: Data(contentsOf: place)) as? [String: Any])
        let path = try #require((record["program"] as? [String: Any])?["path"] as? String)
        let text = try program.text(of: "first/.hydra/record.json")
        try Data(text.replacing("\"\(path)\"", with: "\"\(stranger)\"").utf8).write(to: place)
        let result = try ExampleProgram("hydrangea", in: program).run("verify", "first")
        #expect(result.status == 1)
        #expect(
            result.errors == """
                error: it is not known which program made this run
                  no 'stranger' is in .build of this package or on PATH, and the path in a record is not started unseen: \(stranger)
                  help: if you trust it: --program \(stranger)

                """)
        #expect(!FileManager.default.fileExists(atPath: program.directory.appending(path: "started").path))
    }

    @Test func otherResultsAreNamed() throws {
        let program = try ExampleProgram("probe")
        defer { program.cleanUp() }
        #expect(
            try program.run(
                "hydra.run.dir=first", "objective=0.5", "loss=1", "file=out.txt", "content=x", "random=true"
            ).status == 0)
        let tool = ExampleProgram("hydrangea", in: program)
        let result = try tool.run("verify", "first")
        #expect(result.status == 1)
        #expect(result.output.hasPrefix("not verified: 2 of 3 results differ\n  loss: 1.0000"))
        #expect(
            try tool.run("verify", "first", "--tolerance", "1e-6").output
                == "verified: all 3 results are the same within 1e-06\n")
    }

    @Test func aRunWithoutResultsCannotBeVerified() throws {
        let program = try ExampleProgram("probe")
        defer { program.cleanUp() }
        #expect(try program.run("hydra.run.dir=first").status == 0)
        let result = try ExampleProgram("hydrangea", in: program).run("verify", "first")
        #expect(result.status == 1)
        #expect(
            result.errors == """
                error: this run declared no results, so there is nothing to compare
                  \(program.directory.path)/first
                  help: in the program, run.report(objective: …), run.report(…, as: "loss") and run.report(file: "metrics.csv") declare some

                """)
    }
}
