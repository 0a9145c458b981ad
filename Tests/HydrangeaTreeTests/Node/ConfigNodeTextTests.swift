import HydrangeaTree
import Testing

/// Tests of the text of nodes, on one line, and of the typed getters.
@Suite struct ConfigNodeTextTests {
    @Test(
        arguments: [
            (["lr": 0.1, "layers": [64, 64], "name": "10"], "{lr: 0.1, layers: [64, 64], name: \"10\"}"),
            ("plain text", "plain text"), ("", "\"\""), (" a", "\" a\""), ("null", "\"null\""), ("a\nb", "\"a\\nb\""),
            (.null, "null"), (true, "true"), (1e16, "1e+16"), ([:], "{}"), ([], "[]"),
        ] as [(ConfigNode, String)])
    func aNodeIsPrintedOnOneLine(_ node: ConfigNode, _ text: String) { #expect(node.oneLine == text) }

    @Test func aGetterGivesItsOwnKindOnly() {
        let tree: ConfigNode = ["int": 3, "float": 0.5, "bool": true, "text": "3"]
        #expect(tree["int"]?.int == 3)
        #expect(tree["int"]?.double == 3.0)
        #expect(tree["float"]?.double == 0.5)
        #expect(tree["float"]?.int == nil)
        #expect(tree["bool"]?.bool == true)
        #expect(tree["int"]?.bool == nil)
        #expect(tree["text"]?.int == nil)
        #expect(tree["text"]?.double == nil)
    }
}
