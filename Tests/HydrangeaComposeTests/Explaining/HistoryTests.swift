import HydrangeaCompose
import HydrangeaTree
import Testing

@Suite struct Histories {
    static let source = MemorySource(yaml: [
        "config": "defaults:\n  - model: mlp\n  - _self_\nmodel:\n  width: 2\n",
        "model/mlp": "width: 1\ndepth: 3\n",
    ])

    @Test func everyLayerThatSetAValueIsToldWithItsPlace() throws {
        let composition = try Composer([Self.source]).compose("config", overrides: ["model.width=8"])
        let steps = composition.history(of: "model.width")
        #expect(
            steps.map(\.layer) == [
                .config("model/mlp", package: "model"), .config("config", package: ""), .override("model.width=8"),
            ])
        #expect(steps.map { $0.value?.origin.description } == ["model/mlp.yaml:1:8", "config.yaml:5:10", "argument 1"])
        #expect(steps[0].choice.description == "config.yaml:2:5")
    }

    @Test func anOverrideOfAMappingSetsWhatIsInIt() throws {
        let composition = try Composer([Self.source]).compose("config", overrides: ["model={width:8}"])
        #expect(composition.history(of: "model.width").last?.value == 8)
        #expect(composition.history(of: "model.depth").count == 1)
    }

    @Test func aDeletionEndsAHistory() throws {
        let composition = try Composer([Self.source]).compose("config", overrides: ["~model.depth"])
        let steps = composition.history(of: "model.depth")
        #expect(steps.count == 2)
        #expect(steps.last?.value == nil)
    }
}
