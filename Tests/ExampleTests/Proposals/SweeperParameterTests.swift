import Foundation
import Testing

/// Tests errors in the values of `hydra.sweeper.params` in a config. Messages show the place in the file and do not
/// mention arguments or shells.
struct SweeperParameterTests {
    struct Mistake: Sendable, CustomTestStringConvertible {
        /// The lines below `params:`.
        var lines: String
        var message: String
        var testDescription: String { lines }

        init(_ lines: String, _ message: String) { (self.lines, self.message) = (lines, message) }
    }

    static let mistakes = [
        Mistake(
            "curve.degree: 1,abc",
            """
            conf/config.yaml:5:23: error: 'curve.degree' expects an integer, found text
              5 |       curve.degree: 1,abc
                                        ^~~
              in job 1: curve.degree=abc

            """),
        Mistake(
            "optimiser.lr: 0.1,0.2",
            """
            conf/config.yaml:5:7: error: the config has no key 'optimiser'
              5 |       optimiser.lr: 0.1,0.2
                        ^~~~~~~~~~~~
              keys: curve, optimizer, steps
              in job 0: optimiser.lr=0.1
              help: did you mean optimizer.lr: 0.1,0.2?

            """),
        Mistake(
            "optimizer.lr: \"choice(0.1,0.2\"",
            """
            conf/config.yaml:5:28: error: this call is not closed
              5 |       optimizer.lr: "choice(0.1,0.2"
                                             ^~~~~~~~ expected ',' or ')'
              help: write optimizer.lr: choice(0.1,0.2)

            """),
        Mistake(
            "optimizer.lr: ~/a,~/b",
            """
            conf/config.yaml:5:21: error: '~' must be quoted in a value
              5 |       optimizer.lr: ~/a,~/b
                                      ^
              help: write optimizer.lr: '${oc.env:HOME}/a,${oc.env:HOME}/b'

            """),
        Mistake(
            "optimizer.lr: a=b",
            """
            conf/config.yaml:5:22: error: '=' must be quoted in a value
              5 |       optimizer.lr: a=b
                                       ^
              help: write optimizer.lr: '"a=b"'

            """),
        Mistake(
            "optimizer.lr: [1,2]",
            """
            conf/config.yaml:5:21: error: 'optimizer.lr' expects a number, found a list
              5 |       optimizer.lr: [1,2]
                                      ^~~~~
              in job 0: optimizer.lr=[1,2]
              help: to run a job for each of its items, write optimizer.lr: 1,2

            """),
        Mistake(
            "optimizer: {lr: '1,2'}",
            """
            conf/config.yaml:5:18: error: a parameter of the sweeper is written with its whole path: this is a mapping
              5 |       optimizer: {lr: '1,2'}
                                   ^~~~~~~~~~~
              help: write 'optimizer.lr: 1,2'

            """),
        Mistake(
            "optimizer.lr:1,2",
            """
            conf/config.yaml:5:7: error: 'hydra.sweeper.params' must be a mapping or null, this is text
              5 |       optimizer.lr:1,2
                        ^~~~~~~~~~~~~~~~
              help: a blank is missing after ':': write optimizer.lr: 1,2

            """),
        Mistake(
            "optimizer.lr:",
            """
            conf/config.yaml:5:20: error: 'hydra.sweeper.params.optimizer.lr' must be text, this is null
              5 |       optimizer.lr:
                                     ^
              help: write its values: optimizer.lr: 1,2

            """),
        Mistake(
            "curve.degree: 1,2\n      optimizer.lr: rnge(1,3)",
            """
            conf/config.yaml:6:21: error: there is no function 'rnge'
              6 |       optimizer.lr: rnge(1,3)
                                      ^~~~
              functions: bool, choice, extend_list, float, glob, int, interval, json_str, range, shuffle, sort, str, tag
              help: did you mean range(…)?

            """),
        Mistake(
            "curve.degree: a=b\n      optimizer: {lr: '1,2'}\n      steps: rnge(1,3)",
            """
            conf/config.yaml:5:22: error: '=' must be quoted in a value
              5 |       curve.degree: a=b
                                       ^
              help: write curve.degree: '"a=b"'
            conf/config.yaml:6:18: error: a parameter of the sweeper is written with its whole path: this is a mapping
              6 |       optimizer: {lr: '1,2'}
                                   ^~~~~~~~~~~
              help: write 'optimizer.lr: 1,2'
            conf/config.yaml:7:14: error: there is no function 'rnge'
              7 |       steps: rnge(1,3)
                               ^~~~
              functions: bool, choice, extend_list, float, glob, int, interval, json_str, range, shuffle, sort, str, tag
              help: did you mean range(…)?

            """),
        Mistake(
            "curve.degree: 1,abc\n      optimizer.lr: q,0.1",
            """
            conf/config.yaml:6:21: error: 'optimizer.lr' expects a number, found text
              6 |       optimizer.lr: q,0.1
                                      ^
              in job 0: curve.degree=1 optimizer.lr=q
            conf/config.yaml:5:23: error: 'curve.degree' expects an integer, found text
              5 |       curve.degree: 1,abc
                                        ^~~
              in job 2: curve.degree=abc optimizer.lr=q

            """),
        Mistake(
            "curve.degree:\n        1,\n        abc",
            """
            conf/config.yaml:6:9: error: 'curve.degree' expects an integer, found text
              6 |         1,
                          ^~
              in job 1: curve.degree=abc

            """),
    ]

    private func project(_ lines: String) throws -> ExampleProgram {
        let program = try ExampleProgram("fit")
        let conf = program.directory.appending(path: "conf")
        try FileManager.default.createDirectory(at: conf, withIntermediateDirectories: true)
        let text = "hydra:\n  mode: MULTIRUN\n  sweeper:\n    params:\n      \(lines)\n"
        try Data(text.utf8).write(to: conf.appending(path: "config.yaml"))
        return program
    }

    @Test(arguments: mistakes) func aMistakeIsToldAtItsPlaceInTheConfig(mistake: Mistake) throws {
        let program = try project(mistake.lines)
        defer { program.cleanUp() }
        let result = try program.run("-cp", "conf", "-cn", "config")
        #expect(result.status == 1)
        #expect(result.errors == mistake.message)
        #expect(try program.files(in: ".") == ["conf/config.yaml"])
    }

    /// The origins in a job's record name the config file.
    @Test func aJobsValueComesFromTheConfig() throws {
        let program = try project("curve.degree: 1,2")
        defer { program.cleanUp() }
        #expect(try program.run("-cp", "conf", "-cn", "config", "hydra.sweep.dir=s").status == 0)
        #expect(try program.text(of: "s/1/.hydra/origins.yaml").contains("conf/config.yaml:5:23"))
    }

    /// A sweep on the command line is shown as it was typed: with the number of its argument, and with all its values.
    @Test func aSweepIsToldAsItWasTyped() throws {
        let program = try project("optimizer.lr: 0.1")
        defer { program.cleanUp() }
        #expect(
            try program.run("-cp", "conf", "-cn", "config", "hydra.sweep.dir=s", "curve.degre=1,2").errors == """
                error: 'curve' has no key 'degre'
                  argument 2: curve.degre=1,2
                              ^~~~~~~~~~~
                  keys: degree
                  in job 0: optimizer.lr=0.1 curve.degre=1
                  help: did you mean curve.degree=1,2?

                """)
    }
}
