import HydrangeaFiles
import HydrangeaTree
import TestSupport
import Testing
@testable import HydrangeaRun

// ConformanceTests compare the parsing of single texts with python-dotenv. These tests cover the rest.
@Suite struct DotEnvTests {
    @Test func theFileIsFoundInTheNearestDirectoryAbove() throws {
        let scratch = try Scratch()
        try scratch.write(".env", "A=far\n")
        try scratch.write("project/.env", "A=near\n")
        try scratch.write("project/conf/model/mlp.yaml", "")
        #expect(DotEnv.find(from: "project/conf/model", workingDirectory: scratch.path) == scratch("project/.env"))
        #expect(DotEnv.find(from: ".", workingDirectory: scratch.path) == scratch(".env"))
    }

    @Test func aDirectoryOfThatNameIsNoFile() throws {
        let scratch = try Scratch()
        try scratch.write(".env", "A=1\n")
        try scratch.write("project/.env/x", "")
        #expect(DotEnv.find(from: "project", workingDirectory: scratch.path) == scratch(".env"))
    }

    @Test func whatTheEnvironmentHasStays() throws {
        let file = DotEnv(SourceText(.file(".env"), text: "A=file\nB=${A}-${C}\nD\n"))
        #expect(try file.additions(to: ["A": "outside"]).map { "\($0.key)=\($0.value)" } == ["B=outside-"])
    }

    @Test func everyVariableOfALargeFileIsAdded() throws {
        let text = (0..<20_000).map { "KEY_\($0)=value\n" }.joined()
        let added = try DotEnv(SourceText(.file(".env"), text: text)).additions(to: [:])
        #expect(added.map(\.key) == (0..<20_000).map { "KEY_\($0)" })
    }

    @Test func everyKindOfLineBreakCountsInAFile() throws {
        let scratch = try Scratch()
        try scratch.write(".env", "A=1\rB=2\r\nC=\"x\r\ny\"\n")
        let values = try DotEnv(file: scratch(".env")).values()
        #expect(values.map(\.value) == ["1", "2", "x\ny"])
    }

    @Test func aDroppedLineIsKnownByItsNumber() {
        #expect(DotEnv(SourceText(.file(".env"), text: "\n\nA=1\n\nno statement\nB=2\n")).droppedLines == [5])
    }

    @Test func variablesThatDoubleEachOtherDoNotFillTheMemory() {
        var text = "A0=0123456789\n"
        for index in 1...60 { text += "A\(index)=${A\(index - 1)}${A\(index - 1)}\n" }
        let file = DotEnv(SourceText(.file(".env"), text: text))
        #expect(
            message { _ = try file.values() } == """
                .env:20:1: error: the variables of this file grow beyond 8 MiB
                  while '${…}' is filled in for A19
                """)
    }

    @Test func aNameThatNoEnvironmentCanHoldIsReported() {
        let file = DotEnv(SourceText(.file(".env"), text: "B=1\n'a=b'=1\n"))
        #expect(
            message { _ = try file.additions(to: [:]) } == """
                .env:2:1: error: an environment variable cannot be set from this line
                  a name may not hold '=', and neither name nor value a NUL
                """)
    }

    @Test func aFileThatIsNotTextIsRefused() throws {
        let scratch = try Scratch()
        let path = scratch(".env")
        try PosixFile.writeWhole(path, [0x41, 0x3D, 0xFF])
        #expect(
            message { _ = try DotEnv(file: path) } == "error: \(path) is not UTF-8 text\n  help: save the file as UTF-8"
        )
    }

    @Test(
        .timeLimit(.minutes(1)),
        arguments: ["${", "${a:", "'", "\"\\", "export ", "=", "A='\\", "\u{FEFF}\u{FEFF}=", "${a:-${b}"])
    func longRepetitionsAreReadInLinearTime(piece: String) throws {
        let text = "A=" + String(repeating: piece, count: 200_000)
        _ = try DotEnv(SourceText(.file(".env"), text: text)).values()
    }
}
