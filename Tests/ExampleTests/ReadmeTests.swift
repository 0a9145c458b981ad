import Foundation
import Testing

/// The README's first screen is true: its program is the example's, and its shell lines print what it says.
struct ReadmeTests {
    private static let train = ExampleProgram.package.appending(path: "Examples/Train")

    @Test func theProgramInTheReadmeIsTheExample() throws {
        let program = try String(contentsOf: Self.train.appending(path: "Train.swift"), encoding: .utf8)
        #expect(try Self.readme().contains("```swift\n\(program)```\n"))
    }

    @Test(arguments: ["config", "optimizer/adam", "optimizer/sgd"]) func theConfigsInTheReadmeAreTheExamples(name: String) throws {
        let config = try String(contentsOf: Self.train.appending(path: "conf/\(name).yaml"), encoding: .utf8)
        let lines = try Self.readme().split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }
        for line in config.split(separator: "\n") {
            #expect(lines.contains { $0.hasSuffix(line.trimmingCharacters(in: .whitespaces)) })
        }
    }

    @Test func theShellLinesInTheReadmePrintWhatItSays() throws {
        let block = try #require(try Self.readme().components(separatedBy: "```console\n").dropFirst().first?.components(separatedBy: "```").first)
        let commands = block.components(separatedBy: "$ train ").dropFirst()
        #expect(commands.count == 3)
        for command in commands {
            let program = try ExampleProgram("train")
            defer { program.cleanUp() }
            try FileManager.default.copyItem(at: Self.train.appending(path: "conf"), to: program.directory.appending(path: "conf"))
            let end = command.firstIndex(of: "\n") ?? command.endIndex
            let result = try program.run(command[..<end].split(separator: " ").map(String.init))
            #expect(result.output + result.errors == command[end...].dropFirst())
        }
    }

    private static func readme() throws -> String {
        try String(contentsOf: ExampleProgram.package.appending(path: "README.md"), encoding: .utf8)
    }
}
