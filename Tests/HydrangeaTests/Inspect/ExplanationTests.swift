import Hydrangea
import HydrangeaCompose
import HydrangeaTree
import Testing

@Suite struct Explanations {
    private static let configs = [
        "config": """
        defaults:
          - model: small
          - optional data: mnist
          - _self_
        warmup: ${model.lr}
        root: ${oc.env:DATA_ROOT}/x
        home: ${oc.env:HOME,nowhere}
        link: ${model}
        layers: [1, 2]
        seed: ???
        """,
        "model/small": "width: 64\nlr: ${.base}\nbase: 0.1\n",
        "model/large": "defaults: [small]\nwidth: 512\ndepth: ${nope}\n",
        "data/mnist": "name: mnist\n",
        "experiment/deep": "# @package _global_\ndefaults:\n  - override /model: large\nmodel:\n  width: 1024\n",
    ]

    private func composed(_ overrides: [String], schema: ConfigNode? = nil) throws -> Composition {
        var context = Composer.Context()
        context.environment = ["DATA_ROOT": "/data", "HOME": "/home/me"]
        context.environmentOrigins["DATA_ROOT"] = Origin(
            SourceText(.file(".env"), text: "\nDATA_ROOT=/data\n"), SourceText.Position(line: 2, column: 1))
        var composer = Composer([MemorySource(yaml: Self.configs)], context: context)
        composer.schema = schema
        return try composer.compose("config", overrides: overrides)
    }

    private func explained(_ key: String, _ overrides: String...) throws -> String {
        try composed(overrides).explanation(of: key).text
    }

