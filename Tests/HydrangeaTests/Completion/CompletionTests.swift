import HydrangeaTree
import TestSupport
import Testing
@testable import Hydrangea

/// Tests of completions, without a shell.
@Suite struct CompletionTests {
    private static let configs: [String: ConfigNode] = [
        "config": [
            "defaults": [["db": "mysql"], ["corpus@train.corpus": "web"], ["corpus@valid.corpus": "books"], "_self_"],
            "flag": true, "lr": 0.1, "name": "a b", "path": "${lr}", "steps": [1, 2], "none": ConfigNode(.null),
            "opt": ["momentum": 0.9], "api_key": "shown",
        ],
        "db/mysql": ["port": 1], "db/sqlite": ["file": "f"], "corpus/web": ["url": "u"], "corpus/books": ["shelf": 2],
        "a/b/c": ["x": 1],
    ]

    private func candidates(_ word: String, after overrides: [String] = []) -> [String] {
        Completion(Composer([MemorySource(Self.configs)]), "config", overrides: overrides) { path in
            path == "opt.momentum" ? ["low", "high"] : []
        }.candidates(for: word)
    }

    @Test(arguments: [
        ("d", ["db.", "db="]), ("db=", ["db=mysql", "db=sqlite"]), ("db=s", ["db=sqlite"]),
        ("db=mysql,", ["db=mysql,sqlite"]),
        ("db=[", ["db=[mysql", "db=[sqlite"]),
        ("+db=s", []), ("+db@other=s", ["+db@other=sqlite"]), ("+d", ["+db."]), ("++l", ["++lr="]),
        ("~d", ["~db", "~db."]), ("~db=", ["~db=mysql"]),
        ("corpus@t", ["corpus@train.corpus="]),
        ("corpus@train.corpus=b", ["corpus@train.corpus=books"]), ("corpus@any.where=w", []),
        ("+corpus@any.where=w", ["+corpus@any.where=web"]),
        ("corpus", ["corpus@train.corpus=", "corpus@valid.corpus="]), ("+corpus=", ["+corpus=books", "+corpus=web"]),
        ("a", ["+a/", "api_key="]), ("+a", ["+a/"]), ("++a", ["++api_key="]),
        ("api_key=", []), ("++api_key=", []), ("a/", ["+a/b="]), ("+a/", ["+a/b="]), ("++a/b=", []),
        ("a/b=", []), ("+a/b=", ["+a/b=c"]),
        ("flag=", ["flag=false", "flag=true"]), ("lr=", ["lr=0.1"]), ("none=", ["none=null"]),
        ("steps=", ["steps=[1,2]"]), ("path=", []),
        ("name=", []), ("opt.momentum=", ["opt.momentum=high", "opt.momentum=low"]),
        ("opt.momentum=low,", ["opt.momentum=low,high"]),
        ("train.corpus.", ["train.corpus.url="]),
        ("+opt", ["+opt."]), ("~opt", ["~opt", "~opt."]), ("nothing", []), ("nothing=", []),
        ("hydra.job.c", ["hydra.job.chdir=", "hydra.job.config.", "hydra.job.config_name="]),
    ])
    func aWordIsCompletedByWhatTheTreeHas(word: String, expected: [String]) { #expect(candidates(word) == expected) }

    @Test func whatStandsBeforeTheWordCounts() {
        #expect(candidates("db.", after: ["db=sqlite"]) == ["db.file="])
        #expect(candidates("db.", after: ["db=sqlite,mysql", "lr=1,2"]) == ["db.file="])
        #expect(candidates("lr", after: ["a mistake", "db=nothing"]) == ["lr="])
    }

    /// Completion must not list the jobs of a sweep, nor the values of a key, because there may be millions.
    @Test(.timeLimit(.minutes(1))) func aSweepOfManyJobsIsNotListed() {
        let sweep = ["flag", "lr", "none", "path"].map { "\($0)=range(0,3000)" }
        #expect(candidates("db.", after: ["db=sqlite"] + sweep) == ["db.file="])
        let values = ["lr=range(0,1000000000000)", "flag=shuffle(range(0,1000000000000))", "none=interval(0,1)"]
        #expect(candidates("db.", after: ["db=sqlite"] + values) == ["db.file="])
    }

    @Test(
        arguments: [
            ("train a=1 'b=x y' c=\"d e", nil, ["train", "a=1", "b=x y"], "c=d e"), ("train ", nil, ["train"], ""),
            ("", nil, [], ""),
            ("train a=1 b=2", 9, ["train"], "a=1"), (#"train a\ b="\$x" "#, nil, ["train", "a b=$x"], ""),
            ("train '' x", nil, ["train", ""], "x"),
        ] as [(String, Int?, [String], String)])
    func aLineIsReadAsAShellDoes(line: String, cursor: Int?, words: [String], current: String) {
        let read = CompletionLine(line, cursor: cursor)
        #expect(read.words == words)
        #expect(read.current == current)
    }

    @Test(arguments: [
        (
            [],
            "error: --shell-completion takes one of install=SHELL and uninstall=SHELL\n  help: to install it, eval \"$(train -sc install=bash)\""
        ),
        (
            ["install=tcsh"],
            "error: there is no completion for the shell 'tcsh'\n  shells: bash, zsh, fish\n  help: to install it in bash, eval \"$(train -sc install=bash)\""
        ),
        (
            ["a=b"],
            "error: --shell-completion takes install=SHELL or uninstall=SHELL, not 'a=b'\n  help: to install it, eval \"$(train -sc install=bash)\""
        ),
    ])
    func aMistakeSaysHowToInstallIt(words: [String], text: String) {
        #expect(message { _ = try CompletionRequest(words, program: "train") } == text)
    }

    @Test func aQuestionWithoutALineIsRefused() {
        #expect(
            message { _ = try CompletionQuery([:]) }
                == "error: what is being typed is not known: COMP_LINE is not set\n  help: shells ask this, by what install=SHELL prints"
        )
    }
}
