import HydrangeaTree
import TestSupport
import Testing
@testable import HydrangeaRun

@Suite struct RunPathTests {
    static let names = [
        ("weights.bin", "/runs/1/weights.bin"), ("a/b.bin", "/runs/1/a/b.bin"), ("/a//b/", "/runs/1/a/b"),
        ("", "/runs/1"), ("/", "/runs/1"), ("a b", "/runs/1/a b"),
    ]
    @Test(arguments: names) func aNameIsAppended(name: String, path: String) {
        #expect(RunPath("/runs/1").appending(name).string == path)
    }

    @Test func aPathIsTextWhereTextIsWanted() {
        let path = RunPath("/runs/1").appending("checkpoints").appending("last.bin")
        #expect(String(path) == "/runs/1/checkpoints/last.bin")
        #expect("\(path)" == path.string)
        #expect(path.name == "last.bin")
        #expect(path.parent == RunPath("/runs/1/checkpoints"))
        #expect(RunPath("last.bin").parent == nil)
    }

    @Test func aFileIsWrittenWithTheDirectoriesThatItNeeds() throws {
        let scratch = try Scratch()
        let path = RunPath(scratch.path).appending("checkpoints/epoch 1/last.bin")
        #expect(!path.exists)
        try path.write([1, 2, 3] as [UInt8])
        #expect(path.exists)
        #expect(try path.bytes() == [1, 2, 3])
        try path.write("text\n")
        #expect(try scratch.text("checkpoints/epoch 1/last.bin") == "text\n")
        #expect(scratch.contents == ["checkpoints", "checkpoints/epoch 1", "checkpoints/epoch 1/last.bin"])
    }

    @Test func aDirectoryMayBeThereAlready() throws {
        let scratch = try Scratch()
        let path = RunPath(scratch.path).appending("a/b")
        try path.makeDirectory()
        try path.makeDirectory()
        #expect(scratch.contents == ["a", "a/b"])
    }

    @Test func theSystemsReasonIsToldWithThePath() throws {
        let scratch = try Scratch()
        try scratch.write("file", "")
        let below = RunPath(scratch.path).appending("file/last.bin")
        #expect(
            message { try below.write("x") }
                == "error: the directory cannot be made: Not a directory\n  \(scratch("file"))")
        #expect(message { _ = try below.bytes() } == "error: the file cannot be read: Not a directory\n  \(below)")
        let directory = RunPath(scratch.path).appending("file").parent ?? below
        #expect(
            message { try directory.write("x") }
                == "error: the file cannot be written: Is a directory\n  \(scratch.path)")
        #expect(scratch.contents == ["file"])
    }
}
