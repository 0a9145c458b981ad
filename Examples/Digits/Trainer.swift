import Hydrangea

/// A training run in memory: the data, the model, and everything that changes from one epoch to the next.
struct Trainer: Sendable {
    private let config: DigitsConfig
    private let split: Split
    private var model: any Classifier
    private var optimizer: any Optimizer
    private var shuffling: RandomStream
    /// The metrics of the epochs that are done.
    private(set) var metrics = MetricsTable()

    // Buffers that live as long as the run, so that a batch allocates next to nothing.
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

    /// The number of epochs that are done.
    var epoch: Int { metrics.epochs.count }
    var batchesPerEpoch: Int { (split.train.count - 1) / config.trainer.batchSize + 1 }
    /// The number of trainable numbers.
    var parameterCount: Int { model.parameters.reduce(0) { $0 + $1.count } }

    /// Goes through the training images once, in a new order, and then measures the held-out ones.
    mutating func trainEpoch(afterBatch: (_ batchesDone: Int) -> Void = { _ in }) throws -> EpochMetrics {
        let order = shuffling.permutation(of: split.train.count)
        var tally = Tally()
        var rate = 0.0
        for index in 0..<batchesPerEpoch {
            let start = index * config.trainer.batchSize
            batch.gather(order[start...].prefix(config.trainer.batchSize), of: split.train)
            // The middle of the step: a warm-up does not begin with a rate of 0, nor does a decay end with it.
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

    /// One step on the current batch; tells how good the model was before it.
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
    /// All that the following epochs depend on.
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

/// The state of a run that is needed to go on as if it had never stopped.
struct TrainingState: Sendable {
    var parameters: [Matrix]
    var optimizer: OptimizerState
    var shuffling: RandomStream
    var metrics: MetricsTable
}
