import Testing

/// Tests of parsing messages.
struct ToolMessageTests {
    @Test(arguments: [
        ("did you mean epochs=5?", [["epochs=5"]]), ("did you mean '~epochs'?", [["'~epochs'"]]),
        ("did you mean a.b=1? To add a new key, write +a.c=1", [["a.b=1"], ["+a.c=1"]]),
        ("write epochs=5 to change it, or ++epochs=5 to set it in any case", [["epochs=5"], ["++epochs=5"]]),
        ("delete it first: '~a' '+a={b: 1}'", [["'~a'", "'+a={b: 1}'"]]),
        ("--config-path conf --config-name config", [["--config-path", "conf", "--config-name", "config"]]),
        (
            "--exist suffix takes a new one beside it, --exist resume goes on there, hydra.run.dir=DIRECTORY names another",
            [["--exist", "suffix"], ["--exist", "resume"], ["hydra.run.dir=DIRECTORY"]]
        ), ("dataset=VALUE store.bucket=VALUE", [["dataset=VALUE", "store.bucket=VALUE"]]),
        ("in a shell, write 'a=\"it'\\''s\"'", [["'a=\"it'\\''s\"'"]]),
        ("in a shell, write \"a=[$HOME/x y]\"", [["\"a=[$HOME/x y]\""]]),
        ("take one out; to replace a choice, write 'override a: b' at the end", []), ("write KEY: VALUE", []),
    ])
    func wordsOfTheCommandLineAreFound(help: String, words: [[String]]) {
        #expect(ToolMessage(help: help).proposals == words.map { .words($0) })
    }

    @Test func aPartOfAnArgumentIsFound() {
        let messages = ToolMessage.all(
            in: """
                error: ${epoch} leads nowhere
                  argument 2: version=${epoch}
                                      ^~~~~~~~
                  help: did you mean ${epochs}?

                """)
        #expect(messages.map(\.argument) == [2])
        #expect(messages.map(\.underlined) == [8..<16])
        #expect(messages.map(\.proposals) == [[.part("${epochs}")]])
    }
}
