import Hydrangea

// The settings of a run. The properties are the schema: an unknown key is refused with a suggestion, and a value of a
// wrong type with its line. `configs/` holds the values and, in its comments, their meaning; `documentation` is shown
// by `digits --help` and in editors.

struct DigitsConfig: StructuredConfig {
    var name = "digits"
    var seed = 0
    @Mandatory var data: DataConfig
    @Mandatory var model: ModelConfig
    @Mandatory var optimizer: OptimizerConfig
    @Mandatory var schedule: ScheduleConfig
    var trainer = TrainerConfig()

    static let documentation = [
        "name": "Name of the run in the log.",
        "seed": "Seed of all random numbers.",
        "data": "Data set: training and test images.",
        "model": "Model.",
        "optimizer": "Optimizer.",
        "schedule": "Learning rate schedule.",
        "trainer": "Training loop and checkpoints.",
    ]
}

struct DataConfig: StructuredConfig, ValidatableConfig {
    @Mandatory var path: String
    var limit: Int? = nil
    var testFraction = 0.2
    var seed = 0
    var scaling = Scaling.unit

    static let documentation = [
        "path": "File with the images.",
        "limit": "Number of images to use, from the start of the file; null for all.",
        "test_fraction": "Fraction of the images that is held out for testing.",
        "seed": "Seed of the split into training and test images.",
        "scaling": "Scaling of the pixels: to the range from 0 to 1, or to mean 0 and standard deviation 1.",
    ]

    enum CodingKeys: String, CodingKey {
        case path, limit
        case testFraction = "test_fraction"
        case seed, scaling
    }

    func validate(_ issues: inout ConfigIssues) {
        if let limit { issues.require(limit >= 2, at: "limit", "must be at least 2, is \(limit)") }
        issues.require(
            testFraction > 0 && testFraction < 1, at: "test_fraction", "must lie between 0 and 1, is \(testFraction)")
    }
}

/// The scaling of pixels, whose values are 0 to 16.
enum Scaling: String, Codable, CaseIterable, Sendable {
    /// Scales to the range from 0 to 1.
    case unit
    /// Scales every pixel to mean 0 and standard deviation 1 over the training images.
    case standard
}

/// The training loop and its checkpoints.
struct TrainerConfig: StructuredConfig, ValidatableConfig {
    var epochs = 30
    var batchSize = 32
    var checkpoint = CheckpointConfig()
    var resume: String? = nil

    static let documentation = [
        "epochs": "Number of epochs to train for.",
        "batch_size": "Batch size.",
        "checkpoint": "Checkpoints.",
        "resume": "Checkpoint to resume from.",
    ]

    enum CodingKeys: String, CodingKey {
        case epochs
        case batchSize = "batch_size"
        case checkpoint, resume
    }

    func validate(_ issues: inout ConfigIssues) {
        issues.require(epochs > 0, at: "epochs", "must be positive, is \(epochs)")
        issues.require(batchSize > 0, at: "batch_size", "must be positive, is \(batchSize)")
    }
}

struct CheckpointConfig: StructuredConfig, ValidatableConfig {
    var every = 10

    static let documentation = [
        "every": "Number of epochs between two checkpoints that are kept; the last state is always written."
    ]

    func validate(_ issues: inout ConfigIssues) {
        issues.require(every > 0, at: "every", "must be positive, is \(every)")
    }
}

/// Decodes the key `name` of a closed set of choices.
///
/// In the program such a set is an enum. `name` selects the case, the other keys belong to that case, and a `switch`
/// covers all cases.
extension Decoder {
    func choice<Name: Decodable>(of names: Name.Type) throws -> Name {
        try container(keyedBy: ChoiceKey.self).decode(names, forKey: .name)
    }
}

private enum ChoiceKey: String, CodingKey { case name }
