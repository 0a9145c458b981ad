import Hydrangea

/// Learns to tell handwritten digits apart, in plain Swift on the CPU.
@main
struct Digits: HydrangeaApp {
    static let configuration = AppConfiguration(configName: "config", configPath: "configs")

    func run(_ config: DigitsConfig, in run: Run) async throws {
        let split = try Split(config.data)
        let recipe = try Recipe(config, images: split.checksum)
        var trainer = Trainer(config, on: split, seed: run.seed)
        run.logger.info(
            "\(config.name): \(trainer.parameterCount) parameters, \(split.train.count) images to learn from, \(split.test.count) held out"
        )
        if let path = config.trainer.resume {
            trainer.state = try Checkpoint(reading: path, for: recipe, beginningWith: trainer.state).state
            guard trainer.epoch < config.trainer.epochs else {
                throw DigitsError(
                    "nothing is left to do: the checkpoint has \(trainer.epoch) epochs, trainer.epochs is \(config.trainer.epochs)",
                    help: "trainer.epochs=\(trainer.epoch * 2)")
            }
            run.logger.info("resumed after epoch \(trainer.epoch) from \(path)")
        }

        try train(&trainer, config.trainer, recipe, in: run)

        let accuracy = trainer.metrics.epochs.last?.testAccuracy ?? 0
        run.report(objective: accuracy)
        print("test accuracy: \(fixed(accuracy, decimals: 4))")
        print("run: \(run.directory)")
    }

    private func train(_ trainer: inout Trainer, _ config: TrainerConfig, _ recipe: Recipe, in run: Run) throws {
        let files = RunFiles(in: run.directory)
        var progress = ProgressLine()
        while trainer.epoch < config.epochs {
            let epoch = trainer.epoch + 1
            let batches = trainer.batchesPerEpoch
            let metrics = try trainer.trainEpoch {
                progress.show(epoch: epoch, of: config.epochs, batch: $0, of: batches)
            }
            progress.clear()
            run.logger.info("\(metrics)")

            try files.metrics.write(trainer.metrics.csv)
            let checkpoint = Checkpoint(recipe: recipe, state: trainer.state)
            try checkpoint.write(to: files.lastCheckpoint)
            if epoch.isMultiple(of: config.checkpoint.every) {
                try checkpoint.write(to: files.checkpoint(epoch: epoch))
            }
        }
    }
}
