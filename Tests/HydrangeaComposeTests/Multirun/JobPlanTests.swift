import HydrangeaCompose
import HydrangeaGrammar
import HydrangeaTree
import Testing

/// Tests that the decision between run and multirun is made before the config is composed.
@Suite struct JobPlanTests {
    private func composer(mode: ConfigNode? = nil, inGroup: ConfigNode? = nil) -> Composer {
        var configs: [String: ConfigNode] = ["config": ["x": 1, "hydra": ["mode": mode ?? ConfigNode(.null)]]]
        if let inGroup { configs["group/option"] = ["hydra": ["mode": inGroup]] }
        return Composer([MemorySource(configs)])
    }

    private func mode(_ plan: JobPlan) -> (isMultirun: Bool, inTree: String?, overrides: [String]) {
        switch plan {
        case .run(let composition): (false, composition.hydra["mode"]?.string, composition.overrides.map(\.text))
        case .multirun(let multirun):
            (true, multirun.composition.hydra["mode"]?.string, multirun.composition.overrides.map(\.text))
        }
    }

    /// The message if a plan fails.
    private func mistake(in composer: Composer, _ overrides: [String] = []) -> String? {
        do throws(ConfigError) { _ = try composer.plan("config", overrides: overrides) } catch {
            return error.description
        }
        return nil
    }

    @Test func withoutAWordItIsARun() throws {
        let (isMultirun, mode, overrides) = mode(try composer().plan("config", overrides: ["x=2"]))
        #expect(!isMultirun && mode == "RUN" && overrides == ["x=2"])
    }

    @Test func theFlagIsAnOverrideThatEveryJobHas() throws {
        let (isMultirun, mode, overrides) = mode(try composer().plan("config", overrides: ["x=2,3"], isMultirun: true))
        #expect(isMultirun && mode == "MULTIRUN" && overrides == ["x=2,3", "hydra.mode=MULTIRUN"])
    }

    @Test func whatAsksForAMultirunAnywayNeedsNoFlag() throws {
        #expect(
            mode(try composer(mode: "MULTIRUN").plan("config", overrides: ["x=2,3"], isMultirun: true)).overrides == [
                "x=2,3"
            ])
        #expect(mode(try composer().plan("config", overrides: ["hydra.mode=MULTIRUN"])).isMultirun)
        #expect(!mode(try composer(mode: "MULTIRUN").plan("config", overrides: ["hydra.mode=RUN"])).isMultirun)
    }

    @Test func theFlagWinsOverTheModeWithAWarning() throws {
        guard case .multirun(let multirun) = try composer(mode: "RUN").plan("config", overrides: [], isMultirun: true)
        else {
            Issue.record("this is no multirun")
            return
        }
        #expect(
            multirun.composition.warnings.map(\.message) == ["--multirun runs several jobs although hydra.mode is RUN"])
    }

    @Test func aModeThatThereIsNoneOfIsReported() {
        #expect(
            mistake(in: composer(mode: "SWEEP"))
                == "error: hydra.mode is RUN or MULTIRUN, nothing else\n  help: hydra.mode=RUN or hydra.mode=MULTIRUN")
    }

    @Test func aModeThatComesWithAGroupIsTooLate() {
        #expect(
            mistake(in: composer(inGroup: "MULTIRUN"), ["+group@_global_=option"]) == """
                error: hydra.mode is set to MULTIRUN too late: it is read before the defaults list is
                  Hydra 1.3's rules accept this: --compat 1.3
                  help: set it in the primary config, or give it on the command line: hydra.mode=MULTIRUN
                """)
    }
}
