import Hydrangea

struct FitConfig: StructuredConfig, ValidatableConfig {
    var curve = CurveConfig()
    var optimizer = OptimizerConfig()
    var steps = 200

    func validate(_ issues: inout ConfigIssues) {
        issues.require(steps > 0, at: "steps", "must be positive, is \(steps)")
    }
}

struct CurveConfig: StructuredConfig, ValidatableConfig {
    var degree = 1

    func validate(_ issues: inout ConfigIssues) {
        issues.require((0...8).contains(degree), at: "degree", "must be from 0 to 8, is \(degree)")
    }
}

struct OptimizerConfig: StructuredConfig, ValidatableConfig {
    var lr = 0.1
    var momentum = 0.0

    func validate(_ issues: inout ConfigIssues) {
        issues.require(lr > 0, at: "lr", "must be positive, is \(lr)")
    }
}

@main
struct Fit: HydrangeaApp {
    func run(_ config: FitConfig, in run: Run) async throws {
        var curve = Curve(degree: config.curve.degree)
        for _ in 1...config.steps {
            curve.descend(by: config.optimizer.lr, momentum: config.optimizer.momentum)
        }
        let error = (curve.error * 10_000).rounded() / 10_000
        run.logger.info("degree \(config.curve.degree), \(config.steps) steps: error \(error)")
        run.report(objective: error)
    }
}
