import Hydrangea
import HydrangeaTesting
import TestSupport
import Testing

private protocol Model: Sendable { var size: Int { get } }

private struct Sized: Model { var size: Int }

private struct Inner: StructuredConfig, Hashable {
    var x = 1
    var y = 2
}

private struct MLP: StructuredConfig, Hashable {
    var hidden = 16
    var context = 2
    var layers = [64, 64]
    var inner = Inner(x: 5, y: 6)
    var scale = "${factor}"
}

private struct Linear: StructuredConfig, Hashable { var inputs = 3 }

private struct Pair: StructuredConfig {
    var first = Component<Models>("linear")
    var second: Component<Models>? = nil
}

private enum Models: ComponentFamily {
    static let registry: Registry<any Model> = Registry<any Model>()
        .registering("mlp", as: MLP.self) { Sized(size: $0.hidden * $0.context) }
        .registering("linear", as: Linear.self) { Sized(size: $0.inputs) }
        .registering("pair", as: Pair.self) { Sized(size: try $0.first.make().size) }
}

private struct Item: StructuredConfig, Hashable {
    var a = 1
    var b = 2
}

private struct Box<Value: Codable & Sendable & Hashable>: Codable, Sendable, Hashable { var value: Value }

/// An enum chosen by a key, whose variants have defaults.
private enum Store: Codable, Sendable, Hashable {
    case local(Local)
    case remote(Remote)

    enum Kind: String, Codable, CaseIterable, Sendable { case local, remote }
    struct Local: StructuredConfig, Hashable {
        var kind = Kind.local
        var root = "/data"
    }
    struct Remote: StructuredConfig, Hashable {
        var kind = Kind.remote
        var host = "localhost"
        var port = 9000
    }
    private enum Keys: CodingKey { case kind }

    init(from decoder: any Decoder) throws {
        let settings = try decoder.singleValueContainer()
        switch try decoder.container(keyedBy: Keys.self).decode(Kind.self, forKey: .kind) {
        case .local: self = .local(try settings.decode(Local.self))
        case .remote: self = .remote(try settings.decode(Remote.self))
        }
    }

    func encode(to encoder: any Encoder) throws {
        switch self {
        case .local(let store): try store.encode(to: encoder)
        case .remote(let store): try store.encode(to: encoder)
        }
    }
}

private final class Node: StructuredConfig {
    let width: Int
    let child: Node?
    init() { (width, child) = (4, nil) }
}

private struct Whole: StructuredConfig {
    var name = "linear"
    var factor = 3
    var items: [Item] = []
    var opt: Item? = nil
    var dict: [String: Item] = [:]
    var boxes: [Box<Item>] = []
    var nested: [[String: Item?]] = []
    var store: Store? = nil
    var model: Component<Models>? = nil
    var tree: Node? = nil
}

private struct App: HydrangeaApp {
    func run(_ config: Whole, in run: Run) async throws {}
}

/// Tests that the defaults of all types that a composed config reaches are part of it and of the run's record.
@Suite struct TypeDefaultTests {
    /// The part of the frozen config that differs from the type's own defaults.
    private func frozen(_ yaml: String, _ overrides: [String] = []) async throws -> [String: ConfigNode] {
        let captured = try await App.capture(yaml: ["config": yaml], overrides: overrides)
        if let error = captured.error { throw error }
        let root = try RunRecord(at: captured.run.directory).resolvedConfig
        let plain = try Whole.defaults()
        var found: [String: ConfigNode] = [:]
        for entry in root.mapping?.entries ?? [] where plain.mapping?[entry.key] != entry.value {
            found[entry.key.description] = entry.value
        }
        return found
    }

    private func failure(_ yaml: String, _ overrides: [String] = []) async -> String {
        do {
            _ = try await App.capture(yaml: ["config": yaml], overrides: overrides)
            return "no mistake"
        } catch { return "\(error)" }
    }

