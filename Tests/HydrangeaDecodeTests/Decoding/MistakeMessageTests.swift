import HydrangeaDecode
import HydrangeaTree
import Testing

private enum Activation: String, Codable, CaseIterable { case relu, gelu, silu }
private enum Closed: String, Codable { case on, off }

private struct Model: Codable {
    var width: Int
    var dropout: Double?
    var activation: Activation
    var layers: [Int]
}

private struct Train: Codable {
    var model: Model
    var epochs: Int
    var name: String
}

private struct Defaulted: StructuredConfig {
    var epochs = 3
    var closed = Closed.on
    @Mandatory var dataset: String
    @Mandatory var seed: Int
}

private let good = """
    model:
      width: 64
      dropout: 0.5
      activation: gelu
      layers: [1, 2]
    epochs: 3
    name: run

    """

@Suite struct MistakeMessageTests {
    @Test func aValueOfAnotherTypeIsShownWhereItStands() {
        #expect(
            message(Train.self, yaml(good.replacing("width: 64", with: "width: wide"))) == """
                conf/config.yaml:2:10: error: 'model.width' expects an integer, found text
                  2 |   width: wide
                               ^~~~
                """)
    }

    @Test func aNumberWithAFractionIsNoInteger() {
        #expect(
            message(Train.self, yaml(good.replacing("epochs: 3", with: "epochs: 1.5"))) == """
                conf/config.yaml:6:9: error: 'epochs' expects an integer, found 1.5
                  6 | epochs: 1.5
                              ^~~
                """)
    }

    @Test func anUnknownKeyIsToldTheNearestOne() {
        #expect(
            message(Train.self, yaml(good.replacing("epochs: 3", with: "epochs: 3\nepoch: 4"))) == """
                conf/config.yaml:7:1: error: the config has no key 'epoch'
                  7 | epoch: 4
                      ^~~~~
                  keys: epochs, model, name
                  help: did you mean epochs?
                """)
    }

    @Test func aSlipInTheNameOfANeededKeyIsOneMistake() {
        #expect(
            message(Train.self, yaml(good.replacing("width: 64", with: "widht: 64"))) == """
                conf/config.yaml:2:3: error: 'model' has no key 'widht'
                  2 |   widht: 64
                        ^~~~~
                  keys: width, dropout, activation, layers
                  help: did you mean width?
                """)
    }

    @Test func aMissingKeyIsReportedWithItsMapping() {
        #expect(
            message(Train.self, yaml(good.replacing("  width: 64\n", with: ""))) == """
                conf/config.yaml:2:3: error: 'model.width' must be given
                  2 |   dropout: 0.5
                        ^ not among the keys
                  help: +model.width=VALUE
                """)
    }

    @Test func aValueThatAnEnumLacksListsItsCases() {
        #expect(
            message(Train.self, yaml(good.replacing("gelu", with: "glu"))) == """
                conf/config.yaml:4:15: error: 'model.activation' cannot be 'glu'
                  4 |   activation: glu
                                    ^~~
                  allowed: gelu, relu, silu
                  help: did you mean gelu?
                """)
    }

    @Test func anEnumOfNumbersListsThemForAnyOtherScalar() {
        enum Level: Int, Codable, CaseIterable { case low = 1, high = 10 }
        struct Config: Codable { var a: Level, b: Level, c: Level, d: Level }
        #expect(
            message(Config.self, yaml("a: 2\nb: low\nc: null\nd: 1.5\n")) == """
                conf/config.yaml:1:4: error: 'a' cannot be '2'
                  1 | a: 2
                         ^
                  allowed: 1, 10
                conf/config.yaml:2:4: error: 'b' cannot be 'low'
                  2 | b: low
                         ^~~
                  allowed: 1, 10
                conf/config.yaml:3:4: error: 'c' expects an integer, found null
                  3 | c: null
                         ^~~~
                conf/config.yaml:4:4: error: 'd' cannot be '1.5'
                  4 | d: 1.5
                         ^~~
                  allowed: 1, 10
                """)
    }

    @Test func aNumberThatWouldBecomeInfinityOrZeroIsRefused() {
        struct Config: Codable { var a: Double, b: Double, c: Float, d: Float, e: Double, f: Double, g: Double }
        #expect(
            message(Config.self, yaml("a: 3e400\nb: -1e-400\nc: 1e-60\nd: 1e40\ne: .inf\nf: 0e5\ng: '1e400'\n")) == """
                conf/config.yaml:1:4: error: 'a' expects a number, found 3e400
                  1 | a: 3e400
                         ^~~~~
                  it is beyond what a number of 64 bits can be
                conf/config.yaml:2:4: error: 'b' expects a number, found -1e-400
                  2 | b: -1e-400
                         ^~~~~~~
                  it is beyond what a number of 64 bits can be
                conf/config.yaml:3:4: error: 'c' expects a number that fits 32 bits, found 1e-60
                  3 | c: 1e-60
                         ^~~~~
                conf/config.yaml:4:4: error: 'd' expects a number that fits 32 bits, found 1e40
                  4 | d: 1e40
                         ^~~~
                conf/config.yaml:7:4: error: 'g' expects a number, found text
                  7 | g: '1e400'
                         ^~~~~~~
                """)
    }

    @Test func twoCasesOfAnEnumThatTheCompilerDecodesAreTwoKeys() {
        enum Rate: Codable { case constant(lr: Double), free }
        struct Config: Codable { var rate: Rate }
        #expect(
            message(Config.self, yaml("rate:\n  free: {}\n  constant:\n    lr: 0.1\n")) == """
                conf/config.yaml:3:3: error: 'rate' expects a mapping with one key, found free, constant
                  3 |   constant:
                        ^~~~~~~~
                  the key says which case it is; a file's values are merged with the defaults
                """)
    }

    @Test func aMistakeOnTheCommandLineShowsTheArgument() {
        struct Only: Codable { var activation: Activation }
        #expect(
            message(Only.self, argument(2, "activation=rleu")) == """
                error: 'activation' cannot be 'rleu'
                  argument 2: activation=rleu
                                         ^~~~
                  allowed: relu, gelu, silu
                  help: did you mean activation=relu?
                """)
    }

    @Test func aListIsWantedWhereAScalarStands() {
        #expect(
            message(Train.self, yaml(good.replacing("[1, 2]", with: "12"))) == """
                conf/config.yaml:5:11: error: 'model.layers' expects a list, found 12
                  5 |   layers: 12
                                ^~
                  help: write [12] for a list of one
                """)
    }

    @Test func allMistakesAreReportedAtOnceInTheOrderOfTheFile() {
        let text = """
            model:
              width: wide
              dropout: [1]
              activation: tanh
              layers: [1, two, 3.5]
              depth: 3
            epochs: null
            name: {}

            """
        #expect(
            message(Train.self, yaml(text.replacing("name: {}", with: "name: [x]"))) == """
                conf/config.yaml:2:10: error: 'model.width' expects an integer, found text
                  2 |   width: wide
                               ^~~~
                conf/config.yaml:3:12: error: 'model.dropout' expects a number, found a list
                  3 |   dropout: [1]
                                 ^~~
                conf/config.yaml:4:15: error: 'model.activation' cannot be 'tanh'
                  4 |   activation: tanh
                                    ^~~~
                  allowed: relu, gelu, silu
                conf/config.yaml:5:15: error: 'model.layers[1]' expects an integer, found text
                  5 |   layers: [1, two, 3.5]
                                    ^~~
                conf/config.yaml:5:20: error: 'model.layers[2]' expects an integer, found 3.5
                  5 |   layers: [1, two, 3.5]
                                         ^~~
                conf/config.yaml:6:3: error: 'model' has no key 'depth'
                  6 |   depth: 3
                        ^~~~~
                  keys: width, dropout, activation, layers
                conf/config.yaml:7:9: error: 'epochs' expects an integer, found null
                  7 | epochs: null
                              ^~~~
                conf/config.yaml:8:7: error: 'name' expects text, found a list
                  8 | name: [x]
                            ^~~
                """)
    }

    @Test func aMandatoryValueIsAskedForWithItsPath() {
        #expect(
            message(Defaulted.self, yaml("dataset: ???\nseed: 1\n")) == """
                conf/config.yaml:1:10: error: 'dataset' must be given
                  1 | dataset: ???
                               ^~~
                  help: dataset=VALUE
                """)
    }

    @Test func aMandatoryValueThatNoFileMentionsIsDeclaredByItsType() {
        #expect(
            message(Defaulted.self, yaml("dataset: mnist\n")) == """
                error: 'seed' must be given
                  in Defaulted
                  help: seed=VALUE
                """)
    }

    @Test func aValueInAListIsAskedForByItsNumberAndAKeyThatCannotBeTypedNotAtAll() {
        struct Layer: Codable { var width: Int }
        struct Net: Codable { var layers: [Layer], sizes: [String: Int] }
        #expect(
            message(Net.self, ["layers": [["width": "???"]], "sizes": [:]]) == """
                error: 'layers[0].width' must be given
                  help: layers.0.width=VALUE
                """)
        #expect(message(Net.self, ["layers": [], "sizes": ["größe": "???"]]) == "error: 'sizes.größe' must be given")
    }

    @Test func severalMissingValuesAreOneListToType() {
        #expect(
            message(Defaulted.self, yaml("seed: ???\nepochs: many\n")) == """
                error: 2 values must be given
                  seed      ??? in conf/config.yaml:1:7
                  dataset   declared in Defaulted
                  help: seed=VALUE dataset=VALUE
                conf/config.yaml:2:9: error: 'epochs' expects an integer, found text
                  2 | epochs: many
                              ^~~~
                """)
        #expect(
            message(Train.self, yaml("model:\n  width: 3\n  dropout: 1\nname: a\n")) == """
                error: 3 values must be given
                  epochs             not among the keys in conf/config.yaml:1:1
                  model.activation   not among the keys in conf/config.yaml:2:3
                  model.layers       not among the keys in conf/config.yaml:2:3
                  help: +epochs=VALUE +model.activation=VALUE +model.layers=VALUE
                """)
    }

    @Test func aWrongValueOfAnEnumWithoutAListOfCasesHidesNoOtherMistake() {
        #expect(
            message(
                Defaulted.self,
                yaml(
                    """
                    closed: maybe
                    epochs: many
                    dataset: mnist
                    seed: ???
                    """)) == """
                    conf/config.yaml:1:9: error: 'closed' cannot be 'maybe'
                      1 | closed: maybe
                                  ^~~~~
                    conf/config.yaml:2:9: error: 'epochs' expects an integer, found text
                      2 | epochs: many
                                  ^~~~
                    conf/config.yaml:4:7: error: 'seed' must be given
                      4 | seed: ???
                                ^~~
                      help: seed=VALUE
                    """)
    }
}
