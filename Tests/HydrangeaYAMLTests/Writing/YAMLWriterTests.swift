import HydrangeaTree
import HydrangeaYAML
import Testing

/// Tests of writing trees. The right column is the oracle's output.
struct YAMLWriterTests {
    @Test(
        arguments: [
            ("", "v: ''\n"),
            ("word", "v: word\n"),
            ("two words", "v: two words\n"),
            ("12", "v: '12'\n"),
            ("1_0", "v: '1_0'\n"),
            ("08", "v: '08'\n"),
            ("-.5", "v: '-.5'\n"),
            (" 12", "v: ' 12'\n"),
            ("12 ", "v: '12 '\n"),
            ("inf", "v: 'inf'\n"),
            ("Infinity", "v: 'Infinity'\n"),
            ("-nan", "v: '-nan'\n"),
            ("1e5", "v: '1e5'\n"),
            ("1_e5", "v: 1_e5\n"),
            ("1__0", "v: '1__0'\n"),
            ("y", "v: 'y'\n"),
            ("N", "v: 'N'\n"),
            ("on", "v: 'on'\n"),
            ("tRue", "v: tRue\n"),
            ("null", "v: 'null'\n"),
            ("~", "v: '~'\n"),
            ("=", "v: '='\n"),
            ("<<", "v: '<<'\n"),
            ("2026-11-23", "v: '2026-11-23'\n"),
            ("2026-1-2", "v: 2026-1-2\n"),
            ("2026-11-23 1:02:03", "v: '2026-11-23 1:02:03'\n"),
            ("2026-11-23t01:02:03", "v: '2026-11-23t01:02:03'\n"),
            ("0x1f", "v: '0x1f'\n"),
            ("0o17", "v: 0o17\n"),
            ("1:30", "v: '1:30'\n"),
            ("١٢", "v: '١٢'\n"),
            ("- x", "v: '- x'\n"),
            ("-x", "v: -x\n"),
            ("a: b", "v: 'a: b'\n"),
            ("a:b", "v: a:b\n"),
            ("a #b", "v: 'a #b'\n"),
            ("a#b", "v: a#b\n"),
            ("#a", "v: '#a'\n"),
            ("[a]", "v: '[a]'\n"),
            ("a[0]", "v: a[0]\n"),
            ("{a}", "v: '{a}'\n"),
            ("*a", "v: '*a'\n"),
            ("&a", "v: '&a'\n"),
            ("!", "v: '!'\n"),
            ("!a", "v: '!a'\n"),
            ("%a", "v: '%a'\n"),
            ("@a", "v: '@a'\n"),
            ("it's", "v: it's\n"),
            ("\"a\"", "v: '\"a\"'\n"),
            ("a\nb", "v: 'a\n\n  b'\n"),
            ("a\n", "v: 'a\n\n  '\n"),
            ("\n", "v: '\n\n  '\n"),
            ("a \nb", "v: \"a \\nb\"\n"),
            ("\ta", "v: \"\\ta\"\n"),
            ("a\tb", "v: \"a\\tb\"\n"),
            ("a\rb", "v: \"a\\rb\"\n"),
            ("\u{0}", "v: \"\\0\"\n"),
            ("\u{7}", "v: \"\\a\"\n"),
            ("\u{85}", "v: \"\\N\"\n"),
            ("a\u{2028}b", "v: 'a\u{2028}  b'\n"),
            ("\u{FEFF}", "v: \"\\uFEFF\"\n"),
            ("\u{A0}", "v: \u{A0}\n"),
            ("日本語", "v: 日本語\n"),
            ("😀", "v: \"\\U0001F600\"\n"),
            ("---", "v: '---'\n"),
            ("...", "v: '...'\n"),
            ("???", "v: ???\n"),
            ("${a}", "v: ${a}\n"),
            ("\\", "v: \\\n"),
        ] as [(String, String)])
    func textIsQuotedWhereAReaderWouldTakeItForSomethingElse(_ text: String, _ printed: String) throws {
        let tree: ConfigNode = ["v": ConfigNode(.string(text))]
        #expect(YAMLWriter().string(for: tree) == printed)
    }

