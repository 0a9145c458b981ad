import Foundation
import Testing

/// Runs that are done again, and what is said of them.
struct RerunTests {
    private func probe() throws -> ExampleProgram {
        let program = try ExampleProgram("probe")
        let result = try program.run(
            "hydra.run.dir=first", "objective=0.5", "loss=1.25", "file=out.txt", "content='a 1.5 b'", "text='${now:%f}'"
        )
        #expect(result.status == 0, "\(result.errors)")
        return program
    }

    private func record(_ program: ExampleProgram, _ path: String) throws -> [String: Any] {
        try #require(
            try JSONSerialization.jsonObject(with: program.bytes(of: "\(path)/.hydra/record.json")) as? [String: Any])
    }

    @Test func aRerunHasTheFrozenConfigANewDirectoryAndTheNameOfItsOrigin() throws {
        let program = try probe()
        defer { program.cleanUp() }
        let result = try program.run("--rerun", "first")
        #expect(result.status == 0, "\(result.errors)")
        #expect(result.errors == "")
        #expect(result.output == "directory: \(program.directory.path)/first-1\n")
        // A composition would have read the clock again.
        #expect(try program.bytes(of: "first-1/.hydra/frozen.yaml") == program.bytes(of: "first/.hydra/frozen.yaml"))
        let record = try record(program, "first-1")
        let origin = try #require(record["origin"] as? [String: Any])
        #expect(origin["kind"] as? String == "rerun")
        #expect(origin["directory"] as? String == "\(program.directory.path)/first")
        #expect(origin["differences"] as? [String] == [])
        #expect(record["objective"] as? Double == 0.5)
    }

    @Test func overridesApplyToTheFrozenConfig() throws {
        let program = try probe()
        defer { program.cleanUp() }
        let result = try program.run("--rerun", "first", "objective=0.75", "hydra.run.dir=second")
        #expect(result.status == 0, "\(result.errors)")
        #expect(try record(program, "second")["objective"] as? Double == 0.75)
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
        let host = try #require((try record(program, "first")["machine"] as? [String: Any])?["host"] as? String)
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
        let differences = (try record(program, "first-1")["origin"] as? [String: Any])?["differences"] as? [String]
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
        #expect(try record(program, "first")["status"] as? String == "failed")
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
                == "error: --rerun and --multirun cannot be given together\n  help: leave one of the two out\n")
    }

    // MARK: verify

    @Test func aRunWithTheSameResultsIsVerified() throws {
        let program = try probe()
        defer { program.cleanUp() }
        let result = try ExampleProgram("hydrangea", in: program).run("verify", "first")
        #expect(result.status == 0, "\(result.errors)")
        #expect(result.output == "verified: all 3 results are the same\n")
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

    // MARK: diff

    @Test func twoRunsAreComparedKeyByKeyWithTheirOrigins() throws {
        let program = try probe()
        defer { program.cleanUp() }
        #expect(
            try program.run(
                "hydra.run.dir=second", "objective=0.75", "loss=1.25", "file=out.txt", "content='a 1.5 b'", "text=x"
            ).status == 0)
        let tool = ExampleProgram("hydrangea", in: program)
        let result = try tool.run("diff", "first", "second")
        #expect(result.status == 1)
        let lines = result.output.split(separator: "\n").map {
            $0.split(separator: "    ").map { $0.trimmingCharacters(in: .whitespaces) }
        }
        #expect(lines.prefix(2) == [["--- first"], ["+++ second"]])
        #expect(lines.contains(["- objective: 0.5", "(argument 2: objective=0.5)"]))
        #expect(lines.contains(["+ objective: 0.75", "(argument 2: objective=0.75)"]))
        let same = try tool.run("diff", "first", "first")
        #expect(same.status == 0)
        #expect(same.output == "")
    }

    @Test func aRunOfHydrasIsComparedAsItWasWritten() throws {
        let program = try probe()
        defer { program.cleanUp() }
        let old = program.directory.appending(path: "old/.hydra")
        try FileManager.default.createDirectory(at: old, withIntermediateDirectories: true)
        try Data("loss: ${objective}\nobjective: 0.5\n".utf8).write(to: old.appending(path: "config.yaml"))
        try Data("hydra:\n  job:\n    name: old_app\n".utf8).write(to: old.appending(path: "hydra.yaml"))
        try Data("- objective=0.5\n".utf8).write(to: old.appending(path: "overrides.yaml"))
        let tool = ExampleProgram("hydrangea", in: program)
        try Data("objective: 0.25\nloss: ${objective}\n".utf8).write(
            to: program.directory.appending(path: "other.yaml"))
        #expect(
            try tool.run("diff", "old", "other.yaml").output == """
                --- old
                +++ other.yaml
                - objective: 0.5     (override objective=0.5)
                + objective: 0.25    (other.yaml:1:12)

                """)
        #expect(try tool.run("diff", "old", "first").output.contains("- loss: ${objective}"))
        #expect(
            try tool.run("runs", "old", "--columns", "directory,status,job,overrides", "--csv").output
                == "directory,status,job,overrides\n.,unknown,old_app,objective=0.5\n")
        let rerun = try program.run("--rerun", "old")
        #expect(
            rerun.errors == """
                error: this run has no frozen config, so it cannot be repeated as it was
                  \(program.directory.path)/old
                  help: compose it anew, without --rerun; its overrides were: objective=0.5

                """)
    }

    // MARK: runs

    @Test func runsAreListedChosenAndSorted() throws {
        let program = try ExampleProgram("probe")
        defer { program.cleanUp() }
        for (name, loss) in [("a", "0.5"), ("b", "0.005"), ("c", "2")] {
            _ = try program.run(
                "hydra.run.dir=runs/\(name)", "loss=\(loss)", "objective=\(loss)", "act=\(name == "c" ? "fail" : "end")"
            )
        }
        let tool = ExampleProgram("hydrangea", in: program)
        let csv = ["--columns", "directory,status,loss", "--csv"]
        #expect(
            try tool.run(["runs", "loss<0.6"] + csv).output
                == "directory,status,loss\nruns/a,succeeded,0.5\nruns/b,succeeded,0.005\n")
        #expect(
            try tool.run(["runs", "runs", "status=failed"] + csv).output == "directory,status,loss\nc,failed,2.0\n")
        #expect(
            try tool.run(["runs", "--sort", "-objective"] + csv).output.split(separator: "\n").map {
                $0.split(separator: ",")[0]
            } == ["directory", "runs/c", "runs/a", "runs/b"])
        #expect(
            try tool.run("runs", "loss<0.01", "--columns", "directory,loss", "--json").output
                == "[\n  {\"directory\": \"runs/b\", \"loss\": 0.005}\n]\n")
        #expect(
            try tool.run("runs", "--columns", "directory,loss").output
                == "directory  loss\nruns/a     0.5\nruns/b     0.005\nruns/c     2.0\n")
        let none = try tool.run("runs", "loss>9")
        #expect(none.output == "" && none.status == 0)
        #expect(none.errors == "warning: none of the 3 runs below \(program.directory.path) is like that\n")
    }

    @Test func aBrokenRecordDoesNotHideTheOthers() throws {
        let program = try probe()
        defer { program.cleanUp() }
        #expect(try program.run("hydra.run.dir=second").status == 0)
        try Data("{\"version\": 1, \"status\": \"runn".utf8).write(
            to: program.directory.appending(path: "second/.hydra/record.json"))
        let result = try ExampleProgram("hydrangea", in: program).run("runs", "--columns", "directory", "--csv")
        #expect(result.output == "directory\nfirst\n")
        #expect(result.errors.contains("second/.hydra"))
        #expect(result.status == 0)
    }
}
