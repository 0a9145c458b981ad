import Foundation
import Testing

/// Tests that the configs at the top of the README are those of the example. `PageTests` test the rest of the README.
struct ReadmeTests {
    private static let train = ExampleProgram.package.appending(path: "Examples/Train")

    @Test(arguments: ["config", "optimizer/adam", "optimizer/sgd"]) func theConfigsInTheReadmeAreTheExamples(
        name: String
    ) throws {
        let config = try String(contentsOf: Self.train.appending(path: "conf/\(name).yaml"), encoding: .utf8)
        let lines = try Self.readme().split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }
        for line in config.split(separator: "\n") {
            #expect(lines.contains { $0.hasSuffix(line.trimmingCharacters(in: .whitespaces)) })
        }
    }

    private static func readme() throws -> String {
        try String(contentsOf: ExampleProgram.package.appending(path: "README.md"), encoding: .utf8)
    }
}
