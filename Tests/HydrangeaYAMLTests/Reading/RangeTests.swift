import HydrangeaTree
import HydrangeaYAML
import Testing

/// The ranges of bytes that values and keys have in their text.
@Suite struct RangeTests {
    private func written(_ origin: Origin) -> String { String(decoding: origin.bytes, as: UTF8.self) }

    private func value(_ text: String) throws -> ConfigNode {
        let root = try YAMLReader().readDocument(SourceText(.file("a.yaml"), text: text))
        return try #require(root.mapping?.entries.last?.value)
    }

    @Test(arguments: [
        "1.10", "0x1f", "on", "plain text", "'single ''quoted'''", #""double \"quoted\" \u00e9""#, "größe ラベル",
        "[1, [2, 3]]", "{x: 1, y: {z: 2}}", "[]", "{}", "~", "''", "${a.b}",
    ])
    func aValueOfOneLineIsItsText(text: String) throws {
        for head in ["k: ", "ö: 1\nk:   ", "k: &anchor ", "k: !!seq ", "k: &a # comment\n  ", "\u{FEFF}# ラ\r\nk: "] {
            if head.contains("!!seq"), !text.hasPrefix("[") { continue }
            for tail in ["", "\n", " # comment\n", "\r\n"] {
                #expect(written(try value(head + text + tail).origin) == text, "in \(head)\(text)\(tail)")
            }
        }
    }

    @Test(arguments: [
        ("k: !!str 1.10\n", "1.10"), ("k: &a !!str 1.10", "1.10"), ("k: !!str &a 1.10", "1.10"),
        ("k: !<tag:yaml.org,2002:str> '1'", "'1'"), ("k: !!str\u{85}  x", "x"), ("k: !!str", "!!str"),
        ("k: &a", "&a"), ("k: &a\nl: *a", "&a"), ("k:", ""), ("k: # none", ""),
    ])
    func anAnchorAndATagAreNoPartOfAValue(text: String, range: String) throws {
        #expect(written(try value(text).origin) == range)
    }

    @Test(arguments: [
        ("k: one\n  two\nl: 1", "one\n  two"), ("k: 'one\n\n  two'\nl: 1", "'one\n\n  two'"),
        ("k: \"one\\\n  two\"\nl: 1", "\"one\\\n  two\""), ("k: |\n  one\n  two\nl: 1", "|\n  one\n  two"),
        ("k: |-\n  one\n\n\n", "|-\n  one"), ("k: >+\n  one\n\nl: 1", ">+\n  one"),
        ("k: &a !!str |\n  one\nl: 1", "|\n  one"), ("k: |\nl: 1", "|"),
    ])
    func aValueOfSeveralLinesIsAllOfThem(text: String, range: String) throws {
        let root = try YAMLReader().readDocument(SourceText(.file("a.yaml"), text: text))
        #expect(written(try #require(root.mapping?["k"]).origin) == range)
    }

    @Test func itemsAndKeysBetweenBracketsAreTheirText() throws {
        let node = try value("k: [1.10, 'b' , {c d: &x 2, \"e\": 3}, f: 4]")
        let items = try #require(node.sequence)
        #expect(items.map { written($0.origin) } == ["1.10", "'b'", #"{c d: &x 2, "e": 3}"#, "f: 4"])
        let entries = try #require(items[2].mapping?.entries)
        #expect(entries.map { written($0.keyOrigin) } == ["c d", "\"e\""])
        #expect(entries.map { written($0.value.origin) } == ["2", "3"])
    }

    @Test func keysAreTheirText() throws {
        let text = "plain key: 1\n'quoted': 2\n? |\n  block\n: 3\n&a anchored: 4\n!!str 5: 5\nラベル: 6\n"
        let root = try YAMLReader().readDocument(SourceText(.file("a.yaml"), text: text))
        #expect(
            root.mapping?.entries.map { written($0.keyOrigin) } == [
                "plain key", "'quoted'", "|\n  block", "anchored", "5", "ラベル",
            ])
    }

    @Test func aListOrMappingWithoutBracketsBeginsAtItsFirstItem() throws {
        let list = try value("k: &a\n  - 1\n  - 2\n").origin
        #expect(list.range.isEmpty)
        #expect(list.position == SourceText.Position(line: 2, column: 3))
        let mapping = try value("k: !!map\n  # comment\n  x: 1\n").origin
        #expect(mapping.range.isEmpty)
        #expect(mapping.position == SourceText.Position(line: 3, column: 3))
    }

    @Test func theTextOfAWholeFileIsAllOfIt() throws {
        let root = try YAMLReader().readDocument(SourceText(.file("a.yaml"), text: "# é\nword # comment\n"))
        #expect(written(root.origin) == "word")
        #expect(root.origin.position == SourceText.Position(line: 2, column: 1))
    }
}
