import HydrangeaCompose
import HydrangeaTree
import Testing

/// Tests that the limit for repetition by aliases applies to files and to the texts of `oc.create`.
@Suite struct NodeLimitTests {
    private func resolved(_ text: String, setting: String?) throws -> String {
        var composer = Composer([MemorySource(yaml: ["config": "a: \"${oc.create:'\(text)'}\"\n"])])
        composer.context.environment["OMEGACONF_MAX_YAML_EXPANDED_NODES"] = setting
        return try composer.compose("config").yaml(resolved: true)
    }

    @Test func aCreatedTextMayHaveAsManyNodesAsTheSettingSays() throws {
        #expect(try resolved("[1, 2, 3]", setting: "5") == "a:\n- 1\n- 2\n- 3\n")
        #expect(throws: ConfigError.self) { try resolved("[1, 2, 3, 4, 5, 6, 7]", setting: "5") }
    }

    @Test func aCreatedTextIsNotLimitedWhereTheSettingSaysNone() throws {
        let items = (0..<100).map { "\($0)" }.joined(separator: ", ")
        let aliases = [String](repeating: "*items", count: 110).joined(separator: ", ")
        let text = "{one: &items [\(items)], all: [\(aliases)]}"
        #expect(throws: ConfigError.self) { try resolved(text, setting: nil) }
        #expect(try resolved(text, setting: "none").split(separator: "\n").count > 11_000)
    }
}
