import HydrangeaTree
import Testing

@Suite struct DiagnosticRendererTests {
    private func origin(_ text: String, line: Int = 1, column: Int) -> Origin {
        Origin(SourceText(.file("conf/config.yaml"), text: text), SourceText.Position(line: line, column: column))
    }

    @Test func aDiagnosticShowsItsPlaceItsNotesAndItsHelp() {
        let diagnostic = Diagnostic(
            .typeMismatch, "'lr' must be a number", at: "lr", origin: origin("a: 1\nlr: fast\n", line: 2, column: 5),
            length: 4, label: "this is text", notes: ["numbers: 0.1, 0.01"], help: "lr=0.1")
        #expect(
            DiagnosticRenderer().render(diagnostic) == """
                conf/config.yaml:2:5: error: 'lr' must be a number
                  2 | lr: fast
                          ^~~~ this is text
                  numbers: 0.1, 0.01
                  help: lr=0.1
                """)
    }

    @Test func theReasonAndTheContextAreShownBehindTheNotes() {
        let argument = Origin(SourceText(.argument(2), text: "model=small"))
        let file = origin("a: 1\nmodel: small\n", line: 2, column: 8)
        let error = ConfigError(Diagnostic(.run, "it failed", notes: ["a note"], help: "do this"))
            .chosen(by: argument).chosen(by: file).found(in: "the alias 'm'").found(in: "job 3: lr=1")
        #expect(
            error.description == """
                error: it failed
                  a note
                  chosen by: model=small (argument 2)
                  in the alias 'm'
                  in job 3: lr=1
                  help: do this
                """)
        #expect(
            ConfigError(Diagnostic(.run, "it failed")).chosen(by: file).description
                == "error: it failed\n  chosen by: conf/config.yaml:2:8")
    }

    @Test func coloursAreAddedAndNothingElseChanges() {
        let diagnostic = Diagnostic(.typeMismatch, "no", origin: origin("ab", column: 1), length: 2, help: "yes")
        let colored = DiagnosticRenderer(colors: true).render(diagnostic)
        #expect(
            colored == """
                \u{1B}[1mconf/config.yaml:1:1: \u{1B}[0m\u{1B}[1;31merror: \u{1B}[0m\u{1B}[1mno\u{1B}[0m
                  1 | ab
                      \u{1B}[1;32m^~\u{1B}[0m
                  \u{1B}[1;36mhelp: \u{1B}[0myes
                """)
    }

    @Test func aLongLineIsCutAroundTheCaret() {
        let text = String(repeating: "a", count: 150) + "X" + String(repeating: "b", count: 150)
        let diagnostic = Diagnostic(.yamlValue, "no", origin: origin(text, column: 151))
        #expect(
            DiagnosticRenderer().render(diagnostic) == """
                conf/config.yaml:1:151: error: no
                  1 | …\(String(repeating: "a", count: 40))X\(String(repeating: "b", count: 59))…
                      \(String(repeating: " ", count: 41))^
                """)
    }

    @Test func controlCharactersTakeOneColumn() {
        let diagnostic = Diagnostic(.yamlValue, "no", origin: origin("\ta\u{1}b", column: 4))
        #expect(
            DiagnosticRenderer().render(diagnostic) == """
                conf/config.yaml:1:4: error: no
                  1 |  a·b
                         ^
                """)
    }

    @Test func aLongListIsCutBehindItsFirstItemsAndAnyOtherTextInItsMiddle() {
        let names = (1...200).map { "name-\($0)" }.joined(separator: ", ")
        let shown = (1...67).map { "name-\($0)" }.joined(separator: ", ")
        let text = String(repeating: "a", count: 300) + String(repeating: "b", count: 301)
        let short = String(repeating: "c", count: 600)
        #expect(
            DiagnosticRenderer().render(Diagnostic(.run, short, notes: ["keys: \(names)", text])) == """
                error: \(short)
                  keys: \(shown), … and 133 more
                  \(String(repeating: "a", count: 120))…\(String(repeating: "b", count: 120))
                """)
    }

    @Test func noPartOfADiagnosticHoldsControlCharacters() {
        let source = SourceText(.file("\u{1B}c.yaml"), text: "a\u{1B}b")
        let diagnostic = Diagnostic(
            .run, "m\u{1B}m", origin: Origin(source, SourceText.Position(line: 1, column: 1)), label: "l\u{1B}l",
            notes: ["n\u{1B}n"], help: "h\u{1B}h")
        #expect(
            DiagnosticRenderer().render(diagnostic) == """
                ·c.yaml:1:1: error: m·m
                  1 | a·b
                      ^ l·l
                  n·n
                  help: h·h
                """)
    }

    @Test func onlySoManyAreShownAndTheRestIsCounted() {
        let diagnostics = (1...5).map { Diagnostic(.run, "number \($0)") }
        #expect(
            DiagnosticRenderer(limit: 2).render(ConfigError(diagnostics[0], Array(diagnostics[1...]))) == """
                error: number 1
                error: number 2
                … and 3 more
                """)
    }

    @Test func severalMissingValuesAreOneTable() {
        let first = Diagnostic(
            .missingValue, "missing", at: "train.seed", origin: origin("train:\n  seed: ???", line: 2, column: 9),
            help: "train.seed=VALUE")
        let second = Diagnostic(
            .missingValue, "missing", at: "data", origin: Origin(SourceText(.type("TrainConfig"))), help: "data=VALUE")
        #expect(
            DiagnosticRenderer().render(ConfigError(first, [second])) == """
                error: 2 values must be given
                  train.seed   ??? in conf/config.yaml:2:9
                  data         declared in TrainConfig
                  help: train.seed=VALUE data=VALUE
                """)
    }

    @Test func mistakesAreOrderedByTextAndPlaceAndNoneStandsTwice() {
        let early = Diagnostic(.run, "early", origin: origin("a\nb", line: 1, column: 1))
        let late = Diagnostic(.run, "late", origin: origin("a\nb", line: 2, column: 1))
        let nowhere = Diagnostic(.run, "nowhere")
        func argument(_ number: Int) -> Diagnostic {
            Diagnostic(.run, "argument \(number)", origin: Origin(SourceText(.argument(number), text: "a=1")))
        }
        let given = [nowhere, late, argument(10), early, argument(2), late]
        #expect(given.inTextOrder().map(\.message) == ["early", "late", "argument 2", "argument 10", "nowhere"])
    }
}
