/// Loss and accuracy of a model over some images.
struct Tally: Sendable {
    private(set) var images = 0
    private(set) var correct = 0
    private var totalLoss = 0.0

    mutating func add(loss: Double, isCorrect: Bool) {
        images += 1
        correct += isCorrect ? 1 : 0
        totalLoss += loss
    }

    static func += (total: inout Tally, part: Tally) {
        total.images += part.images
        total.correct += part.correct
        total.totalLoss += part.totalLoss
    }

    /// The mean cross entropy.
    var loss: Double { totalLoss / Double(max(images, 1)) }
    var accuracy: Double { Double(correct) / Double(max(images, 1)) }
}

/// The metrics of one epoch.
struct EpochMetrics: Codable, Hashable, Sendable {
    var epoch: Int
    var learningRate: Double
    var trainLoss: Double
    var trainAccuracy: Double
    var testLoss: Double
    var testAccuracy: Double
}

extension EpochMetrics: CustomStringConvertible {
    /// The line for the log.
    var description: String {
        "epoch \(epoch): train loss \(fixed(trainLoss, decimals: 4)), accuracy \(fixed(trainAccuracy, decimals: 4)); "
            + "test loss \(fixed(testLoss, decimals: 4)), accuracy \(fixed(testAccuracy, decimals: 4))"
    }
}

/// The metrics of all epochs as a CSV file. It has no times or machine names, so that equal runs give equal bytes.
struct MetricsTable: Codable, Hashable, Sendable {
    private(set) var epochs: [EpochMetrics] = []

    mutating func append(_ metrics: EpochMetrics) { epochs.append(metrics) }

    var csv: String {
        var text = "epoch,learning_rate,train_loss,train_accuracy,test_loss,test_accuracy\n"
        for row in epochs {
            let results = [row.trainLoss, row.trainAccuracy, row.testLoss, row.testAccuracy].map {
                fixed($0, decimals: 6)
            }
            text += "\(row.epoch),\(fixed(row.learningRate, decimals: 8)),\(results.joined(separator: ","))\n"
        }
        return text
    }
}

/// A number with a fixed number of decimals, the same in every locale.
func fixed(_ value: Double, decimals: Int) -> String {
    var scale = 1
    for _ in 0..<decimals { scale *= 10 }
    guard let units = Int(exactly: (value * Double(scale)).rounded()) else { return "\(value)" }
    let fraction = String(units.magnitude % UInt(scale))
    let zeros = String(repeating: "0", count: decimals - fraction.count)
    return "\(units < 0 ? "-" : "")\(units.magnitude / UInt(scale)).\(zeros)\(fraction)"
}
