import Hydrangea

/// A training run in memory: the data, the model, and the state that changes from one epoch to the next.
struct Trainer: Sendable {
    private let config: DigitsConfig
    private let split: Split
    private var model: any Classifier
    private var optimizer: any Optimizer
    private var shuffling: RandomStream
    /// The metrics of the completed epochs.
    private(set) var metrics = MetricsTable()

    // Buffers that are reused, so that a batch needs almost no allocations.
    private var gradient: [Matrix]
    private var batch = Dataset()

    init(_ config: DigitsConfig, on split: Split, seed: Run.Seed) {
        self.config = config
        self.split = split
        model = config.model.makeModel(features: Dataset.features, classes: Dataset.classes, seed: seed)
        optimizer = config.optimizer.makeOptimizer(for: model.parameters)
        shuffling = seed.generator("shuffle")
        gradient = model.parameters
    }

    /// The number of completed epochs.
    var epoch: Int { metrics.epochs.count }
    var batchesPerEpoch: Int { (split.train.count - 1) / config.trainer.batchSize + 1 }
    /// The number of trainable parameters.
    var parameterCount: Int { model.parameters.reduce(0) { $0 + $1.count } }

    /// Trains on all training images once, in a new order, and then evaluates the test images.
    mutating func trainEpoch(afterBatch: (_ batchesDone: Int) -> Void = { _ in }) throws -> EpochMetrics {
        let order = shuffling.permutation(of: split.train.count)
        var tally = Tally()
        var rate = 0.0
        for index in 0..<batchesPerEpoch {
            let start = index * config.trainer.batchSize
            batch.gather(order[start...].prefix(config.trainer.batchSize), of: split.train)
            // The middle of the step, so that a warm-up does not begin, and a decay does not end, with a rate of 0.
            let epochs = Double(epoch) + (Double(index) + 0.5) / Double(batchesPerEpoch)
            rate = config.optimizer.learningRate * config.schedule.factor(after: epochs)
            tally += learn(rate: Float(rate))
            afterBatch(index + 1)
        }
        guard tally.loss.isFinite else {
            throw DigitsError(
                "training diverged: the loss of epoch \(epoch + 1) is not a finite number",
                help: "choose a learning rate below optimizer.lr=\(config.optimizer.learningRate)")
        }
        let test = evaluate(split.test)
        let result = EpochMetrics(
            epoch: epoch + 1, learningRate: rate, trainLoss: tally.loss, trainAccuracy: tally.accuracy,
            testLoss: test.loss, testAccuracy: test.accuracy)
        metrics.append(result)
        return result
    }

    /// Makes one step on the current batch, and returns the loss and accuracy before it.
    private mutating func learn(rate: Float) -> Tally {
        var scores = model.scores(of: batch.images)
        let tally = crossEntropy(&scores, labels: batch.labels)
        for index in gradient.indices { gradient[index].clear() }
        model.addGradient(ofScores: scores, images: batch.images, to: &gradient)
        optimizer.step(&model.parameters, gradient: gradient, learningRate: rate)
        return tally
    }

    private mutating func evaluate(_ dataset: Dataset) -> Tally {
        var scores = model.scores(of: dataset.images)
        return crossEntropy(&scores, labels: dataset.labels)
    }
}

extension Trainer {
    /// The state on which the following epochs depend.
    var state: TrainingState {
        get {
            TrainingState(
                parameters: model.parameters, optimizer: optimizer.state, shuffling: shuffling, metrics: metrics)
        }
        set {
            model.parameters = newValue.parameters
            optimizer.state = newValue.optimizer
            shuffling = newValue.shuffling
            metrics = newValue.metrics
        }
    }
}

/// The state from which a run resumes as if it had never stopped.
struct TrainingState: Sendable {
    var parameters: [Matrix]
    var optimizer: OptimizerState
    var shuffling: RandomStream
    var metrics: MetricsTable
}
