import HydrangeaTree
import HydrangeaYAML
import Testing

/// The rules of Hydra 1.3's own scanner, which libyaml does not have.
@Suite struct PythonScannerTests {
    @Test func aTabBetweenTokensIsRefusedByTheRulesOf1_3() throws {
        let text = "ä: 'x\ty' # a\tb\nlr:\t0.1\n"
        #expect(
            message(of: text, compatibility: .hydra1_3) == """
                conf/config.yaml:2:4: error: by the rules of Hydra 1.3 a tab may only stand in quotes, block texts and comments
                  2 | lr: 0.1
                         ^
                  help: use spaces
                """)
        #expect(try read(text).mapping?["lr"]?.content == .float(0.1))
    }

    @Test func aQuestionMarkInAPlainTextInBracketsIsRefusedByTheRulesOf1_3() throws {
        let text = "\u{FEFF}urls: [a, b?c]\n"
        #expect(
            message(of: text, compatibility: .hydra1_3) == """
                conf/config.yaml:1:12: error: by the rules of Hydra 1.3 a text with '?' in a list or mapping needs quotes
                  1 | urls: [a, b?c]
                                 ^
                  help: quote the text: 'a?b'
                """)
        #expect(try read(text).mapping?["urls"]?.sequence?.last?.string == "b?c")
    }

    /// In a list, a comment may stand directly after a comma.
    @Test func aNumberSignInAPlainTextBeginsNoComment() throws {
        #expect(
            message(of: "a: b,#c\td\n", compatibility: .hydra1_3).contains(
                "1:8: error: by the rules of Hydra 1.3 a tab"))
        #expect(try read("a: b,#c\td\n").mapping?["a"]?.string == "b,#c\td")
    }

    @Test(arguments: [
        "a: \"x\ty\"\nb: 1 #\tc\n", "a: |\n  x\ty\nb: '\t'\n", "a: {'k\t': [1, 'x'#\tc\n , 2]}#\td\n",
        "a: &x 'y\tz'\nb: *x\n", "a: b?c #\tx\n", "a: [b,#c\td\n c]\n",
    ])
    func tabsInQuotesBlockTextsAndCommentsAreReadByBothRules(_ text: String) throws {
        #expect(try read(text, compatibility: .hydra1_3) == read(text))
    }
}
