import Hydrangea

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// A training run in a file: its state, and the fingerprint of the settings that it was made with.
struct Checkpoint: Codable, Sendable {
    let recipe: Fingerprint
    let training: Training

    func write(to path: RunPath) throws { try path.write(JSONEncoder().encode(self)) }

    init(recipe: Fingerprint, training: Training) {
        self.recipe = recipe
        self.training = training
    }

    /// Reads a checkpoint that was made with the same settings.
    init(reading path: RunPath, recipe: Fingerprint) throws {
        self = try JSONDecoder().decode(Checkpoint.self, from: Data(path.bytes()))
        guard self.recipe == recipe else { throw CheckpointError.otherSettings(path) }
    }
}

enum CheckpointError: Error, CustomStringConvertible {
    case otherSettings(RunPath)

    var description: String {
        switch self {
        case .otherSettings(let path): "the checkpoint \(path) was made with other settings"
        }
    }
}

extension LearnConfig {
    /// The fingerprint of all settings that decide what the numbers are. The number of epochs, and how often a
    /// checkpoint is written, may change when a run is resumed.
    var recipe: Fingerprint {
        get throws {
            var config = self
            config.epochs = 0
            config.checkpoint = CheckpointConfig()
            let encoder = JSONEncoder()
            encoder.outputFormatting = .sortedKeys
            return Fingerprint(of: try encoder.encode(config))
        }
    }
}
