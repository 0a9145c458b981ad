import Foundation
import Hydrangea

/// The learning rate schedule.
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

    static let documentation = ["warmup": "Number of epochs of linear warm-up from 0."]

    func validate(_ issues: inout ConfigIssues) {
        issues.require(warmup >= 0, at: "warmup", "must not be negative, is \(warmup)")
    }
}

/// Cosine decay from the peak learning rate to a fraction of it.
struct CosineConfig: StructuredConfig, ValidatableConfig {
    var name = ScheduleConfig.Name.cosine
    var warmup = 0.0
    @Mandatory var epochs: Int
    var floor = 0.0

    static let documentation = [
        "warmup": "Number of epochs of linear warm-up from 0.",
        "epochs": "Epoch at which the learning rate reaches its minimum.",
        "floor": "Minimum learning rate, as a fraction of the peak.",
    ]

    func validate(_ issues: inout ConfigIssues) {
        issues.require(warmup >= 0, at: "warmup", "must not be negative, is \(warmup)")
        issues.require(epochs > 0, at: "epochs", "must be positive, is \(epochs)")
        issues.require(floor >= 0 && floor <= 1, at: "floor", "must lie between 0 and 1, is \(floor)")
    }
}

extension ScheduleConfig {
    /// The factor of the optimizer's learning rate after `epochs`, which may be a fraction of an epoch.
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

    /// The factor during the linear warm-up from 0, or nil after it.
    private func warmUp(_ epochs: Double, _ length: Double) -> Double? {
        epochs < length ? epochs / length : nil
    }
}
