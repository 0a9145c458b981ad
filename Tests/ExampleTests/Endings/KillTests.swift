import Foundation
import HydrangeaPlatform
import Testing

/// Tests that a process killed at any moment leaves no incomplete file.
struct KillTests {
    /// A moment of a run, recognized by a file that appears in its directory.
    enum Moment: String, CaseIterable {
        case claimed = ".hydra"
        case configWritten = ".hydra/config.yaml"
        case recordWritten = ".hydra/record.json"
        case working = "begun"
        case closing = "out"
    }

    /// Each round waits for the moment and some more time, longer each round, and then kills the process.
    @Test(arguments: Moment.allCases) func aKillAtAnyMomentLeavesWholeFiles(moment: Moment) throws {
        let program = try ExampleProgram("probe")
        defer { program.cleanUp() }
        let rounds = 40
        var killed = 0
        for round in 0..<rounds {
            let process = Process()
            let run = "run-\(round)"
            // The file `begun` appears when the job begins, and `out` when it is about to end.
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
                if file.hasSuffix("record.json") { _ = try program.record("\(run)/\(file)") }
            }
        }
        // A run that is about to end may end before the kill.
        #expect(killed >= (moment == .closing ? rounds / 4 : rounds), "killed in \(killed) of \(rounds) rounds")
        let list = try ExampleProgram("hydrangea", in: program).run("runs", "--columns", "status", "--csv")
        #expect(list.status == 0 && list.errors.isEmpty, "\(list.errors)")
        let statuses = Set(list.output.split(separator: "\n").dropFirst())
        // A run without a record has not started yet. Its files look like those of a run of Hydra.
        let possible: [Moment: Set<Substring>] = [
            .claimed: ["unknown", "lost"], .configWritten: ["unknown", "lost"], .closing: ["lost", "succeeded"],
        ]
        #expect(statuses.isSubset(of: possible[moment] ?? ["lost"]), "\(statuses)")
    }
}
