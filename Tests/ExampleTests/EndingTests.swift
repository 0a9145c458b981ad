import Foundation
import Testing

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// However a run ends, its record says so.
struct EndingTests {
    private func record(_ program: ExampleProgram, _ path: String = "run/.hydra/record.json") throws -> [String: Any] {
        try #require(try JSONSerialization.jsonObject(with: program.bytes(of: path)) as? [String: Any])
    }

    @Test(arguments: [
        (SIGTERM, "SIGTERM"), (SIGINT, "SIGINT"), (SIGHUP, "SIGHUP"), (SIGUSR1, "SIGUSR1"), (SIGUSR2, "SIGUSR2"),
        (SIGALRM, "SIGALRM"), (SIGXFSZ, "SIGXFSZ"),
    ])
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
        #expect(try record(program)["status"] as? String == "running")
        #expect(running.end(by: signal) == signal)
        let record = try record(program)
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
        #expect(try record(program)["signal"] as? String == "SIGRTMIN+3")
    }
    #endif

    @Test func aClosedScreenDoesNotEndARun() throws {
        let program = try ExampleProgram("probe")
        defer { program.cleanUp() }
        let script = "probe wait=0.3 act=print hydra.run.dir=run say=hello | head -1; echo ${PIPESTATUS[0]}"
        let result = try program.shell(script)
        #expect(result.output.hasSuffix("hello\n0\n"))
        #expect(try record(program)["status"] as? String == "succeeded")
        #expect(try program.text(of: "run/probe.log").contains("hello"))
    }

    @Test func aFullStackIsACrash() throws {
        let program = try ExampleProgram("probe")
        defer { program.cleanUp() }
        #expect(try program.run("act=overflow", "hydra.run.dir=run").status == SIGSEGV)
        let record = try record(program)
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
        // It may still be that of a run that is just starting.
        #expect(try program.run("hydra.run.dir=run").status == 1)
        sleep(3)
        #expect(try program.run("hydra.run.dir=run").status == 0)
        #expect(
            try program.files(in: "run/.hydra") == [
                "config.yaml", "frozen.yaml", "hydra.yaml", "origins.yaml", "overrides.yaml", "record.json",
            ])
        #expect(try program.run("hydra.run.dir=run").status == 1)
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

    /// Whether a small file system can be mounted here: by root, outside most containers.
    static let canMount: Bool = {
        guard geteuid() == 0, let program = try? ExampleProgram("probe") else { return false }
        defer { program.cleanUp() }
        return (try? program.shell("mkdir m && mount -t tmpfs none m && umount m").status) == 0
    }()

    @Test(
        .enabled(if: canMount, "no file system can be mounted here"),
        arguments: [("end", "succeeded"), ("fail", "failed")])
    func aFullDiskDoesNotKeepARecordFromBeingClosed(act: String, status: String) throws {
        let program = try ExampleProgram("probe")
        defer { program.cleanUp() }
        let result = try program.shell(
            """
            mkdir disk && mount -t tmpfs -o size=256k none disk || exit 9
            probe act=\(act) wait=1 objective=2 hydra.run.dir=disk/run >out 2>errors & p=$!
            while ! grep -q directory out; do sleep 0.02; done
            cat /dev/zero >disk/fill 2>/dev/null
            wait $p; echo $?
            cp disk/run/.hydra/record.json record.json; ls disk/run/.hydra; umount disk
            """)
        #expect(
            result.output == """
                \(act == "end" ? 0 : 1)
                config.yaml
                frozen.yaml
                hydra.yaml
                origins.yaml
                overrides.yaml
                record.json

                """)
        let record = try record(program, "record.json")
        #expect(record["status"] as? String == status)
        #expect(record["objective"] as? Double == 2)
    }

    @Test(arguments: ["--cfg job", "--schema", "--explain act", "--help", "--info config"])
    func whatCannotBePrintedIsAnError(arguments: String) throws {
        let program = try ExampleProgram("probe")
        defer { program.cleanUp() }
        let result = try program.shell(
            "probe \(arguments) >/dev/full; echo $?; hydrangea schema record >/dev/full; echo $?")
        #expect(result.output == "1\n1\n")
        let message = "error: the output cannot be written: No space left on device\n"
        #expect(result.errors == message + message)
    }

    @Test(arguments: ["-t 240001010000", "-t 000101010000", "-d @-99999999999", "pipe", "loop", "device", "vanished"])
    func noFileKeepsARunFromItsEnd(kind: String) throws {
        let program = try ExampleProgram("probe")
        defer { program.cleanUp() }
        let make =
            switch kind {
            case "pipe": "mkfifo d"
            case "loop": "mkdir d; ln -s ../d d/a; ln -s . d/b; echo 1 >d/c"
            case "device": "ln -s /dev/zero d"
            case "vanished": "ln -s nowhere d"
            default: "touch \(kind) d || touch d"
            }
        let result = try program.shell("\(make); timeout 20 probe data=d hydra.run.dir=run")
        let fails = ["pipe", "device", "vanished"].contains(kind)
        #expect(result.status == (fails ? 1 : 0), "\(result.errors)")
        #expect(try record(program)["status"] as? String == (fails ? "failed" : "succeeded"))
        let reason = kind == "vanished" ? "No such file or directory" : "it is no file but a pipe, a socket or a device"
        if fails {
            #expect(
                result.errors == "error: the data cannot be read: \(reason)\n  \(program.directory.path)/d\n")
        }
    }

    @Test func pipesInThePlaceOfRecordsAndConfigsAreRefused() throws {
        let program = try ExampleProgram("my_app")
        defer { program.cleanUp() }
        let result = try program.shell(
            """
            mkdir -p conf/g run/.hydra; echo 'x: 1' >conf/config.yaml; mkfifo conf/g/a.yaml run/.hydra/record.json
            echo 'x: 1' >run/.hydra/config.yaml; echo 'hydra: {}' >run/.hydra/hydra.yaml
            timeout 20 my_app -cp conf -cn config +g=a; echo $?
            timeout 20 hydrangea runs; echo $?
            """)
        #expect(result.output.split(separator: "\n").filter { Int($0) != nil } == ["1", "0"])
        #expect(result.errors.contains("cannot read conf/g/a.yaml: it is no file but a pipe, a socket or a device"))
        #expect(
            result.errors.contains("/record.json cannot be read: it is no file but a pipe, a socket or a device"))
    }

    @Test func aRepositorysOwnCommandsAreNotRun() throws {
        let program = try ExampleProgram("probe")
        defer { program.cleanUp() }
        let result = try program.shell(
            """
            export HOME=$PWD; git init -q .; git config user.email a@b; git config user.name a
            echo '*.txt filter=own' >.gitattributes; echo 1 >a.txt; git add -A; git commit -qm 1
            printf '#!/bin/sh\ntouch monitored\n' >monitor; printf '#!/bin/sh\ntouch filtered\ncat\n' >clean
            chmod +x monitor clean
            git config core.fsmonitor "$PWD/monitor"; git config filter.own.clean "$PWD/clean"
            git config filter.own.required true; echo 2 >a.txt
            probe hydra.run.dir=run >out; ls
            """)
        #expect(result.status == 0, "\(result.errors)")
        #expect(!result.output.contains("monitored") && !result.output.contains("filtered"))
        let git = try #require(try record(program)["git"] as? [String: Any])
        #expect(git["dirty"] as? Bool == true)
        #expect(try program.text(of: "run/.hydra/changes.diff").contains("-1\n+2\n"))
    }

    @Test func aTreeCannotNamePlacesOutside() throws {
        let program = try ExampleProgram("my_app")
        defer { program.cleanUp() }
        let place = program.directory.path
        let result = try program.shell(
            """
            mkdir conf; echo keep >keep.txt
            p='# @package _global_'
            printf 'hydra: {output_subdir: ../../x}' >conf/a.yaml; printf 'hydra: {run: {dir: ../x}}' >conf/b.yaml
            printf 'hydra: {job: {name: ../../../x}}' >conf/c.yaml
            printf 'hydra: {job_logging: {handlers: {file: {filename: keep.txt, mode: w}}}}' >conf/d.yaml
            for i in a b c; do my_app -cp conf -cn $i; echo $?; done
            my_app -cp conf -cn d hydra.run.dir=../"$(basename $PWD)"/run >/dev/null; echo $?; head -1 keep.txt
            """)
        #expect(result.output == "1\n1\n1\n0\nkeep\n")
        #expect(result.errors.contains("error: hydra.output_subdir leads out of \(place)/outputs/"))
        #expect(result.errors.contains("error: hydra.run.dir leads out of \(place)\n"))
        #expect(result.errors.contains("error: a job's name cannot lead to another directory: '../../../x'"))
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
            #expect(try record(program, "own-\(rank - 1)/.hydra/record.json")["rank"] is NSNull)
        }
    }

    @Test(.enabled(if: geteuid() == 0, "only root can make files of other users"))
    func anotherUsersEnvironmentFileIsPassedOver() throws {
        let program = try ExampleProgram("probe")
        defer { program.cleanUp() }
        let result = try program.shell(
            """
            echo A=1 >.env; chmod 600 .env; mkdir below; chmod 777 . below; cd below
            setpriv --reuid=65534 --regid=65534 --clear-groups probe hydra.run.dir=run; echo $?
            """)
        #expect(result.output.hasSuffix("\n0\n"))
        #expect(
            result.errors == """
                warning: the environment file \(program.directory.path)/.env belongs to another user and is passed over
                  help: --env-file FILE names another one, --no-env-file reads none

                """)
    }

    /// A moment in a run's life that shows in its directory.
    enum Moment: String, CaseIterable {
        case claimed = ".hydra"
        case configWritten = ".hydra/config.yaml"
        case recordWritten = ".hydra/record.json"
        case working = "begun"
        case closing = "out"
    }

    /// Each round waits for its moment, and a little longer each time, and kills: 200 rounds.
    @Test(arguments: Moment.allCases) func aKillAtAnyMomentLeavesWholeFiles(moment: Moment) throws {
        let program = try ExampleProgram("probe")
        defer { program.cleanUp() }
        let rounds = 40
        var killed = 0
        for round in 0..<rounds {
            let process = Process()
            let run = "run-\(round)"
            // The file `begun` is there when the job begins, `out` when it is about to end.
            let wait = moment == .closing ? "0" : "0.2"
            let file = moment == .working ? "begun" : "out"
            program.prepare(process, ["hydra.run.dir=\(run)", "wait=\(wait)", "file=\(file)"])
            process.standardOutput = FileHandle.nullDevice
            process.standardError = FileHandle.nullDevice
            try process.run()
            let sign = program.directory.appending(path: "\(run)/\(moment.rawValue)").path
            while access(sign, F_OK) != 0, process.isRunning { usleep(20) }
            usleep(UInt32(round * 25))
            kill(process.processIdentifier, SIGKILL)
            process.waitUntilExit()
            if process.terminationReason == .uncaughtSignal { killed += 1 }
            for file in try program.files(in: run) where !file.contains(".tmp-") && file.hasPrefix(".hydra/") {
                let text = try program.text(of: "\(run)/\(file)")
                #expect(text.hasSuffix("\n"), "\(run)/\(file)")
                if file.hasSuffix("record.json") { _ = try record(program, "\(run)/\(file)") }
            }
        }
        // A run that is about to end may be quicker than the kill.
        #expect(killed >= (moment == .closing ? rounds / 4 : rounds), "killed in \(killed) of \(rounds) rounds")
        let list = try ExampleProgram("hydrangea", in: program).run("runs", "--columns", "status", "--csv")
        #expect(list.status == 0 && list.errors.isEmpty, "\(list.errors)")
        let statuses = Set(list.output.split(separator: "\n").dropFirst())
        // A run without a record has not started yet; its files look like those of a run of Hydra's.
        let possible: [Moment: Set<Substring>] = [
            .claimed: ["unknown", "lost"], .configWritten: ["unknown", "lost"], .closing: ["lost", "succeeded"],
        ]
        #expect(statuses.isSubset(of: possible[moment] ?? ["lost"]), "\(statuses)")
    }
}
