import Foundation
import Testing

/// Tests of the digits program from the command line.
@Suite(.serialized) struct DigitsTests {
    /// Settings for a run that is fast in a debug build too.
    private static let small = ["data=digits_small", "model.hidden=[16]", "trainer.epochs=4"]

    private func train(_ arguments: String..., in program: ExampleProgram) throws -> ExampleProgram.Result {
        let result = try program.run(Self.small + arguments)
        #expect(result.status == 0, "\(result.errors)")
        return result
    }

    /// The test trains for less time than the default experiment, since debug builds are slow. The default reaches a
    /// higher accuracy.
    @Test func aShortTrainingReaches96PercentOnImagesItHasNotSeen() throws {
        let program = try ExampleProgram("digits")
        defer { program.cleanUp() }
        let result = try program.run("model.hidden=[64]", "trainer.epochs=12", "hydra.run.dir=run")
        #expect(result.status == 0, "\(result.errors)")
        let row = try #require(try program.text(of: "run/metrics.csv").split(separator: "\n").last).split(
            separator: ",")
        let accuracy = try #require(Double(row[5]))
        #expect(accuracy >= 0.96)
    }

    @Test func aRunLeavesItsConfigItsRecordItsLogAndWhatItLearned() throws {
        let program = try ExampleProgram("digits")
        defer { program.cleanUp() }
        let result = try train("hydra.run.dir=run", in: program)
        #expect(
            try program.files(in: "run") == [
                ".hydra/config.yaml", ".hydra/frozen.yaml", ".hydra/hydra.yaml", ".hydra/origins.yaml",
                ".hydra/overrides.yaml", ".hydra/record.json",
                "checkpoints/epoch-4.ckpt", "checkpoints/last.ckpt", "digits.log", "metrics.csv",
            ])
        #expect(
            try program.text(of: "run/digits.log")
                == result.output.split(separator: "\n").dropLast(2).map { $0 + "\n" }.joined())
        let last = result.output.split(separator: "\n").suffix(2)
        #expect(last.first?.hasPrefix("test accuracy: 0.") == true)
        #expect(last.last == "run: \(program.directory.path)/run")
        #expect(try program.text(of: "run/.hydra/record.json").contains("\"status\": \"succeeded\""))
    }

    @Test func thereIsNoProgressLineWhereThereIsNoTerminal() throws {
        let program = try ExampleProgram("digits")
        defer { program.cleanUp() }
        let result = try train(in: program)
        #expect(result.errors == "")
        #expect(!result.output.contains("\r") && !result.output.contains("\u{1B}"))
    }

    @Test func theSameSeedGivesTheSameBytesAndAnotherDoesNot() throws {
        let program = try ExampleProgram("digits")
        defer { program.cleanUp() }
        for (place, seed) in [("first", 1), ("second", 1), ("other", 2)] {
            _ = try train("seed=\(seed)", "hydra.run.dir=\(place)", in: program)
        }
        for file in ["metrics.csv", "checkpoints/last.ckpt"] {
            #expect(try program.bytes(of: "first/\(file)") == program.bytes(of: "second/\(file)"))
            #expect(try program.bytes(of: "first/\(file)") != program.bytes(of: "other/\(file)"))
        }
    }

    @Test func aCommaSweepRunsItsJobsIntoNumberedDirectories() throws {
        let program = try ExampleProgram("digits")
        defer { program.cleanUp() }
        _ = try train("-m", "optimizer=adam,sgd", "schedule=constant,cosine", "hydra.sweep.dir=sweep", in: program)
        for (index, names) in [("adam", "constant"), ("adam", "cosine"), ("sgd", "constant"), ("sgd", "cosine")]
            .enumerated()
        {
            let overrides = Self.small + ["optimizer=\(names.0)", "schedule=\(names.1)"]
            #expect(
                try program.text(of: "sweep/\(index)/.hydra/overrides.yaml") == overrides.map { "- \($0)\n" }.joined())
            #expect(try program.text(of: "sweep/\(index)/metrics.csv").split(separator: "\n").count == 5)
        }
        #expect(
            try Set(["0", "1", "2", "3"]).isSubset(
                of: program.files(in: "sweep").map { String($0.prefix { $0 != "/" }) }))
    }

    @Test func anEnvironmentFileBesideTheConfigsSaysWhereTheDataAre() throws {
        var program = try ExampleProgram("digits")
        defer { program.cleanUp() }
        let data = program.environment.removeValue(forKey: "DIGITS_DATA") ?? ""
        try FileManager.default.copyItem(
            at: ExampleProgram.package.appending(path: "configs"), to: program.directory.appending(path: "configs"))
        try Data("DIGITS_DATA=\(data)\n".utf8).write(to: program.directory.appending(path: ".env"))
        _ = try train("hydra.run.dir=run", in: program)
        #expect(try program.text(of: "run/.hydra/frozen.yaml").contains("path: \(data)/digits.csv\n"))
    }

    @Test func oneBatchMayTakeAllImages() throws {
        let program = try ExampleProgram("digits")
        defer { program.cleanUp() }
        _ = try train("trainer.batch_size=\(Int.max)", "hydra.run.dir=run", in: program)
    }

    @Test(arguments: ["linear_baseline", "deep", "sgd_nesterov"]) func everyExperimentRuns(name: String) throws {
        let program = try ExampleProgram("digits")
        defer { program.cleanUp() }
        let result = try program.run("+experiment=\(name)", "data=digits_small", "trainer.epochs=1")
        #expect(result.status == 0, "\(result.errors)")
    }
}
