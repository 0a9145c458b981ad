import Hydrangea

/// Noisy points of a straight line.
struct Points: Sendable {
    let x: [Double]
    let y: [Double]

    init(_ config: DataConfig, _ seed: Run.Seed) {
        var stream = seed.generator("data")
        x = (0..<config.points).map { _ in stream.uniform(in: -1..<1) }
        y = x.map { 2 * $0 - 0.5 + stream.normal(mean: 0, deviation: config.noise) }
    }
}

/// The state of a linear regression between two epochs: all that the next epoch depends on.
struct Training: Codable, Sendable {
    private(set) var slope = 0.0
    private(set) var intercept = 0.0
    /// The mean squared error of each epoch.
    private(set) var losses: [Double] = []
    private var order: RandomStream

    init(_ seed: Run.Seed) { order = seed.generator("order") }

    var epoch: Int { losses.count }
    var loss: Double { losses.last ?? .infinity }

    /// Trains on all points once, in a new order.
    mutating func trainEpoch(on points: Points, _ config: OptimizerConfig) {
        let indices = order.permutation(of: points.x.count)
        var total = 0.0
        for start in stride(from: 0, to: indices.count, by: config.batchSize) {
            let batch = indices[start...].prefix(config.batchSize)
            var gradient = (slope: 0.0, intercept: 0.0)
            for index in batch {
                let error = slope * points.x[index] + intercept - points.y[index]
                total += error * error
                gradient.slope += 2 * error * points.x[index] / Double(batch.count)
                gradient.intercept += 2 * error / Double(batch.count)
            }
            slope -= config.lr * gradient.slope
            intercept -= config.lr * gradient.intercept
        }
        losses.append(total / Double(indices.count))
    }
}

extension Double {
    /// The number rounded to four decimals.
    var rounded4: Double { (self * 10_000).rounded() / 10_000 }
}
