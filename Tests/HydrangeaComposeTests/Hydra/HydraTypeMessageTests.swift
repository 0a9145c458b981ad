import HydrangeaCompose
import HydrangeaTree
import Testing

/// Messages about values of the `hydra` node, or of a plugin's config, that do not fit the type of their key.
@Suite struct HydraTypeMessages {
    @Test func aValueOfAnotherTypeIsReportedWhereItStands() {
        #expect(
            message(["config": "hydra:\n  job:\n    num: many\n"]) == """
                config.yaml:3:10: error: 'hydra.job.num' must be an integer, this is text
                  3 |     num: many
                               ^~~~
                """)
    }

    @Test func aValueThatMayBeNullSaysSo() {
        #expect(
            message(
                ["config": "defaults:\n  - override hydra/launcher: submitit_slurm\n"], ["hydra.launcher.mem_gb=1.5"])
                    == """
                    error: 'hydra.launcher.mem_gb' must be an integer or null, this is a number
                      argument 1: hydra.launcher.mem_gb=1.5
                                                        ^~~
                    """)
    }

    @Test func anUnknownKeyOfALauncherNamesTheOneThatHasIt() {
        #expect(
            message(["config": "hydra:\n  launcher:\n    n_jobs: 4\n"]) == """
                config.yaml:3:5: error: 'hydra.launcher' has no key 'n_jobs'
                  3 |     n_jobs: 4
                          ^~~~~~
                  keys: _target_
                  it is a key of: hydra/launcher/joblib
                  help: choose it first: override /hydra/launcher: joblib
                """)
    }

    @Test func aKeyThatIsNoTextIsReported() {
        #expect(
            message(["config": "hydra:\n  callbacks:\n    1: {}\n"]) == """
                config.yaml:3:5: error: the keys of 'hydra.callbacks' must be text: '1' is not quoted
                  3 |     1: {}
                          ^
                  help: quote it: '1'
                """)
    }

    @Test func aFixedPartCannotBeDeleted() {
        #expect(
            message(["config": "a: 1\n"], ["~hydra.run.dir"]) == """
                error: 'hydra.run.dir' is a fixed part of the hydra node: it cannot be deleted
                  argument 1: ~hydra.run.dir
                              ^~~~~~~~~~~~~~
                  help: give it another value: hydra.run.dir=VALUE
                """)
    }

    @Test func aMappingThatIsNullTakesNoSingleKey() {
        #expect(
            message(["config": "a: 1\n"], ["+hydra.sweeper.params.a=1"]) == """
                error: 'hydra.sweeper.params' is null: it takes no key yet
                  argument 1: +hydra.sweeper.params.a=1
                              ^~~~~~~~~~~~~~~~~~~~~~~
                  help: give it as a whole: '+hydra.sweeper.params={a: VALUE}'
                """)
    }

    @Test func keysOfAMappingThatIsNullMustBeAdded() {
        #expect(
            message(["config": "a: 1\n"], ["hydra.sweeper.params={a: 1}"]) == """
                error: 'hydra.sweeper.params' is null: it has none of these keys
                  argument 1: hydra.sweeper.params={a: 1}
                              ^~~~~~~~~~~~~~~~~~~~
                  help: to add them, write '+hydra.sweeper.params={a: 1}'
                """)
    }

    @Test func twoLaunchersCannotBeMerged() {
        #expect(
            message(["config": "defaults:\n  - override hydra/launcher: [basic, joblib]\n"]) == """
                error: 'hydra/launcher/joblib' cannot be merged over 'hydra/launcher/basic': their keys have other types
                  chosen by: config.yaml:2:5
                  help: choose one of them
                """)
    }

    @Test func aPrimaryConfigMustBeAMapping() {
        #expect(
            message(["runs/config": "- a\n"], config: "runs/config") == """
                runs/config.yaml:1:1: error: a primary config must be a mapping, this is a list
                  1 | - a
                      ^
                """)
    }

    @Test func theBasicSweeperRefusesWhatItDoesNotKnow() {
        #expect(
            multirunMessage(["+hydra.sweeper.n_trials=3"]) == """
                error: the basic sweeper does not know 'n_trials'
                  argument 1: +hydra.sweeper.n_trials=3
                              ^~~~~~~~~~~~~~~~~~~~~~~
                  keys: max_batch_size, params
                  help: choose the sweeper that it is meant for: hydra/sweeper=NAME
                """)
    }

    @Test func aMultirunNeedsASweeper() {
        #expect(
            multirunMessage(["hydra.sweeper=null"]) == """
                error: hydra.sweeper must name a sweeper, this is null
                  argument 1: hydra.sweeper=null
                                            ^~~~
                  help: choose one: hydra/sweeper=basic
                """)
    }

    @Test func theJobsOfAnotherSweeperAreNotGuessed() {
        #expect(
            multirunMessage(["hydra/sweeper=optuna", "a=interval(0,1)"]) == """
                error: the sweeper 'optuna' cannot run here
                  argument 1: hydra/sweeper=optuna
                                            ^~~~~~
                  there is: basic
                  help: hydra/sweeper=basic
                """)
    }

    @Test func aSweeperOfOnesOwnIsShownWhereItStands() {
        #expect(
            multirunMessage(["++hydra.sweeper._target_=mine.Sweeper"]) == """
                error: the sweeper 'mine.Sweeper' cannot run here
                  argument 1: ++hydra.sweeper._target_=mine.Sweeper
                                                       ^~~~~~~~~~~~
                  there is: basic
                  help: hydra/sweeper=basic
                """)
    }

    @Test func severalWrongSettingsOfTheSweeperAreToldTogether() {
        #expect(
            multirunMessage(["+hydra.sweeper.n_trials=3", "+hydra.sweeper.n_jobs=2"]) == """
                error: the basic sweeper does not know 'n_trials'
                  argument 1: +hydra.sweeper.n_trials=3
                              ^~~~~~~~~~~~~~~~~~~~~~~
                  keys: max_batch_size, params
                  help: choose the sweeper that it is meant for: hydra/sweeper=NAME
                error: the basic sweeper does not know 'n_jobs'
                  argument 2: +hydra.sweeper.n_jobs=2
                              ^~~~~~~~~~~~~~~~~~~~~
                  keys: max_batch_size, params
                  help: choose the sweeper that it is meant for: hydra/sweeper=NAME
                """)
    }

    /// Hydra's basic launcher takes no settings either: it ends with a TypeError.
    @Test func theLauncherIsCheckedLikeTheSweeper() {
        #expect(
            multirunMessage(["+hydra.launcher.n_jobs=2"]) == """
                error: the basic launcher does not know 'n_jobs'
                  argument 1: +hydra.launcher.n_jobs=2
                              ^~~~~~~~~~~~~~~~~~~~~~
                  keys: none
                  help: choose the launcher that it is meant for: hydra/launcher=NAME
                """)
        #expect(
            multirunMessage(["hydra.launcher=null"]) == """
                error: hydra.launcher must name a launcher, this is null
                  argument 1: hydra.launcher=null
                                             ^~~~
                  help: choose one: hydra/launcher=basic
                """)
        #expect(
            multirunMessage(["++hydra.launcher._target_=mine.Launcher"]) == """
                error: the launcher 'mine.Launcher' cannot run here
                  argument 1: ++hydra.launcher._target_=mine.Launcher
                                                        ^~~~~~~~~~~~~
                  there is: basic
                  help: hydra/launcher=basic
                """)
    }

    private func multirunMessage(_ overrides: [String]) -> String? {
        do {
            _ = try Composer([MemorySource(yaml: ["config": "a: 1\n"])]).plan(
                "config", overrides: overrides, isMultirun: true)
            Issue.record("no mistake was found")
            return nil
        } catch {
            return error.description
        }
    }
}
