import Foundation
import Hydrangea

/// How the learning rate changes while training goes on.
enum ScheduleConfig: Codable, Sendable {
    case constant(ConstantConfig)
    case cosine(CosineConfig)

    enum Name: String, Codable, CaseIterable, Sendable { case constant, cosine }

    init(from decoder: any Decoder) throws {
        let settings = try decoder.singleValueContainer()
        self =
            switch try decoder.choice(of: Name.self) {
            case .constant: .constant(try settings.decode(ConstantConfig.self))
            case .cosine: .cosine(try settings.decode(CosineConfig.self))
            }
    }

    func encode(to encoder: any Encoder) throws {
        switch self {
        case .constant(let config): try config.encode(to: encoder)
        case .cosine(let config): try config.encode(to: encoder)
        }
    }
}

struct ConstantConfig: StructuredConfig, ValidatableConfig {
    var name = ScheduleConfig.Name.constant
    var warmup = 0.0

    static let documentation = ["warmup": "The rate grows from 0 over so many epochs."]

    func validate(_ issues: inout ConfigIssues) {
        issues.require(warmup >= 0, at: "warmup", "must not be negative, is \(warmup)")
    }
}

/// Half a cosine from the full rate down to a part of it.
struct CosineConfig: StructuredConfig, ValidatableConfig {
    var name = ScheduleConfig.Name.cosine
    var warmup = 0.0
    @Mandatory var epochs: Int
    var floor = 0.0

    static let documentation = [
        "warmup": "The rate grows from 0 over so many epochs.",
        "epochs": "The epoch at which the rate arrives at its lowest.",
        "floor": "What is left of the rate then, as a part of it.",
    ]

    func validate(_ issues: inout ConfigIssues) {
        issues.require(warmup >= 0, at: "warmup", "must not be negative, is \(warmup)")
        issues.require(epochs > 0, at: "epochs", "must be positive, is \(epochs)")
        issues.require(floor >= 0 && floor <= 1, at: "floor", "must lie between 0 and 1, is \(floor)")
    }
}

extension ScheduleConfig {
    /// What the optimizer's learning rate is multiplied by after `epochs`, which counts parts of an epoch too.
    func factor(after epochs: Double) -> Double {
        switch self {
        case .constant(let config):
            return warmUp(epochs, config.warmup) ?? 1
        case .cosine(let config):
            if let factor = warmUp(epochs, config.warmup) { return factor }
            let way = (epochs - config.warmup) / max(Double(config.epochs) - config.warmup, .leastNormalMagnitude)
            return config.floor + (1 - config.floor) * (1 + cos(.pi * min(way, 1))) / 2
        }
    }

    /// A straight line from 0, or nil when the warm-up is over.
    private func warmUp(_ epochs: Double, _ length: Double) -> Double? {
        epochs < length ? epochs / length : nil
    }
}
