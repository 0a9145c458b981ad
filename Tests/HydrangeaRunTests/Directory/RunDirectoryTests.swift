import Foundation
import HydrangeaFiles
import HydrangeaTree
import Synchronization
import TestSupport
import Testing
@testable import HydrangeaRun

@Suite struct RunDirectoryTests {
    @Test func runsThatStartTogetherNeverShareADirectory() throws {
        let scratch = try Scratch()
        let count = 200
        let claimed = Mutex<[String]>([])
        DispatchQueue.concurrentPerform(iterations: count) { _ in
            guard
                let directory = try? RunDirectory.claim(
                    scratch("out/07-29-03"), hydraDirectory: ".hydra", ifTaken: .suffix)
            else { return }
            claimed.withLock { $0.append(directory.path) }
        }
        let paths = claimed.withLock { $0 }
        #expect(paths.count == count)
        #expect(Set(paths).count == count)
    }

    @Test func ofRunsThatWantOneDirectoryOneGetsIt() throws {
        let scratch = try Scratch()
        let winners = Mutex(0)
        DispatchQueue.concurrentPerform(iterations: 50) { _ in
            if (try? RunDirectory.claim(scratch("out"), hydraDirectory: ".hydra", ifTaken: .error)) != nil {
                winners.withLock { $0 += 1 }
            }
        }
        #expect(winners.withLock { $0 } == 1)
    }

    @Test func aSecondRunInTheSameSecondGetsANumber() throws {
        let scratch = try Scratch()
        let paths = try (0..<3).map { _ in
            try RunDirectory.claim(scratch("12-00-00"), hydraDirectory: ".hydra", ifTaken: .suffix).path
        }
        #expect(paths == [scratch("12-00-00"), scratch("12-00-00-1"), scratch("12-00-00-2")])
    }

    @Test func aDirectoryWithoutARecordIsTaken() throws {
        let scratch = try Scratch()
        try scratch.write("out/data.csv", "1")
        let directory = try RunDirectory.claim(scratch("out"), hydraDirectory: ".hydra", ifTaken: .error)
        #expect(directory.recordPath == scratch("out/.hydra"))
        #expect(scratch.contents == ["out", "out/.hydra", "out/.hydra/record.json.tmp-0", "out/data.csv"])
    }

    @Test func anEarlierRecordIsKeptBesideTheNewOne() throws {
        let scratch = try Scratch()
        for number in 0..<3 {
            _ = try RunDirectory.claim(scratch.path, hydraDirectory: ".hydra", ifTaken: .keepEarlier)
            try scratch.write(".hydra/record.json", "\(number)")
        }
        #expect(
            try [".hydra-1", ".hydra-2", ".hydra"].map { try scratch.text("\($0)/record.json") } == ["0", "1", "2"])
    }

    @Test func runsThatFollowEachOtherInOneDirectoryAtOnceAllKeepTheirFiles() throws {
        let scratch = try Scratch()
        let count = 200
        DispatchQueue.concurrentPerform(iterations: count) { number in
            guard let directory = try? RunDirectory.claim(scratch.path, hydraDirectory: ".hydra", ifTaken: .keepEarlier)
            else { return }
            // Every third run writes late, and every fifth run removes its directory again.
            if number % 3 == 0 { usleep(500) }
            try? directory.record?.write("record.json", "\(number)".utf8)
            if number % 5 == 0 { directory.undo(files: ["record.json"]) }
        }
        let records = scratch.contents.filter { $0.hasSuffix("/record.json") }
        let expected = (0..<count).filter { $0 % 5 != 0 }.map { "\($0)" }
        #expect(try Set(records.map { try scratch.text($0) }) == Set(expected))
        #expect(records.count == expected.count)
        #expect(!scratch.contents.contains { $0.contains(".tmp-") && !$0.contains("/") })
    }

    @Test func filesThatArePutAsideAtOnceAreAllKept() throws {
        let scratch = try Scratch()
        let file = scratch("multirun.yaml")
        DispatchQueue.concurrentPerform(iterations: 100) { number in
            let mine = scratch("mine-\(number)")
            try? PosixFile.writeWhole(mine, "\(number)".utf8)
            while link(mine, file) != 0 { _ = try? PosixFile.setAside(file) }
            unlink(mine)
        }
        #expect(try Set(scratch.contents.map { try scratch.text($0) }) == Set((0..<100).map { "\($0)" }))
        #expect(scratch.contents.count == 100)
    }

    @Test func aRecordIsNotOverwritten() throws {
        let scratch = try Scratch()
        let path = scratch("out")
        _ = try RunDirectory.claim(path, hydraDirectory: ".hydra", ifTaken: .error)
        #expect(
            message { _ = try RunDirectory.claim(path, hydraDirectory: ".hydra", ifTaken: .error) } == """
                error: another run has this directory already, and its record is not overwritten
                  \(path)
                  help: --exist suffix takes a new one beside it, --exist resume goes on there, hydra.run.dir=DIRECTORY names another
                """)
    }

    @Test func aPlaceThatCannotBeMadeIsReportedAndNothingIsLeft() throws {
        let scratch = try Scratch()
        try scratch.write("file", "")
        let path = scratch("file/out/07-29-03")
        #expect(
            message { _ = try RunDirectory.claim(path, hydraDirectory: ".hydra", ifTaken: .suffix) } == """
                error: the run directory cannot be made: Not a directory
                  \(path)
                  help: choose another place with hydra.run.dir=DIRECTORY
                """)
        #expect(scratch.contents == ["file"])
    }

    @Test func withoutARecordTheDirectoryAloneIsMade() throws {
        let scratch = try Scratch()
        let directory = try RunDirectory.claim(scratch("a/b"), hydraDirectory: nil, ifTaken: .error)
        #expect(directory.recordPath == nil)
        #expect(scratch.contents == ["a", "a/b"])
    }
}