    @Test func theDefaultsOfItemsOfListsOptionalsAndDictionariesAreComposed() async throws {
        let found = try await frozen("items: [{a: 5}]\ndict: {z: {b: 7}}", ["opt={a: 6}", "+dict.y={}"])
        #expect(
            found == [
                "items": [["a": 5, "b": 2]], "opt": ["a": 6, "b": 2],
                "dict": ["z": ["a": 1, "b": 7], "y": ["a": 1, "b": 2]],
            ])
    }

    @Test func theyAreComposedHoweverDeep() async throws {
        let found = try await frozen("boxes: [{value: {}}]\nnested: [{p: {a: 3}, q: null}]\ntree: {child: {child: {}}}")
        #expect(
            found == [
                "boxes": [["value": ["a": 1, "b": 2]]], "nested": [["p": ["a": 3, "b": 2], "q": .null]],
                "tree": ["width": 4, "child": ["width": 4, "child": ["width": 4, "child": .null]]],
            ])
    }

    @Test func theDefaultsOfAChoiceAreThoseOfWhatIsChosen() async throws {
        #expect(
            try await frozen("store: {kind: remote}")
                == ["store": ["kind": "remote", "host": "localhost", "port": 9000]])
        #expect(
            try await frozen("store: {kind: remote}", ["store.port=1"])
                == ["store": ["kind": "remote", "host": "localhost", "port": 1]])
        #expect(
            try await frozen("store: {kind: remote}", ["store.kind=local"])
                == ["store": ["kind": "local", "root": "/data"]])
    }

    @Test func theArgumentsOfAComponentAreComposedAndTheirReferencesResolved() async throws {
        let mlp: ConfigNode = [
            "_target_": "mlp", "hidden": 16, "context": 1, "layers": [64, 64], "inner": ["x": 5, "y": 6], "scale": "3",
        ]
        #expect(try await frozen("model: {_target_: mlp, hidden: 16}", ["model.context=1"]) == ["model": mlp])
        // The defaults belong to the component. Another component has others.
        #expect(
            try await frozen("model: {_target_: mlp}", ["model._target_=linear"])
                == ["model": ["_target_": "linear", "inputs": 3]])
        #expect(
            try await frozen("model: {_target_: '${name}'}", ["name=mlp", "model.context=1", "model.hidden=16"])
                == ["model": mlp, "name": "mlp"])
    }

    @Test func aComponentInsideOfAComponentHasItsDefaults() async throws {
        #expect(
            try await frozen("model: {_target_: pair, second: {_target_: linear}}", ["model.first.inputs=8"])
                == [
                    "model": [
                        "_target_": "pair", "first": ["_target_": "linear", "inputs": 8],
                        "second": ["_target_": "linear", "inputs": 3],
                    ]
                ])
    }

    @Test func aPartOfANestedMappingKeepsWhatTheTypeAroundItDeclaresForTheRest() async throws {
        let inner = try await frozen("model: {_target_: mlp, inner: {x: 0}}")["model"]?["inner"]
        #expect(inner == ["x": 0, "y": 6])
        let changed = try await frozen("model: {_target_: mlp}", ["model.inner.y=0"])["model"]?["inner"]
        #expect(changed == ["x": 5, "y": 0])
    }

    @Test func everyKeyWithADefaultCanBeSetAndExtended() async throws {
        let found = try await frozen(
            "model: {_target_: mlp}\nitems: [{}, {a: 2}]",
            ["model.layers[1]=32", "model.layers=extend_list(8)", "items[0].b=3", "items.1.b=4", "model={hidden: 2}"])
        #expect(found["model"]?["layers"] == [64, 32, 8])
        #expect(found["model"]?["hidden"] == 2)
        #expect(found["items"] == [["a": 1, "b": 3], ["a": 2, "b": 4]])
    }

    @Test func aKeyThatNoDefaultHasIsUnknownAndAClosedTypeSaysThatItTakesNoNewOnes() async {
        #expect(
            await failure("model: {_target_: linear}", ["model.hidden=3"]) == """
                error: 'model' has no key 'hidden'
                  argument 1: model.hidden=3
                              ^~~~~~~~~~~~
                  keys: _target_, inputs
                  help: the program's type for 'model' takes no new keys
                """)
        #expect(
            await failure("model: {_target_: linear}", ["model.input=3"]) == """
                error: 'model' has no key 'input'
                  argument 1: model.input=3
                              ^~~~~~~~~~~
                  keys: _target_, inputs
                  help: did you mean model.inputs=3?
                """)
    }

    @Test func aTargetThatIsMissingOrUnknownIsReportedAsBefore() async {
        #expect(await failure("model: {hidden: 3}").hasPrefix("config.yaml:1:8: error: 'model' names no component"))
        #expect(
            await failure("model: {_target_: cnn}").hasPrefix("config.yaml:1:19: error: 'model._target_' cannot be"))
        let missing = await failure("model: {_target_: '???'}")
        #expect(missing.contains("model._target_"), "\(missing)")
    }
}
