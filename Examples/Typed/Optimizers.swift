import Hydrangea

/// An optimizer. The config chooses one by the name in `_target_`.
protocol Optimizer: Sendable {
    var summary: String { get }
}

enum Optimizers: ComponentFamily {
    static let registry: Registry<any Optimizer> = Registry()
        .registering("sgd") { SGD(config: $0) }
        .registering("adam") { Adam(config: $0) }
        .registering("averaged") { try Averaged(config: $0) }
}

struct SGD: Optimizer {
    struct Config: StructuredConfig {
        var lr = 0.1
        var momentum = 0.9
    }

    var config: Config
    var summary: String { "sgd with lr \(config.lr)" }
}

struct Adam: Optimizer {
    struct Config: StructuredConfig, ValidatableConfig {
        var lr = 0.001
        var betas = [0.9, 0.999]

        func validate(_ issues: inout ConfigIssues) {
            issues.require(betas.count == 2, at: "betas", "must be two numbers")
        }
    }

    var config: Config
    var summary: String { "adam with lr \(config.lr)" }
}

/// Steps with several optimizers: a component that holds others.
struct Averaged: Optimizer {
    struct Config: Codable, Sendable {
        var parts: [Component<Optimizers>]
    }

    var parts: [any Optimizer]

    init(config: Config) throws { parts = try config.parts.map { try $0.make() } }

    var summary: String { "the average of " + parts.map(\.summary).joined(separator: " and ") }
}
