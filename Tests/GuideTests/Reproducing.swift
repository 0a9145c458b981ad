import Hydrangea
import HydrangeaTesting
import Testing

/// The Swift code of the page "Reproducing a run".
struct ReproducingGuide {
    struct Train: HydrangeaApp {
        struct Config: StructuredConfig { var seed = 7 }

        func run(_ config: Config, in run: Run) async throws {
            var order = run.generator("order")
            let images = order.permutation(of: 5)
            var weights = run.generator("weights")
            let weight = weights.normal(mean: 0, deviation: 0.1)
            #expect(images == [2, 4, 0, 3, 1])
            run.report(objective: weight)
        }
    }

    @Test func aSeedAndANameGiveTheSameNumbers() async throws {
        let first = try await Train.test(["config": [:]])
        let second = try await Train.test(["config": [:]])
        #expect(first.objective == second.objective)
    }
}
