import Hydrangea

/// The model to train.
enum ModelConfig: Codable, Sendable {
    case linear(LinearConfig)
    case mlp(MLPConfig)

    enum Name: String, Codable, CaseIterable, Sendable { case linear, mlp }

    init(from decoder: any Decoder) throws {
        let settings = try decoder.singleValueContainer()
        self =
            switch try decoder.choice(of: Name.self) {
            case .linear: .linear(try settings.decode(LinearConfig.self))
            case .mlp: .mlp(try settings.decode(MLPConfig.self))
            }
    }

    func encode(to encoder: any Encoder) throws {
        switch self {
        case .linear(let config): try config.encode(to: encoder)
        case .mlp(let config): try config.encode(to: encoder)
        }
    }
}

struct LinearConfig: StructuredConfig {
    var name = ModelConfig.Name.linear
}

struct MLPConfig: StructuredConfig, ValidatableConfig {
    var name = ModelConfig.Name.mlp
    var hidden = [128]
    var activation = Activation.relu

    static let documentation = [
        "hidden": "Widths of the hidden layers.", "activation": "Activation function of the hidden layers.",
    ]

    func validate(_ issues: inout ConfigIssues) {
        for (index, width) in hidden.enumerated() {
            issues.require(
                (1...4096).contains(width), at: ConfigPath([.key("hidden"), .index(index)]),
                "must lie between 1 and 4096, is \(width)")
        }
    }
}

enum Activation: String, Codable, CaseIterable, Sendable {
    case relu, tanh, sigmoid
}

/// A model that gives every class a score, and learns by gradients.
protocol Classifier: Sendable {
    /// The trainable parameters.
    var parameters: [Matrix] { get set }
    /// The scores of a batch of images, with a row for each image.
    ///
    /// The function is `mutating` because the backward pass needs the intermediate results, whose buffers are allocated
    /// once.
    mutating func scores(of images: Matrix) -> Matrix
    /// Adds the gradient of the parameters, given that of the scores just computed for the same images.
    mutating func addGradient(ofScores scoreGradient: Matrix, images: Matrix, to gradient: inout [Matrix])
}

extension ModelConfig {
    func makeModel(features: Int, classes: Int, seed: Run.Seed) -> any Classifier {
        var stream = seed.generator("initialization")
        return switch self {
        case .linear: LinearModel(features: features, classes: classes, from: &stream)
        case .mlp(let config): MLP(config, features: features, classes: classes, from: &stream)
        }
    }
}
