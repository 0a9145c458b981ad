import HydrangeaCompose
import HydrangeaTree
import Testing

@Suite struct DefaultsLists {
    @Test func theListSaysWhichConfigsAreMergedAndWhere() throws {
        let source = MemorySource(yaml: [
            "config": "defaults:\n  - model: mlp\n  - optimizer@model.opt: sgd\n",
            "model/mlp": "width: 1\n", "optimizer/sgd": "lr: 1\n",
        ])
        let list = try Composer([source]).compose("config").defaultsList.elements.filter {
            !$0.config.hasPrefix("hydra/")
        }
        #expect(list.map(\.config) == ["model/mlp", "optimizer/sgd", "config"])
        #expect(list.map(\.package) == ["model", "model.opt", ""])
        #expect(list.map(\.overrideKey) == ["model", "optimizer@model.opt", nil])
    }

    @Test func aLongChainOfConfigsTakesNoMachineStack() throws {
        var configs = ["config": "defaults:\n  - c0\n"]
        for index in 0..<20_000 { configs["c\(index)"] = "defaults:\n  - c\(index + 1)\nlast: \(index)\n" }
        configs["c20000"] = "end: 1\n"
        #expect(try composed(configs) == "end: 1\nlast: 0\n")
    }

    @Test func configsGivenAsTreesComposeLikeFiles() throws {
        let composer = Composer([
            MemorySource([
                "config": ["defaults": [["model": "mlp"], "_self_"], "epochs": 3], "model/mlp": ["width": 64],
            ])
        ])
        #expect(
            try composer.compose("config", overrides: ["model.width=8"]).yaml() == "model:\n  width: 8\nepochs: 3\n")
    }

    @Test func aMistakeThatTheOtherRulesAcceptNamesTheSwitch() {
        let tree = [
            "config": "defaults:\n  - model: a/b\n  - override model: c\n", "model/a/b": "x: 1\n", "model/c": "x: 2\n",
        ]
        #expect(
            message(tree) == """
                config.yaml:3:5: error: 'override model' has nothing to override: no earlier entry is 'model'
                  3 |   - override model: c
                          ^~~~~~~~
                  in the defaults list: model/a
                  Hydra 1.3's rules accept this: --compat 1.3
                  help: did you mean 'override /model/a'?
                """)
    }

    @Test func theTwoReleasesReadASlashInAnOptionDifferently() throws {
        let source = MemorySource(yaml: [
            "config": "defaults:\n  - model: layers/mlp\n", "model/layers/mlp": "width: 1\n",
        ])
        var composer = Composer([source])
        #expect(try composer.compose("config").yaml() == "model:\n  layers:\n    width: 1\n")
        composer.context.compatibility = .hydra1_3
        #expect(try composer.compose("config").yaml() == "model:\n  width: 1\n")
    }
}
