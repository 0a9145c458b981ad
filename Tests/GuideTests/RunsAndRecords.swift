import Hydrangea
import HydrangeaTesting
import Testing

/// The Swift code of the pages about runs and their records.
struct RunsGuide {
    struct TrainConfig: StructuredConfig { var epochs = 10 }

    struct Train: HydrangeaApp {
        func run(_ config: TrainConfig, in run: Run) async throws {}
    }

    @Test func aRecordIsReadBack() async throws {
        let run = try await Train.test(["config": [:]], overrides: ["epochs=3"])
        let record = try RunRecord(at: run.directory)
        #expect(record.facts?.status == .succeeded)
        let config = try record.decode(TrainConfig.self)
        #expect(config.epochs == 3)
    }
}
