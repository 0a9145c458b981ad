import Hydrangea

struct TrainConfig: StructuredConfig {
    @Mandatory var dataset: String  // must be given: by a config or on the command line
    var epochs = 10
    var optimizer = OptimizerConfig()
}

struct OptimizerConfig: StructuredConfig {
    var name = "sgd"
    var lr = 0.1
}

@main
struct Train: HydrangeaApp {
    func run(_ config: TrainConfig, in run: Run) async throws {
        print("\(config.epochs) epochs on \(config.dataset), \(config.optimizer.name) with lr \(config.optimizer.lr)")
        run.report(objective: 0.97)  // how good it was
    }
}
