import Foundation
import Testing

/// Tests of the choice of run directories, with real processes.
struct DirectoryTests {
    private func status(_ program: ExampleProgram, _ place: String) throws -> String? {
        let record = try JSONSerialization.jsonObject(with: program.bytes(of: "\(place)/record.json")) as? [String: Any]
        return record?["status"] as? String
    }

    /// Starts several processes at once and waits for all of them.
    private func start(
        _ program: ExampleProgram, _ lines: [[String]], environment: (Int) -> [String: String] = { _ in [:] }
    ) throws -> [Int32] {
        let processes = try lines.enumerated().map { index, arguments in
            var own = program
            own.environment = environment(index)
            let process = Process()
            own.prepare(process, arguments)
            process.standardOutput = FileHandle.nullDevice
            process.standardError = FileHandle.nullDevice
            try process.run()
            return process
        }
        return processes.map { process in
            process.waitUntilExit()
            return process.terminationStatus
        }
    }

    @Test func aHundredProgramsStartedAtOnceMakeAHundredDirectories() throws {
        let program = try ExampleProgram("probe")
        defer { program.cleanUp() }
        let line = ["hydra.run.dir=outputs/${now:%Y}"]
        let statuses = try start(program, Array(repeating: line, count: 100))
        #expect(statuses.allSatisfy { $0 == 0 })
        let records = try program.files(in: "outputs").filter { $0.hasSuffix("/.hydra/record.json") }
        #expect(records.count == 100)
        for record in records {
            #expect(try status(program, "outputs/" + record.dropLast("/record.json".count)) == "succeeded")
        }
    }

    @Test func programsThatShareAWorkingDirectoryKeepAllTheirRecords() throws {
        let program = try ExampleProgram("probe")
        defer { program.cleanUp() }
        let lines = (0..<10).map { ["hydra.run.dir=.", "text=run-\($0)", "wait=0.05", "hydra/job_logging=none"] }
        #expect(try start(program, lines).allSatisfy { $0 == 0 })
        let records = try program.files(in: ".").filter { $0.hasSuffix("/record.json") }.map {
            String($0.dropLast("/record.json".count))
        }
        #expect(Set(records) == Set([".hydra"] + (1..<10).map { ".hydra-\($0)" }))
        #expect(try records.allSatisfy { try status(program, $0) == "succeeded" })
        let texts = try records.map { try program.text(of: "\($0)/overrides.yaml") }
        #expect(Set(texts).count == 10)
    }

