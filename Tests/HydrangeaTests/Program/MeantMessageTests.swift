import Hydrangea
import HydrangeaTesting
import TestSupport
import Testing

private struct Sized: StructuredConfig {
    struct Optimizer: StructuredConfig { var lr = 0.1 }
    var name = "run"
    var epochs = 10
    var layers = [64, 64]
    var weights: [String: Double] = [:]
    var optimizer = Optimizer()
}

private struct Grouped: StructuredConfig {
    struct Model: StructuredConfig { var width = 1 }
    @Mandatory var model: Model
}

private struct GroupedApp: HydrangeaApp {
    func run(_ config: Grouped, in run: Run) async throws {}
}

private struct App: HydrangeaApp {
    func run(_ config: Sized, in run: Run) async throws {}
}

/// Tests that proposals in messages work: keys unknown to the program's types are not added, and errors show the place
/// to change.
@Suite struct MeantMessageTests {
    private func message(
        _ configs: [String: String], _ overrides: [String] = [], of app: any HydrangeaApp.Type = App.self
    ) async -> String {
        do {
            _ = try await app.capture(yaml: configs, overrides: overrides)
            return "no mistake"
        } catch { return "\(error)" }
    }

    @Test func aKeyThatTheTypeDoesNotHaveIsNotToBeAdded() async {
        #expect(
            await message(["config": "name: a\n"], ["epoch=5"]) == """
                error: the config has no key 'epoch'
                  argument 1: epoch=5
                              ^~~~~
                  keys: name, epochs, layers, weights, optimizer
                  help: did you mean epochs=5?
                """)
        #expect(
            await message(["config": "name: a\n"], ["epochs.most=5"]) == """
                error: 'epochs' is an integer: it has no key 'most'
                  argument 1: epochs.most=5
                              ^~~~~~~~~~~
                """)
        #expect(
            await message(["config": "name: a\n"], ["optimizer={rate: 1}"]) == """
                error: 'optimizer' has no key 'rate'
                  argument 1: optimizer={rate: 1}
                                         ^~~~
                  keys: lr
                  help: the program's type for 'optimizer' takes no new keys
                """)
    }

    @Test func aKeyOfADictionaryAndOneOfTheHydraNodeAre() async {
        #expect(
            await message(["config": "name: a\n"], ["weights.cat=2"]) == """
                error: 'weights' has no key 'cat'
                  argument 1: weights.cat=2
                              ^~~~~~~~~~~
                  help: to add a new key, write +weights.cat=2
                """)
        #expect(
            await message(["config": "name: a\n"], ["hydra.job.nmae=x"]) == """
                error: 'hydra.job' has no key 'nmae'
                  argument 1: hydra.job.nmae=x
                              ^~~~~~~~~~~~~~
                  keys: name, chdir, override_dirname, id, num, config_name, env_set, env_copy, config
                  help: did you mean hydra.job.name=x? To add a new key, write +hydra.job.nmae=x
                """)
    }

    @Test func aWrongValueThatAnInterpolationGaveIsShownWhereTheInterpolationStands() async {
        #expect(
            await message(["config": "name: a\nepochs: 3\n"], ["layers=${epochs}"]) == """
                error: 'layers' expects a list, found 3
                  argument 1: layers=${epochs}
                                     ^~~~~~~~~
                  its value is from config.yaml:2:9
                """)
        #expect(
            await message(["config": "name: ${optimizer}\n"]) == """
                config.yaml:1:7: error: 'name' expects text, found a mapping
                  1 | name: ${optimizer}
                            ^~~~~~~~~~~~
                """)
    }

    @Test func anOptionAmongTheValuesBelongsIntoTheDefaultsList() async {
        #expect(
            await message(["config": "optimizer: sgd\n", "optimizer/sgd": "lr: 1\n"]) == """
                config.yaml:1:12: error: 'optimizer' expects a mapping, found text
                  1 | optimizer: sgd
                                 ^~~
                  help: 'optimizer' is a config group: choose its option in the defaults list, '- optimizer: sgd'
                """)
    }

    @Test(arguments: [
        (
            "", [],
            """
              options: large, small
              help: +model=OPTION
            """
        ),
        (
            "defaults: [{model: null}]", [],
            """
              options: large, small
              help: model=OPTION
            """
        ),
        (
            "defaults: [{model: small}]", ["~model"],
            """
              options: large, small
              left out by ~model (argument 1)
              help: model=OPTION
            """
        ),
    ]) func aGroupThatMustBeChosenShowsItsOptions(config: String, overrides: [String], end: String) async {
        let configs = ["config": config, "model/small": "width: 1\n", "model/large": "width: 9\n"]
        let text = await message(configs, overrides, of: GroupedApp.self)
        #expect(text == "error: 'model' must be given\n  in Grouped\n\(end)")
    }

    @Test func aDefaultsListWithAnotherNameIsRecognised() async {
        #expect(
            await message(["config": "default:\n  - optimizer: sgd\n", "optimizer/sgd": "lr: 1\n"]) == """
                config.yaml:1:1: error: the config has no key 'default'
                  1 | default:
                      ^~~~~~~
                  keys: name, epochs, layers, weights, optimizer
                  help: did you mean defaults? That is the list of the configs to merge
                """)
    }

    @Test func aFileWithTheOtherEndingIsRecognised() throws {
        let scratch = try Scratch()
        try scratch.write("model/small.yml", "width: 1\n")
        try scratch.write("model/large.yaml", "width: 9\n")
        try scratch.write("config.yaml", "defaults:\n  - model: large\n")
        let composer = Composer([DirectorySource(scratch.path, shownAs: "conf")])
        let error = #expect(throws: ConfigError.self) { try composer.compose("config", overrides: ["model=small"]) }
        #expect(
            error?.description == """
                error: config group 'model' has no option 'small'
                  argument 1: model=small
                                    ^~~~~
                  options: large
                  model/small.yml is there, but the files of configs end in .yaml
                """)
    }

    @Test func aResolverThatCalculatesIsSaidToBeOffByDefault() async {
        let text = await message(["config": "epochs: ${eval:1+1}\n"])
        #expect(
            text.split(separator: "\n").last == """
                  help: it is one of those that calculate: resolvers: .standard.adding(.calculation) in the program, --resolvers calculation for the tool
                """)
    }
}
