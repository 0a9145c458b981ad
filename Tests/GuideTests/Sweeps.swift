import Hydrangea
import HydrangeaTesting
import Testing

/// A program whose loss has its minimum at the learning rate 0.1.
private struct Search: HydrangeaApp {
    struct Config: StructuredConfig { var lr = 1.0 }

    static let configuration = AppConfiguration(configName: nil, configPath: nil)

    func run(_ config: Config, in run: Run) async throws {
        run.report(objective: (config.lr - 0.1) * (config.lr - 0.1))
    }
}

struct Bisection: Sweeper {
    var lr = 1.0
    var step = 0.5
    var count = 0

    mutating func nextBatch(after results: [SweepJobResult]) async throws -> [SweepJob]? {
        if step < 0.01 { return nil }
        if results.count == 2 {
            let losses = try results.map { try $0.outcome.get() ?? .infinity }
            lr += losses[0] < losses[1] ? -step : step
            step /= 2
        }
        defer { count += 2 }
        let around = [lr - step, lr + step]
        return around.enumerated().map { SweepJob(index: count + $0.offset, overrides: ["lr=\($0.element)"]) }
    }
}

/// The Swift code of the guide "Sweeps".
struct SweepsGuide {
    @Test func aSweepInCodeTellsHowWellEachJobDid() async throws {
        let jobs = [0.01, 0.1, 1].enumerated().map { SweepJob(index: $0.offset, overrides: ["lr=\($0.element)"]) }
        let results = try await sweep(BasicSweeper(jobs: jobs), on: BasicLauncher()) { job in
            try await Search.test(overrides: job.overrides).objective
        }
        let best = results.compactMap { result in (try? result.outcome.get()).map { (result.job, $0) } }.min {
            $0.1 < $1.1
        }
        #expect(best?.0.overrides == ["lr=0.1"])
    }

    @Test func aSweeperMaySearch() async throws {
        let results = try await sweep(Bisection(), on: BasicLauncher()) { job in
            try await Search.test(overrides: job.overrides).objective
        }
        let best = try results.map { try $0.outcome.get() ?? .infinity }.min() ?? .infinity
        #expect(best < 0.001)
    }
}
