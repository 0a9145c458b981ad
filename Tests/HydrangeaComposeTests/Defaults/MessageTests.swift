import HydrangeaCompose
import HydrangeaTree
import Testing

@Suite struct ComposeMessages {
    static let tree = [
        "config": "defaults:\n  - optimizer: adam\n  - _self_\ntrain:\n  epochs: 3\n",
        "optimizer/adam": "lr: 0.001\n",
        "optimizer/sgd": "lr: 0.1\n",
    ]

    @Test func anUnknownOptionIsReportedWithTheOptionsThereAre() {
        #expect(
            message(Self.tree, ["optimizer=adamw"]) == """
                error: config group 'optimizer' has no option 'adamw'
                  argument 1: optimizer=adamw
                                        ^~~~~
                  options: adam, sgd
                  help: did you mean optimizer=adam?
                """)
    }

    @Test func anUnknownKeyIsReportedWithTheNearestOne() {
        #expect(
            message(Self.tree, ["train.epoch=5"]) == """
                error: 'train' has no key 'epoch'
                  argument 1: train.epoch=5
                              ^~~~~~~~~~~
                  keys: epochs
                  help: did you mean train.epochs=5? To add a new key, write +train.epoch=5
                """)
    }

    @Test func anAddedKeyThatIsThereIsReportedWithItsPlace() {
        #expect(
            message(Self.tree, ["+train.epochs=5"]) == """
                error: 'train.epochs' is there already
                  argument 1: +train.epochs=5
                              ^~~~~~~~~~~~~
                  set at config.yaml:5:11
                  help: write train.epochs=5 to change it, or ++train.epochs=5 to set it in any case
                """)
    }

    @Test func whatIsToBeReadFromTheHydraNodeCannotBeLookedIntoBeforeThatIsComposed() {
        let tree = ["config": "out: ${hydra:runtime.output_dir}\n"]
        #expect(
            message(tree, ["~out"]) == """
                config.yaml:1:6: error: 'hydra' has nothing to read yet: the config is still being composed
                  1 | out: ${hydra:runtime.output_dir}
                           ^~~~~~~~~~~~~~~~~~~~~~~~~~~
                  help: to put another value in its place, write KEY=VALUE
                """)
        #expect(
            message(tree, ["+out=x"]) == """
                error: 'out' is there already
                  argument 1: +out=x
                              ^~~~
                  set at config.yaml:1:6
                  help: write out=x to change it, or ++out=x to set it in any case
                """)
    }

    @Test func aMissingPrimaryConfigIsReportedWithTheConfigsThereAre() {
        #expect(
            message(Self.tree, config: "confg") == """
                error: no primary config 'confg'
                  searched: memory
                  configs there: config
                  help: did you mean --config-name config?
                """)
    }

    @Test func aPrimaryConfigWithoutAnyDirectoryIsReported() {
        let error = #expect(throws: ConfigError.self) { try Composer([]).compose("config") }
        #expect(
            error?.description == """
                error: no primary config 'config'
                  no directory of configs was named
                  help: name the directory with --config-path, the config with --config-name
                """)
    }

    @Test func aCycleOfDefaultsListsIsReportedWithEveryStep() {
        let tree = [
            "config": "defaults:\n  - loopa\n", "loopa": "defaults:\n  - loopb\n", "loopb": "defaults:\n  - loopa\n",
        ]
        #expect(
            message(tree) == """
                loopb.yaml:2:5: error: defaults lists form a cycle: loopa → loopb → loopa
                  2 |   - loopa
                          ^~~~~
                  loopb is included at loopa.yaml:2:5
                  loopa is included at loopb.yaml:2:5
                  help: take one of these entries out
                """)
    }

    @Test func aGroupThatIsNotInTheDefaultsListIsReported() {
        var tree = Self.tree
        tree["schedule/cosine"] = "warmup: 1\n"
        #expect(
            message(tree, ["schedule=cosine"]) == """
                error: the defaults list has no 'schedule' to override
                  argument 1: schedule=cosine
                              ^~~~~~~~
                  in the defaults list: optimizer
                  help: to add the group, write +schedule=cosine
                """)
    }

    @Test func severalValuesInASingleRunAreReported() {
        #expect(
            message(Self.tree, ["optimizer=adam,sgd"]) == """
                error: 'optimizer' is given several values in a single run
                  argument 1: optimizer=adam,sgd
                                        ^~~~~~~~
                  help: write 'optimizer=[adam,sgd]' for a list, or quote the value for a text with commas: what is composed is one job's
                """)
    }

    @Test func aValueThatTheShellHasTakenOffItsKeyIsReported() {
        #expect(
            message(Self.tree, ["train.epochs=", "5"]) == """
                error: a key cannot be a number alone
                  argument 2: 5
                              ^
                  help: leave the space out: train.epochs=VALUE
                """)
        #expect(
            message(Self.tree, ["train.epochs", "=", "5"]) == """
                error: 'train.epochs' has no value
                  argument 1: train.epochs
                                          ^ expected '='
                  help: leave the spaces out: train.epochs=VALUE
                """)
    }

    @Test func aPackageOfTheHydraNodeIsNoPartOfTheJobs() throws {
        let composition = try Composer([MemorySource(yaml: Self.tree)]).compose("config")
        let error = #expect(throws: ConfigError.self) { try composition.node(at: "hydra.run", of: .job) }
        #expect(
            error?.description == """
                error: there is no 'hydra.run' in the config
                  keys: optimizer, train
                  help: --cfg all --package hydra.run
                """)
    }

    @Test func aResolverInADefaultsListIsReportedWithWhatToDo() {
        #expect(
            message(["config": "defaults:\n  - model: ${oc.env:SIZE}\n", "model/small": "width: 8\n"]) == """
                config.yaml:2:5: error: '${oc.env:SIZE}' cannot be resolved in a defaults list
                  2 |   - model: ${oc.env:SIZE}
                          ^~~~~
                  only the groups of the defaults list can be named there
                  help: resolvers cannot be called there: choose the option on the command line
                """)
    }

    @Test func anOptionMadeOfAGroupThatOnlyASweepChoosesIsReported() {
        let tree = [
            "config": "defaults:\n  - model: ???\n  - optional trainer: ${model}_x\n", "model/small": "width: 8\n",
            "trainer/small_x": "t: 1\n",
        ]
        let error = #expect(throws: ConfigError.self) {
            try Composer([MemorySource(yaml: tree)]).jobs(of: "config", overrides: ["model=small,small"])
        }
        #expect(
            error?.description == """
                config.yaml:3:5: error: '${model}_x' cannot be resolved in a defaults list
                  3 |   - optional trainer: ${model}_x
                          ^~~~~~~~~~~~~~~~
                  only the groups of the defaults list can be named there: model
                  help: choose 'model' in the defaults list: a sweep takes that option until its jobs choose others
                """)
    }

    @Test func aListOverAMappingIsReportedWithBothPlaces() {
        let tree = ["config": "defaults:\n  - base\n  - _self_\nmodel: [1]\n", "base": "model:\n  width: 1\n"]
        #expect(
            message(tree) == """
                config.yaml:4:8: error: 'model' is a mapping: a list cannot be merged over it
                  4 | model: [1]
                             ^~~
                  a mapping: base.yaml:2:3
                  help: set it to null in between, or name the new values differently
                """)
    }
}

@Suite struct ComposeWarnings {
    @Test func aDirectoryThatIsNotThereIsOnlyWorthAWarning() throws {
        let composition = try Composer([MemorySource(yaml: ["config": "a: 1\n"])]).compose(
            "config", overrides: ["hydra.searchpath=[file:///nowhere/at/all]"])
        #expect(
            composition.warnings.map { DiagnosticRenderer().render(warning: $0) } == [
                """
                warning: nothing is found at 'file:///nowhere/at/all' on the search path
                  argument 1: hydra.searchpath=[file:///nowhere/at/all]
                                                ^~~~~~~~~~~~~~~~~~~~~~
                  help: relative paths count from the working directory
                """
            ])
    }
}
