import Hydrangea

/// The optimizer and its hyperparameters.
enum OptimizerConfig: Codable, Sendable {
    case sgd(SGDConfig)
    case adam(AdamConfig)

    enum Name: String, Codable, CaseIterable, Sendable { case sgd, adam }

    init(from decoder: any Decoder) throws {
        let settings = try decoder.singleValueContainer()
        self =
            switch try decoder.choice(of: Name.self) {
            case .sgd: .sgd(try settings.decode(SGDConfig.self))
            case .adam: .adam(try settings.decode(AdamConfig.self))
            }
    }

    func encode(to encoder: any Encoder) throws {
        switch self {
        case .sgd(let config): try config.encode(to: encoder)
        case .adam(let config): try config.encode(to: encoder)
        }
    }
}

struct SGDConfig: StructuredConfig, ValidatableConfig {
    var name = OptimizerConfig.Name.sgd
    var lr = 0.1
    var momentum = 0.9
    var nesterov = false
    var weightDecay = 0.0

    static let documentation = [
        "lr": "Peak learning rate; the schedule scales it.",
        "momentum": "Momentum.",
        "nesterov": "Nesterov momentum.",
        "weight_decay": "Weight decay.",
    ]

    enum CodingKeys: String, CodingKey {
        case name, lr, momentum, nesterov
        case weightDecay = "weight_decay"
    }

    func validate(_ issues: inout ConfigIssues) {
        issues.require(lr > 0, at: "lr", "must be positive, is \(lr)")
        issues.require(momentum >= 0 && momentum < 1, at: "momentum", "must be at least 0 and below 1, is \(momentum)")
        issues.require(weightDecay >= 0, at: "weight_decay", "must not be negative, is \(weightDecay)")
    }
}

struct AdamConfig: StructuredConfig, ValidatableConfig {
    var name = OptimizerConfig.Name.adam
    var lr = 0.003
    var beta1 = 0.9
    var beta2 = 0.999
    var epsilon = 1e-8
    var weightDecay = 0.0

    static let documentation = [
        "lr": "Peak learning rate; the schedule scales it.",
        "beta1": "Decay rate of the first moment, the mean of the gradients.",
        "beta2": "Decay rate of the second moment, the mean of their squares.",
        "epsilon": "Added to the denominator for numerical stability.",
        "weight_decay": "Weight decay, decoupled from the gradient.",
    ]

    enum CodingKeys: String, CodingKey {
        case name, lr, beta1, beta2, epsilon
        case weightDecay = "weight_decay"
    }

    func validate(_ issues: inout ConfigIssues) {
        issues.require(lr > 0, at: "lr", "must be positive, is \(lr)")
        issues.require(beta1 >= 0 && beta1 < 1, at: "beta1", "must be at least 0 and below 1, is \(beta1)")
        issues.require(beta2 >= 0 && beta2 < 1, at: "beta2", "must be at least 0 and below 1, is \(beta2)")
        issues.require(epsilon > 0, at: "epsilon", "must be positive, is \(epsilon)")
        issues.require(weightDecay >= 0, at: "weight_decay", "must not be negative, is \(weightDecay)")
    }
}

extension OptimizerConfig {
    func makeOptimizer(for parameters: [Matrix]) -> any Optimizer {
        switch self {
        case .sgd(let config): SGD(config: config, state: OptimizerState(moments: 1, like: parameters))
        case .adam(let config): Adam(config: config, state: OptimizerState(moments: 2, like: parameters))
        }
    }

    /// The peak learning rate.
    var learningRate: Double {
        switch self {
        case .sgd(let config): config.lr
        case .adam(let config): config.lr
        }
    }
}
