import HydrangeaCompose
import HydrangeaTree
import Testing

/// Messages about options that are chosen twice, not at all, or without effect.
@Suite struct ChoiceMessages {
    static let tree = [
        "config": "defaults:\n  - optimizer: adam\n  - _self_\ntrain:\n  epochs: 3\n",
        "optimizer/adam": "lr: 0.001\n",
        "optimizer/sgd": "lr: 0.1\n",
    ]

    @Test func aGroupThatIsAddedAlthoughItIsThereIsReportedWhereItIsAdded() {
        #expect(
            message(Self.tree, ["+optimizer=sgd"]) == """
                error: 'optimizer' is chosen twice: 'adam' and 'sgd'
                  argument 1: +optimizer=sgd
                              ^~~~~~~~~~
                  also: config.yaml:2:5
                  help: write optimizer=sgd to replace the other choice
                """)
    }

    @Test func aGroupThatIsForcedIsReported() {
        #expect(
            message(Self.tree, ["++optimizer=sgd"]) == """
                error: '++' sets a value, and 'optimizer' is a config group
                  argument 1: ++optimizer=sgd
                              ^~
                  help: write optimizer=sgd to change the group's option, or +optimizer=sgd to add one
                """)
    }

    @Test func aBuiltInChoiceThatIsReplacedWithoutAWordIsReportedInTheTree() {
        #expect(
            message(["config": "defaults:\n  - hydra/job_logging: none\n"]) == """
                config.yaml:2:5: error: 'hydra/job_logging' is chosen twice: 'default' and 'none'
                  2 |   - hydra/job_logging: none
                          ^~~~~~~~~~~~~~~~~
                  also: built-in hydra/config
                  help: take one out; to replace a choice made elsewhere, write 'override hydra/job_logging: none' at the end of the list
                """)
    }

    @Test func anOptionThatAnOverrideMisspellsIsCorrectedAsAnOverride() {
        #expect(
            message(["config": "defaults:\n  - override hydra/job_logging: defalt\n"]) == """
                config.yaml:2:33: error: config group 'hydra/job_logging' has no option 'defalt'
                  2 |   - override hydra/job_logging: defalt
                                                      ^~~~~~
                  options: colorlog, default, disabled, json, none, stdout
                  help: did you mean 'override /hydra/job_logging: default'?
                """)
    }

    @Test func aGroupThatTwoListsNameIsReportedWithBothPlaces() {
        let tree = [
            "config": "defaults:\n  - base\n  - optimizer: adam\n", "base": "defaults:\n  - optimizer: adam\n",
            "optimizer/adam": "lr: 1\n",
        ]
        #expect(
            message(tree) == """
                config.yaml:3:5: error: 'optimizer' stands twice in the defaults list
                  3 |   - optimizer: adam
                          ^~~~~~~~~
                  also: base.yaml:2:5
                  help: take one out, or give one of them another package: 'optimizer@PACKAGE'
                """)
    }

    @Test func anOptionThatIsAMappingIsReported() {
        #expect(
            message(["config": "defaults:\n  - optimizer: {name: adam}\n"]) == """
                config.yaml:2:16: error: an option must be text or a list of texts, this is a mapping
                  2 |   - optimizer: {name: adam}
                                     ^~~~~~~~~~~~
                  help: write one entry a line: '- group: option'
                """)
    }

    @Test func aDeletionOfAnotherOptionSaysHowToDeleteAny() {
        #expect(
            message(Self.tree, ["~optimizer=sgd"]) == """
                error: the defaults list has no 'optimizer' to delete with option 'sgd'
                  argument 1: ~optimizer=sgd
                              ^~~~~~~~~~
                  in the defaults list: optimizer
                  help: write '~optimizer' to delete it whatever its option is
                """)
    }

    @Test(arguments: ["=5", "+=adam", "~", "@package=adam"]) func anOverrideWithoutAKeyIsReported(override: String) {
        #expect(
            message(Self.tree, [override]) == """
                error: this override has no key
                  argument 1: \(override)
                              ^
                  help: write KEY=VALUE
                """)
    }

    @Test func whatAMessageProposesIsQuotedAsAShellNeedsIt() {
        #expect(
            message(["config": "layers: [1]\n"], ["layer=[1, 2]"]) == """
                error: the config has no key 'layer'
                  argument 1: layer=[1, 2]
                              ^~~~~
                  keys: layers
                  help: did you mean 'layers=[1, 2]'? To add a new key, write '+layer=[1, 2]'
                """)
        #expect(
            message(["config": "layers: [1]\n"], ["layers[1]=2"]) == """
                error: there is no item 1 in a list of 1
                  argument 1: layers[1]=2
                              ^~~~~~~~~
                  help: to add items, write 'layers=extend_list(VALUE)'
                """)
    }

    @Test(arguments: [
        (
            "x=range(3,1)",
            """
            warning: there are no jobs: 'x' gets no value
              argument 1: x=range(3,1)
                            ^~~~~~~~~~
              help: range(START,STOP) counts up to STOP; to count down, range(START,STOP,-1)
            """
        ),
        (
            "optimizer=glob(b*)",
            """
            warning: there are no jobs: 'optimizer' gets no value
              argument 1: optimizer=glob(b*)
                                    ^~~~~~~~
              options: adam, sgd
            """
        ),
        (
            "x=glob(*)",
            """
            warning: there are no jobs: 'x' gets no value
              argument 1: x=glob(*)
                            ^~~~~~~
              'x' is no config group
            """
        ),
    ]) func aSweepWithoutJobsIsWorthAWarning(override: String, text: String) throws {
        let multirun = try Composer([MemorySource(yaml: Self.tree)]).jobs(of: "config", overrides: [override])
        #expect(multirun.jobs == [])
        #expect(multirun.composition.warnings.map { DiagnosticRenderer().render(warning: $0) } == [text])
    }
}
