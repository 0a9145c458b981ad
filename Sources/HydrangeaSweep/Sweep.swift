/// Runs a sweep: asks the sweeper for batches of jobs and passes them to the launcher, until there are no more.
///
/// If a job fails, the rest of its batch still runs, but no further batch is started.
public func sweep(
    _ sweeper: some Sweeper, on launcher: some Launcher, body: @escaping @Sendable (SweepJob) async throws -> Double?
) async throws -> [SweepJobResult] {
    var sweeper = sweeper
    var all: [SweepJobResult] = []
    var last: [SweepJobResult] = []
    while let batch = try await sweeper.nextBatch(after: last) {
        last = try await launcher.launch(batch, body: body)
        all += last
        if last.contains(where: { $0.error != nil }) { break }
    }
    return all
}
