import Foundation
import HydrangeaFiles
import HydrangeaTree
import TestSupport
import Testing
@testable import HydrangeaRun

/// Tests of the recorded facts about machine, code and data, with real files and programs.
@Suite struct SurroundingsTests {
    private let environment = ["PATH": "/usr/bin:/bin", "HOME": "/nonexistent"]

    @discardableResult
    private func git(_ scratch: Scratch, _ arguments: String...) throws -> String {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments =
            ["git", "-C", scratch.path, "-c", "user.name=T", "-c", "user.email=t@example.org"] + arguments
        let pipe = Pipe()
        process.standardOutput = pipe
        process.standardError = FileHandle.nullDevice
        try process.run()
        let output = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return String(decoding: output, as: UTF8.self)
    }

    @Test func theRepositoryIsDescribedAndItsDiffIsKept() throws {
        let scratch = try Scratch()
        try git(scratch, "init", "-q", "-b", "main")
        try scratch.write("a.swift", "let a = 1\n")
        try git(scratch, "add", ".")
        try git(scratch, "commit", "-qm", "one")
        let commit = try git(scratch, "rev-parse", "HEAD").trimmingCharacters(in: .newlines)
        #expect(
            RunRecord.GitState.of(scratch.path, environment: environment)
                == RunRecord.GitState(commit: commit, branch: "main", isDirty: false))

