import Hydrangea
import HydrangeaTesting
import Testing

/// A type whose own `init(from:)` uses defaults.
private struct Schedule: Codable, Sendable, Hashable {
    var warmup: Int
    var decay: Double
    var name: String?

    private enum CodingKeys: String, CodingKey { case warmup, decay, name }

    init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        warmup = try values.decodeIfPresent(Int.self, forKey: .warmup) ?? 100
        decay = try values.decodeIfPresent(Double.self, forKey: .decay) ?? 0.5
        name = try values.decodeIfPresent(String.self, forKey: .name)
    }
}

/// The same, in a type that declares a default too.
private struct Rate: StructuredConfig {
    var value = 0.1
    var floor: Double? = nil

    init() {}

    init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        value = try values.decodeIfPresent(Double.self, forKey: .value) ?? 0.3
        floor = try values.decodeIfPresent(Double.self, forKey: .floor) ?? 0.001
    }
}

private enum Steps: ComponentFamily {
    static let registry = Registry<Int>().registering("schedule", as: Schedule.self) { $0.warmup }
}

private struct Config: StructuredConfig {
    var schedules: [Schedule] = []
    var step: Component<Steps>? = nil
    var rate = Rate()
}

private struct App: HydrangeaApp {
    func run(_ config: Config, in run: Run) async throws {}
}

/// Tests that a default in a type's own `init(from:)` is an error of the program, reported once, because records would
/// lack it.
@Suite struct OwnDecodingTests {
    private func mistake(_ yaml: String, _ overrides: [String] = []) async -> String {
        do {
            _ = try await App.capture(yaml: ["config": yaml], overrides: overrides)
            return "no mistake"
        } catch { return "\(error)" }
    }

    @Test func itIsReportedWithItsTypeAndItsKey() async {
        #expect(
            await mistake("schedules: [{warmup: 1}]", ["rate.floor=0"]) == """
                config.yaml:1:13: error: 'schedules[0].decay' is 0.5 in the program, and the config does not say so
                  1 | schedules: [{warmup: 1}]
                                  ^~~~~~~~~~~
                  Schedule has this default in its own decoding, where no record of a run can know of it
                  help: let Schedule be a StructuredConfig whose property has the default; until then, give the key: +schedules.0.decay=0.5
                """)
    }

    @Test func eachIsReportedOnceHoweverManyValuesThereAre() async {
        #expect(
            await mistake("schedules: [{}, {decay: 1}, {}]\nstep: {_target_: schedule, decay: 1}", ["rate.floor=0"])
                == """
                config.yaml:1:13: error: 'schedules[0].decay' is 0.5 in the program, and the config does not say so
                  1 | schedules: [{}, {decay: 1}, {}]
                                  ^~
                  Schedule has this default in its own decoding, where no record of a run can know of it
                  help: let Schedule be a StructuredConfig whose property has the default; until then, give the key: +schedules.0.decay=0.5
                config.yaml:1:13: error: 'schedules[0].warmup' is 100 in the program, and the config does not say so
                  1 | schedules: [{}, {decay: 1}, {}]
                                  ^~
                  Schedule has this default in its own decoding, where no record of a run can know of it
                  help: let Schedule be a StructuredConfig whose property has the default; until then, give the key: +schedules.0.warmup=100
                """)
    }

    @Test func aPropertysOwnDefaultDoesNotHideThatTheDecodingHasAnother() async {
        #expect(
            await mistake("rate: {value: 1}") == """
                error: 'rate.floor' is 0.001 in the program, and the config says null
                  in Rate
                  Rate has this default in its own decoding, where no record of a run can know of it
                  help: let the property 'floor' of Rate have the default; until then, give the key: rate.floor=0.001
                """)
    }

    @Test func whatTheConfigSaysIsNoMistake() async {
        #expect(
            await mistake(
                "schedules: [{warmup: 1, decay: 2}]\nstep: {_target_: schedule, warmup: 1, decay: 1}",
                ["rate.floor=0.5"]) == "no mistake")
    }
}
