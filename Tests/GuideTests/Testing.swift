import Hydrangea
import HydrangeaTesting
import Testing

private struct TrainConfig: StructuredConfig {
    @Mandatory var dataset: String
    var epochs = 10
    var optimizer = OptimizerConfig()
}

private struct OptimizerConfig: StructuredConfig, ValidatableConfig {
    var name = "sgd"
    var lr = 0.1

    func validate(_ issues: inout ConfigIssues) { issues.require(lr > 0, at: "lr", "must be positive, is \(lr)") }
}

private struct Train: HydrangeaApp {
    static let configuration = AppConfiguration(
        configPath: "Examples/Train/conf",
        resolvers: .standard.registering("thousands") { (n: Int) in n * 1000 })

    func run(_ config: TrainConfig, in run: Run) async throws { run.report(objective: 1 / Double(config.epochs)) }
}

/// The Swift code of the guide "Testing".
struct TestingGuide {
    @Test func aShortTrainingEndsWithASmallLoss() async throws {
        let run = try await Train.test(["config": ["epochs": 2]], overrides: ["dataset=mnist"])
        #expect(run.objective == 0.5)
    }

    @Test func theDatasetMustBeGiven() async throws {
        let error = await #expect(throws: ConfigError.self) { try await Train.test(["config": [:]]) }
        #expect(error?.diagnostics.map(\.code) == [.missingValue])
    }

    @Test func aCapturedRunLeavesWhatItShould() async throws {
        let captured = try await Train.capture(
            yaml: ["config": "dataset: ${oc.env:DATA}"], overrides: ["epochs=4"], environment: ["DATA": "mnist"])
        defer { captured.remove() }
        #expect(captured.objective == 0.25)
        #expect(captured.record.status == .succeeded)
        #expect(captured.files.contains(".hydra/frozen.yaml"))
    }

    @Test func anExperimentChangesOneRate() throws {
        let change = ConfigDifference(
            from: try composer.compose("config").root,
            to: try composer.compose("config", overrides: ["optimizer=adam"]).root)
        #expect(change?.description == "optimizer.lr: 0.1 → 0.001")
    }

    @Test func aSweeperOfMyOwnConforms() async {
        let sweeper = BasicSweeper(jobs: [
            SweepJob(index: 0, overrides: ["epochs=1"]), SweepJob(index: 1, overrides: ["epochs=2"]),
        ])
        #expect(await SweeperConformance(sweeper).problems() == [])
    }

    let composer = Composer([
        MemorySource(yaml: [
            "config": "defaults: [{optimizer: sgd}]\ndataset: mnist",
            "optimizer/adam": "lr: 0.001",
            "optimizer/sgd": "lr: 0.1",
        ])
    ])

    @Test(arguments: ["adam", "sgd"]) func everyOptimizerComposes(name: String) throws {
        let composition = try Train.compose(["optimizer=\(name)", "dataset=mnist"])
        let config = try composition.decode(TrainConfig.self)
        #expect(config.optimizer.lr > 0)
    }

    @Test func aProgramComposesWithItsOwnResolvers() throws {
        let composition = try Train.compose(["epochs=${thousands:2}", "dataset=mnist"])
        #expect(try composition.value(at: "epochs", as: Int.self) == 2000)
        let sources = [MemorySource(yaml: ["config": "epochs: ${thousands:2}"])]
        let own = Composer(sources, resolvers: Train.configuration.resolvers)
        #expect(try own.compose("config").value(at: "epochs", as: Int.self) == 2000)
    }

    @Test func aValueIsAskedForByItsPathAndType() throws {
        let rate = try composer.compose("config").value(at: "optimizer.lr", as: Double.self)
        #expect(rate == 0.1)
    }

    @Test func aValueThatIsNotThereIsReported() throws {
        let error = #expect(throws: ConfigError.self) {
            try composer.compose("config").value(at: "optimizer.rl", as: Double.self)
        }
        #expect(
            error?.description == """
                error: there is no 'optimizer.rl' in the config
                  'optimizer' has: lr
                  help: did you mean 'optimizer.lr'?
                """)
    }

    @Test func aRateMustBePositive() throws {
        let error = #expect(throws: ConfigError.self) {
            try ConfigDecoder().decode(OptimizerConfig.self, from: ["lr": 0])
        }
        #expect(error?.description == "error: 'lr' must be positive, is 0.0")
    }

    @Test func aCompositionKnowsOnlyWhatItIsTold() throws {
        var context = Composer.Context()
        context.environment = ["USER": "ada"]
        context.now = 0
        let greeting = Composer([MemorySource(["config": ["name": "${oc.env:USER} in ${now:%Y}"]])], context: context)
        #expect(try greeting.compose("config").resolved() == ["name": "ada in 1970"])
    }
}