        try scratch.write("a.swift", "let a = 2\n")
        try scratch.write("new.swift", "")
        var diff: [UInt8] = []
        let state = try #require(RunRecord.GitState.of(scratch.path, environment: environment) { diff = $0 })
        #expect(state.isDirty)
        #expect(state.untracked == ["new.swift"])
        #expect(state.diff == .init(sha256: Fingerprint(of: diff), bytes: diff.count, file: "changes.diff"))
        // Applying the diff restores the changes.
        try scratch.write(".git/kept.diff", String(decoding: diff, as: UTF8.self))
        try git(scratch, "checkout", "-q", "a.swift")
        try git(scratch, "apply", ".git/kept.diff")
        #expect(try scratch.text("a.swift") == "let a = 2\n")
    }

    @Test func aDiffThatIsTooLargeIsOnlyNamed() throws {
        let scratch = try Scratch()
        try git(scratch, "init", "-q")
        try scratch.write("data", "x\n")
        try git(scratch, "add", ".")
        try git(scratch, "commit", "-qm", "one")
        try scratch.write("data", (0..<200_000).map { "line \($0)\n" }.joined())
        var isKept = false
        let state = try #require(RunRecord.GitState.of(scratch.path, environment: environment) { _ in isKept = true })
        let diff = try #require(state.diff)
        #expect(diff.bytes > RunRecord.GitState.Diff.sizeLimit)
        #expect(diff.file == nil)
        #expect(!isKept)
    }

    @Test func outsideOfARepositoryThereIsNoState() throws {
        #expect(RunRecord.GitState.of(try Scratch().path, environment: environment) == nil)
    }

    @Test func graphicsProcessorsAreAskedForOfTheirCommands() throws {
        let scratch = try Scratch()
        func install(_ name: String, _ output: String) throws {
            try scratch.write("bin/\(name)", "#!/bin/sh\ncat <<'E'\n\(output)\nE\n")
            try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: scratch("bin/\(name)"))
        }
        let environment = ["PATH": scratch("bin") + ":/bin:/usr/bin"]
        // On a machine with GPUs, the list is not empty.
        let driver = scratch("driver")
        #expect(RunRecord.GPU.all(environment: ["PATH": scratch("bin")], driver: driver) == [])
        try install("rocm-smi", "\ndevice,Card Series,Card Model,Unique ID\ncard0,Instinct MI300X,0x74a1,0xabc")
        #expect(
            RunRecord.GPU.all(environment: environment, driver: driver) == [
                RunRecord.GPU(name: "Instinct MI300X", uuid: "0xabc")
            ])
        try install("nvidia-smi", "NVIDIA H100, GPU-1, 555.42, 81559 MiB")
        #expect(
            RunRecord.GPU.all(environment: environment, driver: driver) == [
                RunRecord.GPU(name: "NVIDIA H100", uuid: "GPU-1", driver: "555.42", memory: "81559 MiB")
            ])
        // NVIDIA's kernel driver lists its GPUs without a command.
        try scratch.write("driver/version", "NVRM version: NVIDIA UNIX x86_64 Kernel Module  550.54.15  Tue Mar 5\n")
        try scratch.write("driver/gpus/0000:01:00.0/information", "Model: \t\t NVIDIA A100\nGPU UUID: \t GPU-2\n")
        #expect(
            RunRecord.GPU.all(environment: environment, driver: driver) == [
                RunRecord.GPU(name: "NVIDIA A100", uuid: "GPU-2", driver: "550.54.15")
            ])
    }

    @Test func aCommandThatHangsIsGivenUp() throws {
        let process = try #require(ChildProcess("sleep", ["100"], environment: environment))
        #expect(process.output(within: 0.2) == nil)
        #expect(ChildProcess("no-such-command", [], environment: environment) == nil)
    }

    @Test func theMachineIsDescribed() {
        var machine = RunRecord.Machine(environment: environment)
        machine.probeHardware(environment: environment)
        #expect(!machine.host.isEmpty && !machine.system.isEmpty && machine.user.hasPrefix("uid "))
        #expect((machine.cores ?? 0) > 0 && (machine.memory ?? 0) > 1 << 20)
    }

    @Test func aProcessIsKnownByMoreThanItsNumber() throws {
        let process = RunRecord.ProcessIdentity.current()
        #expect(process.state(isOurHost: true) == .alive)
        var other = process
        other.start = 1
        #expect(other.state(isOurHost: true) == .gone)
        other = process
        other.boot = "another"
        #expect(other.state(isOurHost: true) == .gone)
        #expect(other.state(isOurHost: false) == .unknown)
        other = process
        other.namespace = "pid:[1]"
        #expect(other.state(isOurHost: true) == .unknown)
    }

    // MARK: Data

    @Test func theFingerprintOfAFileIsRememberedAsLongAsItStaysTheSame() throws {
        let scratch = try Scratch()
        try scratch.write("data", "one")
        let old = Date(timeIntervalSinceNow: -100)
        try FileManager.default.setAttributes([.modificationDate: old], ofItemAtPath: scratch("data"))
        let cache = try #require(HashCache(environment: ["XDG_CACHE_HOME": scratch("cache")]))
        // The fingerprint of a file that was just written is not cached, because another write could get the same time.
        #expect(try FileHash(cache: cache).of(scratch("data")).sha256 == Fingerprint(of: "one".utf8))
        #expect(try cache.fingerprint(of: FileIdentity(of: scratch("data"))) == nil)
        usleep(2_100_000)
        #expect(try FileHash(cache: cache).of(scratch("data")).sha256 == Fingerprint(of: "one".utf8))
        #expect(try cache.fingerprint(of: FileIdentity(of: scratch("data"))) == Fingerprint(of: "one".utf8))
        try scratch.write("data", "two")
        try FileManager.default.setAttributes([.modificationDate: old], ofItemAtPath: scratch("data"))
        #expect(try FileHash(cache: cache).of(scratch("data")).sha256 == Fingerprint(of: "two".utf8))
    }

    @Test func aDirectorysFingerprintIsThatOfTheListOfItsFiles() throws {
        let scratch = try Scratch()
        try scratch.write("d/b/y", "2")
        try scratch.write("d/a", "1")
        let list = "\(Fingerprint(of: "1".utf8))  a\n\(Fingerprint(of: "2".utf8))  b/y\n"
        #expect(try FileHash().of(scratch("d")) == .init(sha256: Fingerprint(of: list.utf8), bytes: 2))
    }

    @Test func dataThatAreNotThoseOfTheirDVCFileAreSeen() throws {
        let scratch = try Scratch()
        try scratch.write("d.csv", "a,b\n")
        try scratch.write("d.csv.dvc", "outs:\n- md5: '00'\n  hash: md5\n  path: d.csv\n")
        let dvc = try #require(try RunRecord.DataFingerprint(of: scratch("d.csv"), FileHash()).dvc)
        #expect(dvc == .init(file: scratch("d.csv.dvc"), md5: "00", matches: false))
    }

    @Test func dvcsOwnSumsAreFoundAgain() throws {
        let scratch = try Scratch()
        // The MD5 of "hello\n", computed by md5sum.
        let hello = "b1946ac92492d2347c6235b4d2611184"
        try scratch.write("f", "hello\n")
        try scratch.write("f.dvc", "outs:\n- md5: \(hello)\n  hash: md5\n  path: f\n")
        try scratch.write("w", "hello\r\n")
        try scratch.write("w.dvc", "outs:\n- md5: \(hello)\n  path: w\n")
        // The hash that DVC 3 computes for a directory with this file.
        try scratch.write("d/f", "hello\n")
        let list = "[{\"md5\": \"\(hello)\", \"relpath\": \"f\"}]"
        try scratch.write("list", list)
        for name in ["f", "w"] {
            #expect(try RunRecord.DataFingerprint(of: scratch(name), FileHash()).dvc?.matches == true, "\(name)")
        }
        try scratch.write("d.dvc", "outs:\n- md5: \(try md5(scratch("list"))).dir\n  hash: md5\n  path: d\n")
        #expect(try RunRecord.DataFingerprint(of: scratch("d"), FileHash()).dvc?.matches == true)
    }

    private func md5(_ path: String) throws -> String {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = ["md5sum", path]
        let pipe = Pipe()
        process.standardOutput = pipe
        try process.run()
        let output = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return String(decoding: output.prefix(32), as: UTF8.self)
    }

    @Test func dataThatCannotBeReadAreAnError() throws {
        #expect(
            message { _ = try RunRecord.DataFingerprint(of: "/nowhere/d", FileHash()) }
                == "error: the data cannot be read: No such file or directory\n  /nowhere/d")
    }

    // MARK: Ranks and conditions

    @Test(arguments: [
        (["RANK": "1", "WORLD_SIZE": "2"], "torchrun 1/2"), (["SLURM_PROCID": "0", "SLURM_NTASKS": "8"], "slurm 0/8"),
        (["OMPI_COMM_WORLD_RANK": "3", "OMPI_COMM_WORLD_SIZE": "4"], "openmpi 3/4"),
        (["PMI_RANK": "1", "PMI_SIZE": "2"], "pmi 1/2"),
        (["RANK": "0", "WORLD_SIZE": "1"], "alone"), (["RANK": "2", "WORLD_SIZE": "2"], "alone"),
        (["RANK": "x", "WORLD_SIZE": "2"], "alone"), ([:], "alone"),
        (["RANK": "1"], "alone"),
    ])
    func launchersAreKnownByTheirVariables(environment: [String: String], place: String) {
        let rank = Run.Rank(environment: environment)
        #expect((rank.map { "\($0.launcher) \($0.index)/\($0.count)" } ?? "alone") == place)
    }

    @Test(arguments: [
        ("lr", false), ("", false), ("<3", false), ("lr<0.1", true), ("a.b!=x", true), ("a>=1", true),
        ("status==failed", true),
    ])
    func conditionsAreUnderstoodOrRefused(text: String, isCondition: Bool) {
        #expect(((try? RunCondition(text)) != nil) == isCondition)
    }

    @Test(arguments: [
        ("a<2", true), ("a<1", false), ("a<=1", true), ("a<=0.5", false), ("a>0", true), ("a>1", false), ("a>=1", true),
        ("a>=2", false), ("a=1", true), ("a==1", true), ("a=2", false), ("a!=2", true), ("a!=1", false), ("b!=1", true),
        ("b=1", false), ("t<=x", true), ("t>=y", false), ("t!=x", false), ("t=x", true),
    ])
    func aConditionComparesAsItsSignSays(text: String, isTrue: Bool) throws {
        let scratch = try Scratch()
        try scratch.write("run/.hydra/config.yaml", "a: 1\nt: x\n")
        let record = try RunRecord(at: scratch("run"))
        #expect(try RunCondition(text).holds(for: record, asSeenOn: "h") == isTrue)
    }

    @Test func anAnnouncementOfAnEarlierStartIsNotTaken() async throws {
        let scratch = try Scratch()
        let rank = try #require(Run.Rank(environment: ["RANK": "1", "WORLD_SIZE": "2"]))
        let provenance = Provenance(known: .init(machine: RunRecord.Machine(environment: [:])))
        var context = RunContext(arguments: ["app"], drawnSeed: Run.Seed(1), provenance: provenance)
        context.environment = ["HYDRANGEA_RANK_TIMEOUT": "0.3"]
        func join(after seconds: Double) async throws -> String {
            let moment = Run.Moment.now().microseconds - Int(seconds * 1e6)
            let text = "directory: /d, now: 1.0, seed: '1', token: t-\(seconds), moment: \(moment), host: h, pid: 1"
            try scratch.write(".ranks/of-2.json", "{\(text), boot: b, start: 1}")
            return try await RankMeeting(rank, at: scratch("run"), nil, 0, context).join().directory
        }
        #expect(try await join(after: 1) == "/d")
        await #expect(throws: ConfigError.self) { try await join(after: 100) }
    }

    /// Ranks in one process that wait for rank 0 leave its threads to other tasks, such as that of rank 0.
    @Test func ranksThatWaitDoNotBlockThreads() async throws {
        let scratch = try Scratch()
        let provenance = Provenance(known: .init(machine: RunRecord.Machine(environment: [:])))
        var context = RunContext(arguments: ["app"], drawnSeed: Run.Seed(1), provenance: provenance)
        // Tests that run beside this one may hold the threads for minutes.
        context.environment = ["HYDRANGEA_RANK_TIMEOUT": "3600"]
        func meeting(_ index: Int) throws -> RankMeeting {
            let rank = try #require(Run.Rank(environment: ["RANK": "\(index)", "WORLD_SIZE": "17"]))
            return RankMeeting(rank, at: scratch("run"), nil, 0, context)
        }
        try await withThrowingTaskGroup(of: String.self) { group in
            for index in 1...16 {
                let meeting = try meeting(index)
                group.addTask { try await meeting.join().directory }
            }
            let first = try meeting(0)
            group.addTask {
                try await Task.sleep(for: .milliseconds(50))
                try first.announce("/d")
                return "/d"
            }
            for try await directory in group { #expect(directory == "/d") }
        }
    }

    @Test func aTextThatIsNoConditionIsReported() {
        #expect(
            message { _ = try RunCondition("lr") } == """
                error: 'lr' is no condition
                  a condition compares a column or key with a value by =, !=, <, <=, > or >=
                  help: 'lr<0.01', status=failed, git=COMMIT; in a shell, quote < and >
                """)
        #expect(
            message { _ = try RunCondition("status!=fialed") } == """
                error: no run has the status 'fialed'
                  statuses: running, succeeded, failed, killed, crashed, lost, unknown
                  help: did you mean status!=failed?
                """)
    }
}
