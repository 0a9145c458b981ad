import Foundation
import Testing

/// Tests the digits program's error messages: the whole text, and exit status 1.
@Suite(.serialized) struct MistakeTests {
    struct Mistake: Sendable, CustomTestStringConvertible {
        var arguments: [String]
        var message: String
        var testDescription: String { arguments.joined(separator: " ") }
    }

    static let beforeTheStart = [
        Mistake(
            arguments: ["trainer.epoch=5"],
            message: """
                error: 'trainer' has no key 'epoch'
                  argument 1: trainer.epoch=5
                              ^~~~~~~~~~~~~
                  keys: epochs, batch_size, checkpoint, resume
                  help: did you mean trainer.epochs=5?

                """),
        Mistake(
            arguments: ["model.activation=relo"],
            message: """
                error: 'model.activation' cannot be 'relo'
                  argument 1: model.activation=relo
                                               ^~~~
                  allowed: relu, tanh, sigmoid
                  help: did you mean model.activation=relu?

                """),
        Mistake(
            arguments: ["optimizer=sgd", "optimizer.momentum=1.5", "trainer.batch_size=0"],
            message: """
                error: 'optimizer.momentum' must be at least 0 and below 1, is 1.5
                  argument 2: optimizer.momentum=1.5
                                                 ^~~
                error: 'trainer.batch_size' must be positive, is 0
                  argument 3: trainer.batch_size=0
                                                 ^

                """),
    ]

    @Test(arguments: beforeTheStart) func aMistakeInTheConfigIsReportedBeforeAnythingStarts(mistake: Mistake) throws {
        let program = try ExampleProgram("digits")
        defer { program.cleanUp() }
        let result = try program.run(mistake.arguments)
        #expect(result.status == 1)
        #expect(result.errors == mistake.message)
        #expect(result.output == "")
        #expect(try program.files(in: ".") == [])
    }

    @Test func aBrokenLineOfTheDataIsReportedWithItsNumber() throws {
        let program = try ExampleProgram("digits")
        defer { program.cleanUp() }
        let row = Array(repeating: "1", count: 65).joined(separator: ",")
        try Data("\(row)\n\(row),9\n".utf8).write(to: program.directory.appending(path: "broken.csv"))
        let result = try program.run("data.path=broken.csv")
        #expect(result.status == 1)
        #expect(result.errors == "error: broken.csv:2: expected 64 pixels and a digit\n")
    }

    @Test func aTrainingThatDivergesSaysWhen() throws {
        let program = try ExampleProgram("digits")
        defer { program.cleanUp() }
        let result = try program.run(
            "data=digits_small", "model.hidden=[16]", "optimizer=sgd", "optimizer.lr=1e30", "hydra.run.dir=run")
        #expect(result.status == 1)
        #expect(
            result.errors == """
                error: training diverged: the loss of epoch 1 is not a finite number
                  help: choose a learning rate below optimizer.lr=1e+30

                """)
        #expect(try program.text(of: "run/.hydra/record.json").contains("\"status\": \"failed\""))
    }
}
