import HydrangeaTree
import Testing

@Suite struct SuggestionTests {
    @Test(
        arguments: [
            ("epoch", ["lr", "epochs"], "epochs"), ("Adma", ["sgd", "adam"], "adam"),
            ("wdith", ["depth", "width"], "width"),
            // At most a third of the letters may differ.
            ("abcdef", ["abcdxy"], "abcdxy"), ("abcdef", ["abcxyz"], nil), ("abcde", ["abcxy"], nil),
            // The nearest text wins; of several, the first one.
            ("layer", ["layers2", "layers"], "layers"), ("cat", ["car", "cut"], "car"),
            ("a", ["b"], nil), ("lr", ["lr"], nil), ("x", [], nil),
        ] as [(String, [String], String?)])
    func theNearestNameIsMeant(_ text: String, _ names: [String], _ meant: String?) {
        #expect(Suggestion.nearest(to: text, among: names) == meant)
    }
}
