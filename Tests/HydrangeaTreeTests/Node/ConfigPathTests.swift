import HydrangeaTree
import Testing

@Suite struct ConfigPathTests {
    @Test(
        arguments: [
            ("", []), ("a", [.key("a")]), ("a.b", [.key("a"), .key("b")]),
            ("a[0].b", [.key("a"), .index(0), .key("b")]),
            ("a[0][1]", [.key("a"), .index(0), .index(1)]), ("a[-1]", [.key("a"), .index(-1)]), ("[2]", [.index(2)]),
        ] as [(String, [ConfigPath.Element])])
    func aPathIsReadAndWrittenAlike(_ text: String, _ elements: [ConfigPath.Element]) {
        #expect(ConfigPath(text).elements == elements)
        #expect(ConfigPath(elements).description == text)
    }

    @Test func aWordInBracketsIsAKey() {
        #expect(ConfigPath("a[b]").elements == [.key("a"), .key("b")])
    }

    @Test func twoPathsAreNestedWhereOneLeadsThroughTheOther() {
        #expect(ConfigPath("a.b").isNested(with: "a"))
        #expect(ConfigPath("a").isNested(with: "a.b[0]"))
        #expect(!ConfigPath("a.b").isNested(with: "a.c"))
        #expect(ConfigPath("a").isNested(with: ""))
    }
}
