import HydrangeaTree
import Testing

@Suite struct TypeDefaultTests {
    private let siblings: [ConfigKey] = ["a", "b", "c", "d"]

    @Test(arguments: [
        (["a", "c"], "b", ["a", "b", "c"]), (["c", "a"], "b", ["c", "a", "b"]), (["c", "d"], "a", ["a", "c", "d"]),
        (["x", "d"], "b", ["x", "b", "d"]), (["x"], "b", ["x", "b"]), (["a", "x"], "d", ["a", "d", "x"]),
        ([], "b", ["b"]), (["a", "c"], "e", ["a", "c", "e"]),
    ])
    func aDefaultStandsWhereItsTypeDeclaresIt(keys: [String], key: String, result: [String]) {
        var tree = ConfigNode(.mapping(["m": ConfigNode(.mapping(ConfigMapping(keys.map { (.string($0), 1) })))]))
        let hasChanged = tree.take([TypeDefault(path: ConfigPath("m").appending(key), value: 2, siblings: siblings)])
        #expect(hasChanged)
        #expect(tree.mapping?["m"]?.mapping?.keys == result.map { .string($0) })
        #expect(tree[ConfigPath("m").appending(key)] == 2)
    }

    @Test func aKeyThatIsThereAndAReferenceStay() {
        var tree: ConfigNode = ["m": ["a": 1], "r": "${m}"]
        let before = tree
        let hasChanged = tree.take([
            TypeDefault(path: "m.a", value: 2, siblings: siblings),
            TypeDefault(path: "r.b", value: 2, siblings: siblings),
        ])
        #expect(!hasChanged)
        #expect(tree == before)
    }
}
