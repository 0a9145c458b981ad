import HydrangeaGrammar
import HydrangeaTree
import Testing

/// Tests that patterns choose what Python's `fnmatch` chooses, whose answers the table has.
struct GlobTests {
    private static let names = ["a", "b", "^", "!", "]", "-", "ab", "a]", "[a"]

    private func texts(_ sweep: Override.Sweep, limit: Int = 1000) -> [String]? {
        sweep.alternatives(at: .unknown, compatibility: .hydra1_4, limit: limit) { Self.names }?.map(\.text)
    }

    @Test(
        arguments: [
            ("[^b]", ["b", "^"]), ("[!b]", ["a", "^", "!", "]", "-"]), ("[]a]", ["a", "]"]),
            ("[!]a]", ["b", "^", "!", "-"]), ("[a-]", ["a", "-"]), ("[]", []), ("[]-a]", ["a", "^", "]"]),
            ("*]", ["]", "a]"]), ("?", ["a", "b", "^", "!", "]", "-"]), ("[a", ["[a"]), ("[b-a]", []), ("[!]", []),
            ("a*b", ["ab"]), ("**b", ["b", "ab"]), ("", []), ("*", names),
        ] as [(String, [String])])
    func aPatternChoosesNames(_ pattern: String, _ chosen: [String]) {
        let value = Override.Value(.string(pattern))
        #expect(texts(.glob(.init(include: [value]))) == chosen)
        let others = Self.names.filter { !chosen.contains($0) }
        #expect(texts(.glob(.init(include: [Override.Value(.string("*"))], exclude: [value]))) == others)
    }

    @Test func aRangeHasAtMostAsManyValuesAsTheLimit() {
        let range = Override.Sweep.range(.init(start: .int(0), stop: .int(3), step: .int(1)))
        #expect(texts(range, limit: 3) == ["0", "1", "2"])
        #expect(texts(range, limit: 2) == nil)
        let fractions = Override.Sweep.range(.init(start: .int(0), stop: .float(1.5), step: .float(0.5)))
        #expect(texts(fractions, limit: 3) == ["0.0", "0.5", "1.0"])
        #expect(texts(fractions, limit: 2) == nil)
    }
}
