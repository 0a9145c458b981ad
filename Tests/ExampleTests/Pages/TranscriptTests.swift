import Testing

/// Tests of comparing shown output with printed output.
struct TranscriptTests {
    @Test func aBlockIsCommandsAndWhatTheyPrint() {
        let steps = Transcript("$ one a\nfirst\nsecond\n$ two \\\n>   b\nthird\n$ three\n").steps
        #expect(steps.map(\.command) == ["one a", "two \\\n  b", "three"])
        #expect(steps.map(\.output) == ["first\nsecond\n", "third\n", ""])
    }

    static let same = [
        ("a\nb\n", "a\nb\n"), ("from … to 7\n", "from 3 to 7\n"), ("a\n…\nd\n", "a\nb\nc\nd\n"), ("a\n…\n", "a\n"),
        ("…\n", ""),
        ("outputs/2026-11-23/07-29-03\n", "outputs/2027-01-02/23-59-10\n"),
        ("[2026-11-23 07:29:03,123] x\n", "[2027-01-02 23:59:10,007] x\n"),
    ]
    @Test(arguments: same) func theSameTextMatches(shown: String, printed: String) {
        #expect(Transcript.matches(shown: shown, printed: printed))
    }

    static let different = [
        ("a\nb\n", "a\n"), ("a\n", "a\nb\n"), ("", "a\n"), ("from … to 7\n", "from 3 to 8\n"),
        ("a\n…\nd\n", "a\nb\nc\n"), ("a\n", "b\n"),
        ("2026-11-23\n", "23 November\n"),
    ]
    @Test(arguments: different) func anotherTextDoesNot(shown: String, printed: String) {
        #expect(!Transcript.matches(shown: shown, printed: printed))
    }
}
