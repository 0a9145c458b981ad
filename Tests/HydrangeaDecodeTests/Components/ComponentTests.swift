import HydrangeaDecode
import HydrangeaTree
import Testing

private protocol Optimizer: Sendable { var rate: Double { get } }

private struct Adam: Optimizer {
    struct Arguments: StructuredConfig, ValidatableConfig {
        var lr = 0.001
        var betas = [0.9, 0.999]
        func validate(_ issues: inout ConfigIssues) {
            issues.require(betas.count == 2, at: "betas", "must be two numbers")
        }
    }
    var arguments: Arguments
    var rate: Double { arguments.lr }
}

private struct Chain: Optimizer {
    struct Arguments: Decodable, Sendable { var parts: [Component<Optimizers>] }
    var parts: [any Optimizer]
    var rate: Double { parts.map(\.rate).reduce(0, +) }
}

private struct Scaled: Optimizer {
    var rate: Double
}

private enum Optimizers: ComponentFamily {
    static let registry: Registry<any Optimizer> = Registry()
        .registering("adam") { Adam(arguments: $0) }
        .registering("chain") { (arguments: Chain.Arguments) in Chain(parts: try arguments.parts.map { try $0.make() })
        }
        .registering("scaled", as: [String: Double].self) { Scaled(rate: $0.values.reduce(0, +)) }
}

private struct Config: Decodable, Sendable {
    var optimizer: Component<Optimizers>
    var epochs: Int
}

@Suite struct ComponentTests {
    @Test func aComponentIsMadeFromItsArgumentsAndTheirDefaults() throws {
        let config = try ConfigDecoder().decode(
            Config.self, from: ["optimizer": ["_target_": "adam", "lr": 0.5], "epochs": 1])
        #expect(try config.optimizer.make().rate == 0.5)
        #expect(config.optimizer.arguments == ["lr": 0.5])
        let plain = try ConfigDecoder().decode(Config.self, from: ["optimizer": ["_target_": "adam"], "epochs": 1])
        #expect(try plain.optimizer.make().rate == 0.001)
    }

    @Test func componentsHoldListsOfOthers() throws {
        let node: ConfigNode = [
            "_target_": "chain", "parts": [["_target_": "adam", "lr": 1], ["_target_": "scaled", "x": 2, "y": 3]],
        ]
        #expect(try ConfigDecoder().decode(Component<Optimizers>.self, from: node).make().rate == 6)
    }

    @Test func theKeysOfHydraThatMeanNothingHereAreAccepted() throws {
        let node: ConfigNode = [
            "_target_": "adam", "_partial_": true, "_recursive_": false, "_convert_": "all", "_args_": [], "lr": 1,
        ]
        #expect(try ConfigDecoder().decode(Component<Optimizers>.self, from: node).make().rate == 1)
    }

    @Test func anUnknownComponentIsToldTheKnownOnesBesideAllOtherMistakes() {
        #expect(
            message(Config.self, yaml("optimizer:\n  _target_: adamw\n  lr: 0.1\nepochs: many\n")) == """
                conf/config.yaml:2:13: error: 'optimizer._target_' cannot be 'adamw'
                  2 |   _target_: adamw
                                  ^~~~~
                  components: adam, chain, scaled
                  help: did you mean adam?
                conf/config.yaml:4:9: error: 'epochs' expects an integer, found text
                  4 | epochs: many
                              ^~~~
                """)
    }

    @Test func argumentsAreCheckedWhenTheConfigIsDecoded() {
        #expect(
            message(Config.self, yaml("optimizer:\n  _target_: adam\n  lr: fast\n  beta: 1\n  betas: [1]\nepochs: 1\n"))
                == """
                conf/config.yaml:3:7: error: 'optimizer.lr' expects a number, found text
                  3 |   lr: fast
                            ^~~~
                conf/config.yaml:4:3: error: 'optimizer' has no key 'beta'
                  4 |   beta: 1
                        ^~~~
                  keys: betas, lr
                  help: did you mean betas?
                """)
        #expect(
            message(Config.self, yaml("optimizer:\n  _target_: adam\n  betas: [1]\nepochs: 1\n")) == """
                conf/config.yaml:3:10: error: 'optimizer.betas' must be two numbers
                  3 |   betas: [1]
                               ^~~
                """)
    }

    @Test func aMappingWithoutTargetNamesNoComponent() {
        #expect(
            message(Config.self, yaml("optimizer:\n  lr: 1\nepochs: 1\n")) == """
                conf/config.yaml:2:3: error: 'optimizer' names no component
                  2 |   lr: 1
                        ^
                  components: adam, chain, scaled
                  help: add a key _target_ with one of these names
                """)
        #expect(
            message(Config.self, ["optimizer": ["_target_": 3], "epochs": 1])
                == "error: 'optimizer._target_' expects the name of a component, found 3")
        #expect(
            message(Config.self, ["optimizer": "adm", "epochs": 1])
                == "error: 'optimizer' expects a mapping, found text")
    }

    @Test func theNameOfAComponentAloneIsToldItsMapping() {
        struct Config: Codable { var optimizer: Component<Optimizers> }
        #expect(
            message(Config.self, yaml("optimizer: adam\n")) == """
                conf/config.yaml:1:12: error: 'optimizer' expects a mapping, found text
                  1 | optimizer: adam
                                 ^~~~
                  help: write {_target_: adam}
                """)
    }

    @Test func positionalArgumentsAreRefused() {
        #expect(
            message(Config.self, yaml("optimizer:\n  _target_: adam\n  _args_: [1]\nepochs: 1\n")) == """
                conf/config.yaml:3:11: error: the arguments of 'adam' have names: it takes no '_args_'
                  3 |   _args_: [1]
                                ^~~
                  help: write each argument as a key of 'optimizer'
                """)
    }

    @Test func aComponentIsTheDefaultOfAProperty() throws {
        struct Train: StructuredConfig { var optimizer = Component<Optimizers>("adam", Adam.Arguments(lr: 3)) }
        #expect(try Train.defaults() == ["optimizer": ["_target_": "adam", "lr": 3.0, "betas": [0.9, 0.999]]])
        #expect(try Train().optimizer.make().rate == 3)
        #expect(try ConfigDecoder().decode(Train.self, from: [:]).optimizer == Train().optimizer)
        #expect(throws: ConfigError.self) { try Component<Optimizers>("adan").make() }
    }
}
