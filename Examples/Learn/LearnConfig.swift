import Hydrangea

struct LearnConfig: StructuredConfig, ValidatableConfig {
    var seed = 1
    var epochs = 20
    var data = DataConfig()
    var optimizer = OptimizerConfig()
    var checkpoint = CheckpointConfig()

    static let documentation = [
        "seed": "Seed of all random numbers.",
        "epochs": "Number of epochs to train for.",
        "data": "Data set.",
        "optimizer": "Optimizer: stochastic gradient descent.",
        "checkpoint": "Checkpoints.",
    ]

    func validate(_ issues: inout ConfigIssues) {
        issues.require(epochs > 0, at: "epochs", "must be positive, is \(epochs)")
    }
}

struct DataConfig: StructuredConfig, ValidatableConfig {
    var points = 200
    var noise = 0.1

    static let documentation = [
        "points": "Number of data points.",
        "noise": "Standard deviation of the noise.",
    ]

    func validate(_ issues: inout ConfigIssues) {
        issues.require(points > 0, at: "points", "must be positive, is \(points)")
    }
}

struct OptimizerConfig: StructuredConfig, ValidatableConfig {
    var lr = 0.05
    var batchSize = 10

    static let documentation = [
        "lr": "Learning rate.",
        "batch_size": "Number of data points in a batch.",
    ]

    enum CodingKeys: String, CodingKey {
        case lr
        case batchSize = "batch_size"
    }

    func validate(_ issues: inout ConfigIssues) {
        issues.require(lr > 0, at: "lr", "must be positive, is \(lr)")
        issues.require(batchSize > 0, at: "batch_size", "must be positive, is \(batchSize)")
    }
}

struct CheckpointConfig: StructuredConfig, ValidatableConfig {
    var every = 10

    static let documentation = ["every": "Number of epochs between two checkpoints."]

    func validate(_ issues: inout ConfigIssues) {
        issues.require(every > 0, at: "every", "must be positive, is \(every)")
    }
}
