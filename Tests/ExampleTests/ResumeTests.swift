import Foundation
import Testing

/// Tests of resuming the digits program from a checkpoint.
@Suite(.serialized) struct ResumeTests {
    private static let settings = ["data=digits_small", "model.hidden=[16]", "trainer.checkpoint.every=2"]

    /// A program that has trained for four epochs, and saved a checkpoint after two.
    private func trained(_ settings: [String] = []) throws -> ExampleProgram {
        let program = try ExampleProgram("digits")
        let result = try program.run(Self.settings + settings + ["trainer.epochs=4", "hydra.run.dir=whole"])
        #expect(result.status == 0, "\(result.errors)")
        return program
    }

    @Test(arguments: ["adam", "sgd"]) func aResumedRunEndsAsOneThatWasNotInterrupted(optimizer: String) throws {
        let settings = ["optimizer=\(optimizer)", "trainer.epochs=4"]
        let program = try trained(settings)
        defer { program.cleanUp() }
        let result = try program.run(
            Self.settings + settings + ["trainer.resume=whole/checkpoints/epoch-2.ckpt", "hydra.run.dir=resumed"])
        #expect(result.status == 0, "\(result.errors)")
        #expect(result.output.contains("resumed after epoch 2"))
        for file in ["metrics.csv", "checkpoints/last.ckpt"] {
            #expect(try program.bytes(of: "resumed/\(file)") == program.bytes(of: "whole/\(file)"))
        }
    }

    @Test func aRunWithAConstantScheduleMayBecomeLonger() throws {
        let program = try trained(["schedule=constant"])
        defer { program.cleanUp() }
        let longer = Self.settings + ["schedule=constant", "trainer.epochs=6"]
        #expect(
            try program.run(longer + ["trainer.resume=whole/checkpoints/last.ckpt", "hydra.run.dir=resumed"]).status
                == 0)
        #expect(try program.run(longer + ["hydra.run.dir=longer"]).status == 0)
        #expect(try program.bytes(of: "resumed/metrics.csv") == program.bytes(of: "longer/metrics.csv"))
    }

    @Test func aCheckpointOfOtherSettingsIsRefusedAndWhatDiffersIsNamed() throws {
        let program = try trained()
        defer { program.cleanUp() }
        let result = try program.run(
            Self.settings + [
                "model.hidden=[32]", "seed=7", "trainer.epochs=4", "trainer.resume=whole/checkpoints/last.ckpt",
            ])
        #expect(result.status == 1)
        #expect(
            result.errors == """
                error: the checkpoint 'whole/checkpoints/last.ckpt' was made with other settings
                  data.seed: 42 in the checkpoint, 7 now
                  model.hidden: [16] in the checkpoint, [32] now
                  seed: 42 in the checkpoint, 7 now
                  help: go on with its settings, data.seed=42 'model.hidden=[16]' seed=42, or start anew without trainer.resume

                """)
    }

    @Test func whatIsProposedToGoOnWithAnotherOptionWorks() throws {
        let program = try trained(["schedule=constant"])
        defer { program.cleanUp() }
        let resuming = Self.settings + ["trainer.epochs=6", "trainer.resume=whole/checkpoints/last.ckpt"]
        let refused = try program.run(resuming)
        #expect(
            refused.errors.hasSuffix(
                "  help: go on with its settings, schedule=constant schedule.warmup=0, or start anew without trainer.resume\n"
            ))
        #expect(try program.run(resuming + ["schedule=constant", "schedule.warmup=0"]).status == 0)
    }

    @Test func aRunThatHasAllItsEpochsHasNothingToResume() throws {
        let program = try trained()
        defer { program.cleanUp() }
        let result = try program.run(
            Self.settings + ["trainer.epochs=4", "trainer.resume=whole/checkpoints/last.ckpt"])
        #expect(result.status == 1)
        #expect(
            result.errors == """
                error: nothing is left to do: the checkpoint has 4 epochs, trainer.epochs is 4
                  help: trainer.epochs=8

                """)
    }

    @Test(arguments: [0.1, 0.5, 0.999]) func aDamagedCheckpointIsRefused(place: Double) throws {
        let program = try trained()
        defer { program.cleanUp() }
        var bytes = try program.bytes(of: "whole/checkpoints/epoch-2.ckpt")
        bytes[Int(Double(bytes.count) * place)] ^= 1
        try bytes.write(to: program.directory.appending(path: "broken.ckpt"))
        let result = try program.run(Self.settings + ["trainer.epochs=4", "trainer.resume=broken.ckpt"])
        #expect(result.status == 1)
        #expect(result.errors.hasPrefix("error: the checkpoint 'broken.ckpt' is damaged\n"))
    }

    @Test func aFileThatIsNoCheckpointIsRefused() throws {
        let program = try trained()
        defer { program.cleanUp() }
        let result = try program.run(Self.settings + ["trainer.epochs=4", "trainer.resume=whole/metrics.csv"])
        #expect(result.status == 1)
        #expect(result.errors == "error: 'whole/metrics.csv' is not a checkpoint of this program\n")
    }
}
