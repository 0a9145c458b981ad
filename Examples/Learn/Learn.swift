import Hydrangea
import Synchronization

/// Fits a line to points. The run can be interrupted at any time.
@main
struct Learn: HydrangeaApp {
    func run(_ config: LearnConfig, in run: Run) async throws {
        let points = Points(config.data, run.seed)
        let recipe = try config.recipe
        let file = run.directory.appending("checkpoints/last.json")
        var training = Training(run.seed)
        if file.exists {
            training = try Checkpoint(reading: file, recipe: recipe).training
            run.logger.info("resumed after epoch \(training.epoch)")
        }

        let latest = Mutex(training)
        run.onSignal { signal in
            let training = latest.withLock { $0 }
            try Checkpoint(recipe: recipe, training: training).write(to: file)
            run.logger.notice("\(signal): saved epoch \(training.epoch)")
        }

        while training.epoch < config.epochs {
            training.trainEpoch(on: points, config.optimizer)
            latest.withLock { $0 = training }
            run.logger.debug("epoch \(training.epoch): loss \(training.loss.rounded4)")
            if training.epoch.isMultiple(of: config.checkpoint.every) || training.epoch == config.epochs {
                try Checkpoint(recipe: recipe, training: training).write(to: file)
                run.logger.info("epoch \(training.epoch): loss \(training.loss.rounded4), checkpoint written")
            }
        }

        let losses = run.directory.appending("losses.csv")
        try losses.write(training.losses.map { "\($0)\n" }.joined())
        run.report(file: losses)
        run.report(objective: training.loss.rounded4)
    }
}
