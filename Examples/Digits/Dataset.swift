import Foundation
import Hydrangea

/// Images of digits with their labels.
struct Dataset: Sendable {
    static let features = 64
    static let classes = 10

    /// The pixels, with a row for each image.
    private(set) var images = Matrix(rows: 0, columns: Dataset.features)
    private(set) var labels: [Int] = []

    var count: Int { labels.count }

    /// Replaces the images by those at `indices` of another set. The buffers are reused, so that a mini-batch needs no
    /// allocation.
    mutating func gather(_ indices: ArraySlice<Int>, of source: Dataset) {
        images.resize(rows: indices.count)
        labels.removeAll(keepingCapacity: true)
        for (row, index) in indices.enumerated() {
            labels.append(source.labels[index])
            for feature in 0..<Self.features {
                images.values[row * Self.features + feature] = source.images.values[index * Self.features + feature]
            }
        }
    }
}

/// The training images and the test images.
struct Split: Sendable {
    var train = Dataset()
    var test = Dataset()
    /// The checksum of the images, which tells whether two runs have the same data.
    let checksum: UInt64

    init(_ config: DataConfig) throws {
        let (all, checksum) = try Dataset.load(config.path, limit: config.limit)
        self.checksum = checksum
        var stream = Run.Seed(config.seed).generator("split")
        let order = stream.permutation(of: all.count)
        let held = min(max(Int((Double(all.count) * config.testFraction).rounded()), 1), all.count - 1)
        test.gather(order[..<held], of: all)
        train.gather(order[held...], of: all)
        let scale = Scale(config.scaling, fittedTo: train)
        train.apply(scale)
        test.apply(scale)
    }
}

extension Dataset {
    /// Reads lines of 64 pixels (0 to 16) and a digit, separated by commas.
    fileprivate static func load(_ path: String, limit: Int?) throws -> (Dataset, checksum: UInt64) {
        guard let bytes = FileManager.default.contents(atPath: path) else {
            throw DigitsError(
                "the images '\(path)' cannot be read",
                help: "data.path=FILE, or start the program in the repository's directory")
        }
        var dataset = Dataset()
        var pixels: [Float] = []
        for (index, line) in bytes.split(separator: UInt8(ascii: "\n")).prefix(limit ?? .max).enumerated() {
            let numbers = line.split(separator: UInt8(ascii: ",")).map { Int(String(decoding: $0, as: UTF8.self)) }
            guard numbers.count == features + 1, let label = numbers[features], (0..<classes).contains(label) else {
                throw DigitsError("\(path):\(index + 1): expected \(features) pixels and a digit")
            }
            for case let number? in numbers.prefix(features) where (0...16).contains(number) {
                pixels.append(Float(number))
            }
            dataset.labels.append(label)
            guard pixels.count == dataset.count * features else {
                throw DigitsError("\(path):\(index + 1): a pixel is not a number from 0 to 16")
            }
        }
        guard dataset.count >= 2 else {
            throw DigitsError("\(path): at least 2 images are needed, found \(dataset.count)")
        }
        dataset.images = Matrix(rows: dataset.count, columns: features, values: pixels)
        return (dataset, fnv1a(bytes))
    }

    fileprivate mutating func apply(_ scale: Scale) {
        for index in 0..<images.count {
            let feature = index % Self.features
            images.values[index] = (images.values[index] - scale.shift[feature]) * scale.factor[feature]
        }
    }
}

/// The scaling of raw pixels to inputs, feature by feature.
private struct Scale {
    var shift = [Float](repeating: 0, count: Dataset.features)
    var factor = [Float](repeating: 1 / 16, count: Dataset.features)

    /// Fits the scaling to the training images only.
    init(_ scaling: Scaling, fittedTo train: Dataset) {
        guard scaling == .standard else { return }
        for feature in 0..<Dataset.features {
            let column = stride(from: feature, to: train.images.count, by: Dataset.features).map {
                train.images.values[$0]
            }
            let mean = column.reduce(0, +) / Float(column.count)
            let variance = column.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Float(column.count)
            shift[feature] = mean
            // A pixel that is the same in all images has no information: it becomes 0.
            factor[feature] = variance > 0 ? 1 / variance.squareRoot() : 0
        }
    }
}
