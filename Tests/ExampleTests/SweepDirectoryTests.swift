import Foundation
import Testing

/// Tests the directory of a sweep: nothing is created before all jobs are checked, and a resumed sweep uses the same
/// directories.
struct SweepDirectoryTests {
    @Test(arguments: [
        "hydra.job_logging.root.handlers=[nope]", "hydra.job_logging.root.level=LOUD",
        "hydra.job_logging.handlers.file.class=nope", "hydra.hydra_logging.root.handlers=[nope]",
        "hydra.job_logging.handlers.file.formatter=nope",
    ])
    func aMistakeInTheLogShowsBeforeAnythingIsMade(setting: String) throws {
        let program = try ExampleProgram("probe")
        defer { program.cleanUp() }
        let job = ["objective=1,2", setting, "hydra.sweep.dir=s"]
        for arguments in [["-m"] + job, ["-m", "--dry-run"] + job] {
            let result = try program.run(arguments)
            #expect(result.status == 1)
            #expect(result.output == "")
            #expect(try program.files(in: ".") == [])
        }
        if setting.hasPrefix("hydra.job_logging") {
            let result = try program.run("objective=1", setting, "hydra.run.dir=r")
            #expect(result.status == 1)
            #expect(try program.files(in: ".") == [])
            #expect(try program.shell("ls").output == "")
        }
    }

    @Test func aSweepGoesOnInTheDirectoriesOfItsJobs() throws {
        let program = try ExampleProgram("probe")
        defer { program.cleanUp() }
        let sweep = ["-m", "hydra.sweep.dir=s", "file=x.txt", "content=y"]
        #expect(try program.run(sweep + ["objective=1,2"]).status == 0)
        let taken = try program.run(sweep + ["objective=1,2"])
        #expect(taken.status == 1)
        #expect(taken.errors.contains("--exist resume goes on there"))
        for objectives in ["1,2", "1,2", "1,2,3"] {
            let result = try program.run(sweep + ["--exist", "resume", "objective=\(objectives)"])
            #expect(result.status == 0, "\(result.errors)")
        }
        #expect(try program.shell("ls s").output == "0\n1\n2\nmultirun.yaml\nmultirun.yaml-1\n")
        #expect(try program.shell("ls -A s/0").output == ".hydra\n.hydra-1\n.hydra-2\n.hydra-3\nprobe.log\nx.txt\n")
    }
}
