import HydrangeaDecode
import HydrangeaTree
import Testing

private struct Scheduled: StructuredConfig {
    struct Schedule: StructuredConfig, ValidatableConfig {
        var warmup = 10
        var decay: Double? = nil
        func validate(_ issues: inout ConfigIssues) {
            issues.require(warmup > 0, at: "warmup", "must be positive, is \(warmup)")
            issues.require(decay == nil || warmup < 100, at: "", "a decay needs a warmup below 100")
        }
    }
    var schedule = Schedule()
    @Mandatory var seed: Int
}

private struct Bounds: StructuredConfig, ValidatableConfig {
    @Mandatory var name: String
    @Mandatory var high: Int
    var low = 0
    var steps = 10
    func validate(_ issues: inout ConfigIssues) {
        issues.require(low < high, at: "low", "must be below high")
        issues.require(steps > 0 && high % steps == 0, at: "steps", "must divide high")
        issues.require(low >= 0, at: "low", "must not be negative, is \(low)")
        issues.require(!name.isEmpty, at: "name", "must not be empty")
    }
}

/// Tests that the issues of a ``ValidatableConfig`` are reported together with all other errors.
@Suite struct RuleMessageTests {
    @Test func everyConfigChecksItselfAndPathsAreWhole() {
        #expect(
            message(
                Scheduled.self,
                yaml(
                    """
                    schedule:
                      warmup: -1
                    seed: one
                    """)) == """
                    conf/config.yaml:2:11: error: 'schedule.warmup' must be positive, is -1
                      2 |   warmup: -1
                                    ^~
                    conf/config.yaml:3:7: error: 'seed' expects an integer, found text
                      3 | seed: one
                                ^~~
                    """)
    }

    @Test func aRuleAboutAWholeConfigNamesThatConfig() {
        #expect(
            message(
                Scheduled.self,
                yaml(
                    """
                    schedule:
                      warmup: 100
                      decay: 0.1
                    seed: 1
                    """)) == """
                    conf/config.yaml:2:3: error: 'schedule': a decay needs a warmup below 100
                      2 |   warmup: 100
                            ^
                    """)
    }

    @Test func rulesAreCheckedOnlyIfEverythingInTheirConfigWasDecoded() {
        let wrong = """
            error: 2 values must be given
              name   ??? in conf/config.yaml:3:7
              high   ??? in conf/config.yaml:4:7
              help: name=VALUE high=VALUE
            """
        #expect(message(Bounds.self, yaml("low: -1\nsteps: 3\nname: ???\nhigh: ???\n")) == wrong)
        #expect(
            message(Bounds.self, yaml("low: -1\nsteps: 3\nname: a\nhigh: 7\n")) == """
                conf/config.yaml:1:6: error: 'low' must not be negative, is -1
                  1 | low: -1
                           ^~
                conf/config.yaml:2:8: error: 'steps' must divide high
                  2 | steps: 3
                             ^
                """)
    }

    @Test func aRuleIsCheckedBesideTheFailedRulesOfTheConfigsInside() {
        struct Outer: StructuredConfig, ValidatableConfig {
            var schedule = Scheduled.Schedule()
            var epochs = 1
            func validate(_ issues: inout ConfigIssues) {
                issues.require(schedule.warmup < epochs, at: "epochs", "must be above the warmup")
            }
        }
        #expect(
            message(Outer.self, yaml("schedule:\n  warmup: 0\nepochs: 0\n")) == """
                conf/config.yaml:2:11: error: 'schedule.warmup' must be positive, is 0
                  2 |   warmup: 0
                                ^
                conf/config.yaml:3:9: error: 'epochs' must be above the warmup
                  3 | epochs: 0
                              ^
                """)
    }

    @Test func aRuleThatFailsOnlyBecauseOfAWrongValueIsNotReported() {
        #expect(
            message(Bounds.self, yaml("low: 5\nsteps: 1\nname: a\nhigh: many\n")) == """
                conf/config.yaml:4:7: error: 'high' expects an integer, found text
                  4 | high: many
                            ^~~~
                """)
    }
}
