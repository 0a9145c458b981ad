import Hydrangea

// What a run can be told. The properties are the schema: a key that is not here is refused with a suggestion, a value
// of another type with the line it stands on. `configs/` holds the values and, in its comments, how they are meant;
// `documentation` is what `digits --help` and an editor say of a key.

struct DigitsConfig: StructuredConfig {
    var name = "digits"
    var seed = 0
    @Mandatory var data: DataConfig
    @Mandatory var model: ModelConfig
    @Mandatory var optimizer: OptimizerConfig
    @Mandatory var schedule: ScheduleConfig
    var trainer = TrainerConfig()

    static let documentation = [
        "name": "A label for the log.",
        "seed": "Everything random follows from it: same seed, same numbers.",
        "data": "The images to learn from, and those to test with.",
        "model": "Which model to train.",
        "optimizer": "How parameters are moved against their gradient.",
        "schedule": "How the learning rate changes while training goes on.",
        "trainer": "How long to train, and what to keep of it.",
    ]
}

struct DataConfig: StructuredConfig, ValidatableConfig {
    @Mandatory var path: String
    var limit: Int? = nil
    var testFraction = 0.2
    var seed = 0
    var scaling = Scaling.unit

    static let documentation = [
        "path": "The file with the images.",
        "limit": "How many images to use, from the start of the file; all when null.",
        "test_fraction": "The part that is held out for testing.",
        "seed": "Decides which images those are.",
        "scaling": "How pixels become inputs: from 0 to 1, or with mean 0 and standard deviation 1.",
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

/// How pixels, which count from 0 to 16, become inputs.
enum Scaling: String, Codable, CaseIterable, Sendable {
    /// From 0 to 1.
    case unit
    /// So that every pixel has mean 0 and standard deviation 1 over the training images.
    case standard
}

/// How long to train, and what to keep of it.
struct TrainerConfig: StructuredConfig, ValidatableConfig {
    var epochs = 30
    var batchSize = 32
    var checkpoint = CheckpointConfig()
    var resume: String? = nil

    static let documentation = [
        "epochs": "How often all images are seen.",
        "batch_size": "How many images make one step.",
        "checkpoint": "What is kept while training goes on.",
        "resume": "A checkpoint to go on from.",
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
        "every": "A checkpoint is kept after every so many epochs; the last state is always written."
    ]

    func validate(_ issues: inout ConfigIssues) {
        issues.require(every > 0, at: "every", "must be positive, is \(every)")
    }
}

/// A closed set of choices is an enum in the program: the key `name` says which, the other keys belong to that choice
/// alone, and a `switch` covers them all. This reads the name.
extension Decoder {
    func choice<Name: Decodable>(of names: Name.Type) throws -> Name {
        try container(keyedBy: ChoiceKey.self).decode(names, forKey: .name)
    }
}

private enum ChoiceKey: String, CodingKey { case name }
