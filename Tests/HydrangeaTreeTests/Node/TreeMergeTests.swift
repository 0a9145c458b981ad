import HydrangeaTree
import Testing

@Suite struct TreeMergeTests {
    private func merged(
        _ source: ConfigNode, over target: ConfigNode, compatibility: Compatibility = .hydra1_4,
        follow: @escaping (ConfigPath, ConfigNode) -> ConfigNode? = { _, _ in nil }
    ) throws(ConfigError) -> ConfigNode {
        var merge = TreeMerge(compatibility: compatibility, follow: follow)
        var root = target
        try merge.merge(source, into: &root)
        return root
    }

    @Test func mappingsMergeKeyByKeyAndListsReplace() throws {
        let result = try merged(
            ["a": ["x": 2, "z": 3], "l": [9]], over: ["a": ["x": 1, "y": 1], "l": [1, 2], "k": 0])
        #expect(result == ["a": ["x": 2, "y": 1, "z": 3], "l": [9], "k": 0])
    }

    @Test func nullReplacesAnythingAndAMissingValueNothing() throws {
        #expect(
            try merged(["a": .init(.null), "b": "???"], over: ["a": ["x": 1], "b": 2]) == ["a": .init(.null), "b": 2])
    }

    @Test func aMappingOverAReferenceStartsFromACopyOfWhatItLeadsTo() throws {
        let result = try merged(["b": ["y": 2]], over: ["a": ["x": 1], "b": "${a}"]) { _, root in root["a"] }
        #expect(result == ["a": ["x": 1], "b": ["x": 1, "y": 2]])
    }

    @Test func anIntegerBesideATextThatLooksAlikeIsRefusedBy1_4() throws {
        let pairs: [(ConfigNode, ConfigNode)] = [([1: "a"], ["1": "b"]), (["-1": "a"], [-1: "b"])]
        for (target, source) in pairs {
            let error = #expect(throws: ConfigError.self) { try merged(source, over: target) }
            #expect(error?.diagnostics.map(\.code) == [.merge])
            #expect(try merged(source, over: target, compatibility: .hydra1_3).mapping?.count == 2)
        }
        #expect(try merged(["01": "b"], over: [1: "a"]).mapping?.count == 2)
    }

    @Test func aKeyStandsWhereItsValueIsFrom() throws {
        func mapping(_ file: String, _ value: ConfigNode) -> ConfigNode {
            let source = SourceText(.file(file), text: "    key: value")
            let node = ConfigNode(value.content, origin: Origin(source, 9..<14))
            var mapping = ConfigMapping()
            mapping.set(.init(key: "key", keyRange: file == "a" ? 4..<7 : 5..<7, value: node))
            return ConfigNode(.mapping(mapping))
        }
        let scalar = try merged(mapping("b", 2), over: mapping("a", 1)).mapping?.entry(for: "key")
        #expect(scalar?.keyOrigin.description == "b:1:6")
        let container = try merged(mapping("b", ["y": 2]), over: mapping("a", ["x": 1])).mapping?.entry(for: "key")
        #expect(container?.keyOrigin.description == "a:1:5")
    }

    @Test func aMappingOverAListIsRefused() {
        let error = #expect(throws: ConfigError.self) { try merged(["a": ["x": 1]], over: ["a": [1]]) }
        #expect(
            error?.description == """
                error: 'a' is a list: a mapping cannot be merged over it
                  help: set it to null in between, or name the new values differently
                """)
    }

    /// Comparing each reference with all earlier ones would take minutes.
    @Test(.timeLimit(.minutes(1))) func mappingsOverThousandsOfReferencesToTextMergeInLinearTime() throws {
        let keys = (0..<16_000).map { ConfigKey.string("k\($0)") }
        let target = ConfigNode(.mapping(ConfigMapping(keys.map { ($0, "${text}") })))
        let source = ConfigNode(.mapping(ConfigMapping(keys.map { ($0, ["x": 1]) })))
        #expect(try merged(source, over: target) == source)
    }
}