    @Test func aRunThatIsNotAloneInItsDirectorySaysSo() throws {
        let program = try ExampleProgram("probe")
        defer { program.cleanUp() }
        let running = try RunningProgram(program, ["act=sleep", "hydra.run.dir=."])
        let words =
            "another run works in this directory, process \(running.process.processIdentifier): what both write under one name, the later one overwrites"
        let result = try program.run("hydra.run.dir=.", "file=out.txt")
        #expect(result.status == 0)
        #expect(
            result.errors
                == "warning: \(words)\n  help: without hydra.run.dir=. each run has a directory of its own\n")
        #expect(try program.text(of: "probe.log").contains("[probe][WARNING] - \(words)\n"))
        #expect(try status(program, ".hydra") == "succeeded")
        #expect(running.end(by: SIGTERM) == SIGTERM)
        #expect(try status(program, ".hydra-1") == "killed")
        #expect(try program.run("hydra.run.dir=.", "file=out.txt").errors == "")
    }

    @Test func ofTwoRunsThatStartAtOnceInADirectoryOneSaysSo() throws {
        let program = try ExampleProgram("probe")
        defer { program.cleanUp() }
        for round in 0..<4 {
            let result = try program.shell(
                "for i in 1 2; do probe hydra.run.dir=. wait=3 text=\(round) >out-$i & done; wait")
            #expect(result.errors.contains("warning: another run works in this directory"), "\(round)")
        }
    }

    @Test func argumentsThatAreNotUTF8AreRefused() throws {
        let program = try ExampleProgram("probe")
        defer { program.cleanUp() }
        let result = try program.shell(
            #"""
            for argument in $'text=caf\xe9' $'hydra.run.dir=ol\xc3' $'--config-name=\xff' $'\xf0\x9f\x98'; do
                probe status=0 "$argument"; echo $?
            done
            probe "text='café�'" hydra.run.dir=run; hydrangea compose $'x=\xe9' -h; echo $?
            """#)
        #expect(result.output == "2\n2\n2\n2\ndirectory: \(program.directory.path)/run\n1\n")
        let help = "\n  help: write it in UTF-8; a file with such a name can be given by a link to it\n"
        #expect(
            result.errors
                == [
                    "argument 2 is not UTF-8: its byte 9 is 0xE9", "argument 2 is not UTF-8: its byte 17 is 0xC3",
                    "argument 2 is not UTF-8: its byte 15 is 0xFF", "argument 2 is not UTF-8: its byte 1 is 0xF0",
                    "argument 2 is not UTF-8: its byte 3 is 0xE9",
                ].map { "error: \($0)\(help)" }.joined())
        #expect(try program.files(in: ".").allSatisfy { $0.hasPrefix("run/") })
        #expect(try program.text(of: "run/.hydra/config.yaml").contains("café�"))
    }

    @Test func aDirectoryKeepsItsNameWhateverTextASecretHas() throws {
        let program = try ExampleProgram("my_app")
        defer { program.cleanUp() }
        let script = """
            mkdir -p test-project/conf && cd test-project
            echo 'db: {password: x, user: y}' > conf/config.yaml
            for place in test runs/test-1 'runs/${db.user}'; do
                my_app -cp conf -cn config db.password=test db.user=test hydra.run.dir="$place/a" >/dev/null || exit 1
            done
            DB_PASSWORD=test my_app -cp conf -cn config +p='${oc.env:DB_PASSWORD}' hydra.run.dir=test/b >/dev/null
            """
        #expect(try program.shell(script).status == 0)
        let records = try program.files(in: ".").filter { $0.hasSuffix("record.json") }.sorted()
        #expect(
            records
                == ["test/a", "test/b", "runs/test-1/a", "runs/test/a"].map { "test-project/\($0)/.hydra/record.json" }
                .sorted())
    }

    @Test func aTakenDirectoryIsRefusedUnlessTheCommandLineSaysWhatToDo() throws {
        let program = try ExampleProgram("probe")
        defer { program.cleanUp() }
        #expect(try program.run("hydra.run.dir=out", "text=first").status == 0)
        let refused = try program.run("hydra.run.dir=out")
        #expect(refused.status == 1)
        #expect(
            refused.errors == """
                error: another run has this directory already, and its record is not overwritten
                  \(program.directory.path)/out
                  help: --exist suffix takes a new one beside it, --exist resume goes on there, hydra.run.dir=DIRECTORY names another

                """)
        #expect(try program.run("hydra.run.dir=out", "--exist", "error").status == 1)
        #expect(
            try program.run("hydra.run.dir=out", "--exist", "suffix").output
                == "directory: \(program.directory.path)/out-1\n")
        #expect(
            try program.run("hydra.run.dir=out", "--exist", "resume", "text=second").output
                == "directory: \(program.directory.path)/out\n")
        #expect(try program.text(of: "out/.hydra-1/overrides.yaml") == "- text=first\n")
        #expect(try program.text(of: "out/.hydra/overrides.yaml") == "- text=second\n")
        let record = try #require(
            try JSONSerialization.jsonObject(with: program.bytes(of: "out/.hydra/record.json")) as? [String: Any])
        let origin = try #require(record["origin"] as? [String: Any])
        #expect(origin["kind"] as? String == "resume")
        #expect(origin["record"] as? String == "\(program.directory.path)/out/.hydra-1")
    }

    @Test func aRunThatHasNotEndedIsNotResumed() throws {
        let program = try ExampleProgram("probe")
        defer { program.cleanUp() }
        let running = try RunningProgram(program, ["act=sleep", "hydra.run.dir=out"])
        let result = try program.run("hydra.run.dir=out", "--exist", "resume")
        #expect(result.status == 1)
        #expect(
            result.errors.hasPrefix(
                "error: the run in this directory has not ended: it is process \(running.process.processIdentifier) on "
            ))
        #expect(running.end(by: SIGKILL) == SIGKILL)
        #expect(try program.run("hydra.run.dir=out", "--exist", "resume").status == 0)
    }

    @Test func withoutARunDirectoryNothingIsWritten() throws {
        let program = try ExampleProgram("probe")
        defer { program.cleanUp() }
        let result = try program.run("--no-run-dir", "objective=1")
        #expect(result.status == 0, "\(result.errors)")
        #expect(result.output.hasPrefix("directory: \(program.directory.path)\n"))
        #expect(try program.run("--no-run-dir", "-m", "objective=1,2").status == 0)
        #expect(try program.files(in: ".") == [])
        let contradiction = try program.run("--no-run-dir", "hydra.job.chdir=true")
        #expect(
            contradiction.errors == """
                error: hydra.job.chdir asks for a job that works in its run's directory, and --no-run-dir for none
                  help: hydra.job.chdir=false

                """)
        #expect(
            try program.run("--no-run-dir", "--exist", "suffix").errors
                == "error: --exist and --no-run-dir cannot be given together\n  help: leave one of the two out\n")
    }

    @Test(arguments: [
        ("RANK", "WORLD_SIZE"), ("SLURM_PROCID", "SLURM_NTASKS"), ("OMPI_COMM_WORLD_RANK", "OMPI_COMM_WORLD_SIZE"),
        ("PMI_RANK", "PMI_SIZE"),
    ])
    func theProcessesOfOneJobShareADirectory(rank: String, count: String) throws {
        let program = try ExampleProgram("probe")
        defer { program.cleanUp() }
        // Two jobs, because the second one must ignore the announcement of the first.
        for job in 0..<2 {
            // Rank 0 starts last.
            let statuses = try start(program, Array(repeating: ["text=${now:%f}", "wait=0.05"], count: 4)) {
                [rank: String(3 - $0), count: "4"]
            }
            #expect(statuses.allSatisfy { $0 == 0 })
            let records = try program.files(in: "outputs").filter { $0.hasSuffix(".hydra/record.json") }
            #expect(records.count == job + 1)
        }
        for record in try program.files(in: "outputs").filter({ $0.hasSuffix(".hydra/record.json") }) {
            let place = "outputs/" + record.dropLast(".hydra/record.json".count)
            let files = try program.files(in: place)
            #expect(files.contains("probe.log") && (1...3).allSatisfy { files.contains("probe.rank-\($0).log") })
            // The time `${now:%f}` is the same in all processes.
            let fingerprints = try ["record", "rank-1", "rank-2", "rank-3"].map { name in
                let record =
                    try JSONSerialization.jsonObject(with: program.bytes(of: "\(place).hydra/\(name).json"))
                    as? [String: Any]
                return record?["fingerprint"] as? String
            }
            #expect(Set(fingerprints).count == 1)
        }
    }

    @Test func aProcessWhoseFirstDoesNotComeSaysSo() throws {
        var program = try ExampleProgram("probe")
        defer { program.cleanUp() }
        program.environment = ["RANK": "1", "WORLD_SIZE": "2", "HYDRANGEA_RANK_TIMEOUT": "0"]
        let result = try program.run("text=1")
        #expect(result.status == 1)
        #expect(
            result.errors == """
                error: process 1 of 2 has waited 0 s for the directory that process 0 makes
                  waited for: \(program.directory.path)/outputs/.ranks/of-2.json
                  the variables of torchrun say that 2 processes work on this job
                  help: see what process 0 says; the directory must be on a disk that all share. HYDRANGEA_RANK_TIMEOUT=SECONDS sets how long to wait, \
                --no-run-dir does without a directory

                """)
        #expect(try program.files(in: ".") == [])
    }

    @Test func processesOfOneJobWithDifferentConfigsAreTold() throws {
        let program = try ExampleProgram("probe")
        defer { program.cleanUp() }
        let result = try program.shell(
            """
            for i in 0 1 2; do SLURM_JOB_ID=7 SLURM_STEP_ID=0 SLURM_PROCID=$i SLURM_NTASKS=3 \
              probe objective=$i hydra.run.dir=out >/dev/null & done; wait
            for i in 0 1; do HYDRANGEA_RANKS=off SLURM_PROCID=$i SLURM_NTASKS=2 probe hydra.run.dir=own-$i >/dev/null; done
            """)
        #expect(result.status == 0)
        for rank in 1...2 {
            #expect(
                try program.text(of: "out/probe.rank-\(rank).log").contains(
                    "process \(rank) of 3 has another config than process 0; it is kept in rank-\(rank).frozen.yaml. "
                        + "If the processes are runs of their own, set HYDRANGEA_RANKS=off"))
            #expect(try program.text(of: "out/.hydra/rank-\(rank).frozen.yaml").contains("objective: \(rank)"))
            #expect(try program.record("own-\(rank - 1)/.hydra/record.json")["rank"] is NSNull)
        }
    }
}
