/// A polynomial that learns how warm it is at each time of a day.
struct Curve {
    /// The temperature every two hours, in units of 10 °C.
    private static let day = [0.91, 0.84, 0.79, 0.88, 1.16, 1.49, 1.72, 1.83, 1.76, 1.52, 1.24, 1.03]

    private var weights: [Double]
    private var velocity: [Double]

    init(degree: Int) {
        weights = Array(repeating: 0, count: degree + 1)
        velocity = weights
    }

    /// The mean of the squared errors.
    var error: Double { misses.map { $0.miss * $0.miss }.reduce(0, +) / Double(Self.day.count) }

    /// Moves the weights one step against the gradient of the error.
    mutating func descend(by rate: Double, momentum: Double) {
        var gradient = weights.map { _ in 0.0 }
        for (x, miss) in misses {
            var slope = 2 * miss / Double(Self.day.count)
            for index in gradient.indices {
                gradient[index] += slope
                slope *= x
            }
        }
        for index in weights.indices {
            velocity[index] = momentum * velocity[index] - rate * gradient[index]
            weights[index] += velocity[index]
        }
    }

    /// For each time, which counts from -1 to 1, how much the polynomial is above the temperature.
    private var misses: [(x: Double, miss: Double)] {
        Self.day.enumerated().map { index, temperature in
            let x = Double(index) / 5.5 - 1
            return (x, weights.reversed().reduce(0) { $0 * x + $1 } - temperature)
        }
    }
}
