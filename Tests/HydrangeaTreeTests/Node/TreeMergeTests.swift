import HydrangeaTree
import Testing

@Suite struct TreeMergeTests {
    private func merged(
        _ source: ConfigNode, over target: ConfigNode,
        follow: @escaping (ConfigPath, ConfigNode) -> ConfigNode? = { _, _ in nil }
    ) throws(ConfigError) -> ConfigNode {
        var merge = TreeMerge(compatibility: .hydra1_4, follow: follow)
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
