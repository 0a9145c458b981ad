import Hydrangea
import HydrangeaTesting
import Synchronization
import Testing

/// A stand-in for the client of a tracking service.
private actor Service {
    static let shared = Service()
    private(set) var sent: [String] = []

    func send(_ text: String) { sent.append(text) }
}

struct Tracker: RunCallback {
    struct Config: Decodable, Sendable { var project: String }
    let config: Config

    func jobWillStart(_ run: Run) async throws {
        await Service.shared.send("\(config.project): started with \(run.overrides)")
    }

    func jobDidEnd(_ run: Run, error: (any Error)?) async throws {
        let end = error.map { "failed: \($0)" } ?? "succeeded"
        await Service.shared.send("\(config.project): \(end)")
    }
}

private struct TrainConfig: StructuredConfig {
    var epochs = 10
}

private struct Train: HydrangeaApp {
    static let configuration = AppConfiguration(
        configName: nil, configPath: nil, environmentFiles: .none,
        callbacks: Registry().registering("tracker", as: Tracker.Config.self) { Tracker(config: $0) })

    func run(_ config: TrainConfig, in run: Run) async throws {}
}

/// The Swift code of the guide "Callbacks".
struct CallbacksGuide {
    @Test func aTrackerIsToldOfAJob() async throws {
        let overrides = ["epochs=3", "+hydra.callbacks.tracker={_target_: tracker, project: digits}"]
        try await Train.run(overrides + ["--no-run-dir", "hydra/job_logging=none"])
        #expect(await Service.shared.sent == [#"digits: started with ["epochs=3"]"#, "digits: succeeded"])
    }
}
