import Foundation
import HydrangeaTree
import Synchronization
import TestSupport
import Testing
@testable import HydrangeaFiles

@Suite struct PosixFileTests {
    @Test func whoReadsWhileAFileIsWrittenSeesTheOldOneOrTheNewOne() throws {
        let scratch = try Scratch()
        let path = scratch("file")
        let versions = [UInt8(ascii: "a"), UInt8(ascii: "b")].map { [UInt8](repeating: $0, count: 300_000) }
        try PosixFile.writeWhole(path, versions[0])
        let mixed = Mutex(0)
        DispatchQueue.concurrentPerform(iterations: 3) { worker in
            for round in 0..<100 {
                if worker == 0 {
                    try? PosixFile.writeWhole(path, versions[round % 2])
                } else if let seen = try? PosixFile.bytes(of: path), !versions.contains(seen) {
                    mixed.withLock { $0 += 1 }
                }
            }
        }
        #expect(mixed.withLock { $0 } == 0)
        #expect(scratch.contents == ["file"])
    }

    @Test func aWriteThatFailsLeavesTheOldFileAndNothingElse() throws {
        let scratch = try Scratch()
        try scratch.write("place/inside", "old")
        #expect(throws: PosixFile.Failure.self) { try PosixFile.writeWhole(scratch("place"), "new".utf8) }
        #expect(scratch.contents == ["place", "place/inside"])
    }

    @Test func aFullDiskIsAFailure() throws {
        let file = open("/dev/full", O_WRONLY)
        defer { close(file) }
        let failure = PosixFile.append([1, 2, 3], to: file)
        #expect(failure?.reason == "No space left on device")
    }

    @Test func aNewFileDoesNotReplaceAnother() throws {
        let scratch = try Scratch()
        #expect(try PosixFile.writeNew(scratch("file"), "first".utf8))
        #expect(try !PosixFile.writeNew(scratch("file"), "second".utf8))
        #expect(try scratch.text("file") == "first")
        #expect(scratch.contents == ["file"])
    }

    @Test(arguments: [
        ("a/b", "/w", "/w/a/b"), ("../x", "/w/v", "/w/x"), ("./a/./b//c", "/w", "/w/a/b/c"), ("/abs/../x", "/w", "/x"),
        ("..", "/", "/"), ("", "/w", "/w"),
    ])
    func pathsAreMadeAbsoluteByTheirText(path: String, directory: String, absolute: String) {
        #expect(FilePath.absolute(path, in: directory) == absolute)
    }
}
