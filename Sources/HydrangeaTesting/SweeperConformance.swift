public import Hydrangea

/// Checks that a `Sweeper` returns jobs as a sweep requires them.
///
/// ```swift
/// #expect(await SweeperConformance(BasicSweeper(jobs: jobs)).problems() == [])
/// ```
public struct SweeperConformance: Sendable {
    private let sweeper: any Sweeper
    private let mostJobs: Int

    /// - Parameters:
    ///   - sweeper: The sweeper to check, before its first batch.
    ///   - mostJobs: The number of jobs beyond which a sweeper is taken to be endless.
    public init(_ sweeper: some Sweeper, mostJobs: Int = 10_000) {
        self.sweeper = sweeper
        self.mostJobs = mostJobs
    }

    /// The violations, a sentence for each; empty if the sweeper conforms. Every job gets an objective that depends on
    /// its number only.
    public func problems() async -> [String] {
        var first = sweeper
        var second = sweeper
        do {
            let jobs = try await jobs(of: &first)
            var problems = problems(of: jobs)
            if try await self.jobs(of: &second) != jobs {
                problems.append("a copy of the sweeper hands out other jobs for the same results")
            }
            if try await first.nextBatch(after: []) != nil {
                problems.append("it goes on after it has said that the sweep is over")
            }
            return problems
        } catch {
            return ["it throws: \(error)"]
        }
    }

    private func jobs(of sweeper: inout any Sweeper) async throws -> [[SweepJob]] {
        var batches: [[SweepJob]] = []
        var results: [SweepJobResult] = []
        while batches.reduce(0, { $0 + $1.count }) <= mostJobs, batches.count <= mostJobs,
            let batch = try await sweeper.nextBatch(after: results)
        {
            batches.append(batch)
            results = batch.map { SweepJobResult(job: $0, outcome: .success(1 / Double($0.index + 1))) }
        }
        return batches
    }

    private func problems(of batches: [[SweepJob]]) -> [String] {
        let jobs = batches.flatMap(\.self)
        if jobs.count > mostJobs || batches.count > mostJobs { return ["it does not end within \(mostJobs) jobs"] }
        var problems: [String] = []
        if batches.contains(where: \.isEmpty) { problems.append("it hands out an empty batch: nil ends a sweep") }
        if jobs.map(\.index) != Array(jobs.indices) {
            problems.append("its jobs are numbered \(jobs.map(\.index)), not 0, 1, 2, …")
        }
        return problems
    }
}
