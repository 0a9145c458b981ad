import Foundation
import Testing

/// Tests of listing and comparing runs.
struct RunListTests {
    @Test func twoRunsAreComparedKeyByKeyWithTheirOrigins() throws {
        let program = try ExampleProgram.probeThatRan()
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
        let program = try ExampleProgram.probeThatRan()
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
        let program = try ExampleProgram.probeThatRan()
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
