import Hydrangea
import HydrangeaTesting
import Testing
@testable import learn

struct Greeting: StructuredConfig { var name = "world" }

struct Greet: HydrangeaApp {
    func run(_ config: Greeting, in run: Run) async throws { print("hello \(config.name)") }
}

/// The Swift code of the guide "A training program for real".
struct TrainingForRealGuide {
    /// The code of a script. The test only compiles it, because it would read the test runner's command line.
    private func script() async {
        await Greet.main()
    }

    private func host() async {
        do {
            try await withConfig("config", as: Greeting.self) { config, run in
                print("hello \(config.name)")
            }
        } catch {
            print("\(error)")
        }
    }

    @Test func aRunLeavesItsLossesAndACheckpoint() async throws {
        let whole = try await Learn.test(["config": ["epochs": 30]])
        #expect(try whole.directory.appending("losses.csv").bytes().split(separator: UInt8(ascii: "\n")).count == 30)
        #expect(whole.directory.appending("checkpoints/last.json").exists)
    }

    @Test func aCheckpointOfOtherSettingsIsRefused() throws {
        var config = LearnConfig()
        let recipe = try config.recipe
        config.epochs = 50
        config.checkpoint.every = 1
        #expect(try config.recipe == recipe)
        config.seed = 2
        #expect(try config.recipe != recipe)
    }
}