    @Test func aValueIsToldWithEveryLayerThatSetItAndWhatBroughtThatIn() throws {
        #expect(
            try explained("model.width", "+experiment=deep", "model.width=8") == """
                model.width = 8
                  8     model.width=8 (argument 2)
                  1024  experiment/deep.yaml:5:10
                          chosen by +experiment=deep (argument 1)
                  512   model/large.yaml:2:8
                          chosen by experiment/deep.yaml:3:5, instead of 'small' (config.yaml:2:5)
                  64    model/small.yaml:1:8
                          chosen by model/large.yaml:1:12
                          in model/large, chosen by experiment/deep.yaml:3:5, instead of 'small' (config.yaml:2:5)

                """)
    }

    @Test func anInterpolatedValueIsFollowedToWhatItReads() throws {
        #expect(
            try explained("warmup") == """
                warmup = 0.1
                  ${model.lr}  config.yaml:5:9
                model.lr = 0.1
                  ${.base}  model/small.yaml:2:5
                              chosen by config.yaml:2:5
                model.base = 0.1
                  0.1  model/small.yaml:3:7
                         chosen by config.yaml:2:5

                """)
    }

    @Test func anEnvironmentVariableIsToldWithTheLineThatSetsIt() throws {
        #expect(
            try explained("root") == """
                root = /data/x
                  ${oc.env:DATA_ROOT}/x  config.yaml:6:7
                environment variable DATA_ROOT is set in .env:2

                """)
        #expect(
            try explained("home") == """
                home = /home/me
                  ${oc.env:HOME,nowhere}  config.yaml:7:7
                environment variable HOME is set where the program was started

                """)
    }

    @Test func aMappingIsToldWithWhatIsInIt() throws {
        #expect(
            try explained("model", "model=large") == """
                model: a mapping of 4 keys
                  {width: 512, depth: ${nope}}          model/large.yaml:1:1
                                                          chosen by model=large (argument 1), instead of 'small' (config.yaml:2:5)
                  {width: 64, lr: ${.base}, base: 0.1}  model/small.yaml:1:1
                                                          chosen by model/large.yaml:1:12
                                                          in model/large, chosen by model=large (argument 1), instead of 'small' (config.yaml:2:5)
                  it cannot be resolved: ${nope} leads nowhere
                in it:
                  width  512       model/large.yaml:2:8
                  lr     ${.base}  model/small.yaml:2:5
                  base   0.1       model/small.yaml:3:7
                  depth  ${nope}   model/large.yaml:3:8

                """)
    }

    @Test func whatWasDeletedIsToldWithWhoDeletedIt() throws {
        #expect(
            try explained("model.width", "~model.width") == """
                model.width was deleted by ~model.width (argument 1)
                  deleted  ~model.width (argument 1)
                  64       model/small.yaml:1:8
                             chosen by config.yaml:2:5

                """)
        #expect(
            try explained("data", "~data") == """
                data was deleted by ~data (argument 1)
                  option 'mnist', chosen by config.yaml:3:5

                """)
    }

    @Test func aKeyBehindAReferenceIsExplainedWhereItStands() throws {
        #expect(
            try explained("link.width", "link.width=3") == """
                link.width is model.width = 3
                  3   link.width=3 (argument 1)
                  64  model/small.yaml:1:8
                        chosen by config.yaml:2:5

                """)
    }

    @Test func listsAreToldItemByItem() throws {
        #expect(
            try explained("layers", "layers=extend_list(3)", "layers[0]=9") == """
                layers: a list of 3 items
                  [9, 2, 3]             layers[0]=9 (argument 2)
                  [1, 2, 3] (extended)  layers=extend_list(3) (argument 1)
                  [1, 2]                config.yaml:9:9
                in it:
                  [0]  9  layers[0]=9 (argument 2)
                  [1]  2  config.yaml:9:13
                  [2]  3  layers=extend_list(3) (argument 1)

                """)
    }

    @Test func theDefaultsOfATypeComeFirst() throws {
        let type = SourceText(.type("TrainConfig"))
        let schema = ConfigNode(.mapping(["seed": ConfigNode(.int(3), origin: Origin(type))]), origin: Origin(type))
        let composition = try composed([], schema: schema)
        #expect(
            try composition.explanation(of: "seed").text == """
                seed = 3
                  ??? (keeps the value)  config.yaml:10:7
                  3                      default of TrainConfig

                """)
        #expect(
            try explained("seed") == """
                seed = ???
                  ???  config.yaml:10:7
                  it must be given: seed=VALUE

                """)
    }

    @Test func whatTheProgramItselfSetsIsSaid() throws {
        #expect(
            try explained("hydra.job.name") == """
                hydra.job.name = app
                  app  set by the program
                  ???  built-in hydra/config

                """)
    }

    @Test func anUnknownKeyHasTheNearestOne() throws {
        #expect(throws: ConfigError.self) { try explained("modle.width") }
        let error = #expect(throws: ConfigError.self) { try explained("width") }
        #expect(
            error?.description == """
                error: there is no 'width' in the config
                  keys: model, data, warmup, root, home, link, layers, seed
                  help: did you mean 'model.width'?
                """)
    }

    @Test func theTreeSaysWhyEachConfigIsInIt() throws {
        #expect(
            DefaultsTreeText(try composed(["+experiment=deep", "~data"])).text == """
                hydra/config                  built in
                config                        primary config
                  model/large                 experiment/deep.yaml:3:5, instead of 'small' (config.yaml:2:5)
                    model/small               model/large.yaml:1:12
                    _self_
                  data/mnist                  left out by ~data (argument 2), named by config.yaml:3:5
                  _self_
                  experiment/deep at the top  +experiment=deep (argument 1)

                """)
    }

    @Test func asJSONTheHistoryIsInItsOwnOrder() throws {
        let json = try composed(["model.width=8"]).explanation(of: "model.width").json
        #expect(
            json == """
                {
                  "key": "model.width",
                  "value": 8,
                  "history": [
                    {
                      "layer": "config",
                      "config": "model/small",
                      "package": "model",
                      "effect": "set",
                      "value": 64,
                      "file": "model/small.yaml",
                      "line": 1,
                      "column": 8,
                      "chosen": [
                        {
                          "config": "model/small",
                          "file": "config.yaml",
                          "line": 2,
                          "column": 5
                        }
                      ]
                    },
                    {
                      "layer": "override",
                      "override": "model.width=8",
                      "effect": "set",
                      "value": 8,
                      "argument": 1,
                      "text": "model.width=8"
                    }
                  ]
                }

                """)
    }

    @Test func aMistakeInAnOptionsFileSaysWhatChoseTheOption() throws {
        let composition = try composed(["model=large"])
        let error = #expect(throws: ConfigError.self) { try composition.resolved() }
        #expect(
            error?.description == """
                model/large.yaml:3:8: error: ${nope} leads nowhere
                  3 | depth: ${nope}
                             ^~~~~~~
                  the config has: model, data, warmup, root, home, link, layers, seed
                  chosen by: model=large (argument 1)
                """)
    }
}