    /// YAML 1.2 reads `0o17` as a number, and some readers do not keep line breaks in single quotes.
    @Test(
        arguments: [
            ("word", "v: word\n"), ("0o17", "v: '0o17'\n"), ("-1_0e5", "v: '-1_0e5'\n"), ("1__0e5", "v: '1__0e5'\n"),
            ("+.x", "v: '+.x'\n"), ("-x", "v: -x\n"), ("1.2.3", "v: '1.2.3'\n"), ("1st", "v: 1st\n"),
            ("a\nb", "v: \"a\\nb\"\n"), ("a\rb", "v: \"a\\rb\"\n"), ("a\u{85}b", "v: \"a\\Nb\"\n"),
            ("a\u{2028}b", "v: \"a\\Lb\"\n"), ("a\u{2029}b", "v: \"a\\Pb\"\n"),
        ] as [(String, String)])
    func forAnyVersionMoreTextsAreQuoted(_ text: String, _ printed: String) {
        for compatibility in Compatibility.allCases {
            let writer = YAMLWriter(for: .anyVersion, compatibility: compatibility)
            #expect(writer.string(for: ["v": ConfigNode(.string(text))]) == printed)
        }
    }

    /// A plain scalar that is a whole document has an end mark by the rules of 1.3.
    @Test(
        arguments: [
            ("word", "word\n...\n"), ("a b", "a b\n...\n"), ("12", "'12'\n"), ("", "''\n"), ("x: y", "'x: y'\n"),
            (12, "12\n...\n"), (1.5, "1.5\n...\n"), (true, "true\n...\n"), ([1], "- 1\n"), ([:], "{}\n"),
        ] as [(ConfigNode, String)])
    func aScalarThatIsADocumentEndsByTheRulesOf1_3(_ node: ConfigNode, _ printed: String) {
        #expect(YAMLWriter(compatibility: .hydra1_3).string(for: node) == printed)
    }

    @Test(
        arguments: [
            ("{}", "{}\n"),
            ("[]", "[]\n"),
            ("[1, [2, []], {a: {}}]", "- 1\n- - 2\n  - []\n- a: {}\n"),
            (
                "a: {b: [1, {c: 2}, [3, 4]], d: {}, e: []}",
                "a:\n  b:\n  - 1\n  - c: 2\n  - - 3\n    - 4\n  d: {}\n  e: []\n"
            ),
            ("? \"a\\nb\"\n: {x: 1}\n? \"c\\nd\"\n: [1]", "? 'a\n\n  b'\n: x: 1\n? 'c\n\n  d'\n: - 1\n"),
            (
                "a: [1e15, 1e16, 0.0001, 0.00001, -0.0, .inf, -.inf, .nan, 1e22, 5e-324]",
                "a:\n- 1000000000000000.0\n- 1.0e+16\n- 0.0001\n- 1.0e-05\n- -0.0\n- .inf\n- -.inf\n- .nan\n- 1.0e+22\n- 5.0e-324\n"
            ),
            (
                "a: !!binary ''\nb: !!binary AAEC\n? !!binary aGk=\n: 1",
                "a: !!binary \"\"\nb: !!binary |\n  AAEC\n? !!binary |\n  aGk=\n: 1\n"
            ),
            ("y: 1\n'1': 2\n'': 3\n1.5: 4\nno: 5\n-3: 6", "'y': 1\n'1': 2\n'': 3\n1.5: 4\nfalse: 5\n-3: 6\n"),
            (
                "? kkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkk\n: 1\n? kkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkk\n: {a: 1}",
                "kkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkk: 1\n? kkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkk\n: a: 1\n"
            ),
            (
                "a: word word word word word word word word word word word word word word word word word word word word word word word word word ",
                "a: word word word word word word word word word word word word word word word word\n  word word word word word word word word word\n"
            ),
            (
                "a: 'x: word word word word word word word word word word word word word word word word word word word word word word word word word '",
                "a: 'x: word word word word word word word word word word word word word word word\n  word word word word word word word word word word '\n"
            ),
            (
                "a: \"\\tword word word word word word word word word word word word word word word word word word word word word word word word word \"",
                "a: \"\\tword word word word word word word word word word word word word word word word\n  word word word word word word word word word \"\n"
            ),
            (
                "a: \"x  word  word  word  word  word  word  word  word  word  word  word  word  word  word  word  word  word  word  word  word  word  word  word  word  word  \"",
                "a: 'x  word  word  word  word  word  word  word  word  word  word  word  word  word  word  word  word  word  word  word  word  word  word  word  word  word  '\n"
            ),
        ] as [(String, String)])
    func aTreeIsPrintedInBlockStyle(_ text: String, _ printed: String) throws {
        let tree = try YAMLReader().readDocument(SourceText(.memory("test"), text: text))
        #expect(YAMLWriter().string(for: tree) == printed)
    }
}
