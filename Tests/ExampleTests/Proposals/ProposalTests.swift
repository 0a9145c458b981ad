import Foundation
import Testing

/// Types the proposals of messages back into a shell and compares the resulting values.
struct ProposalTests {
    struct Mistake: Sendable, CustomTestStringConvertible {
        /// The argument, quoted for the shell.
        var typed: String
        /// The resulting config as YAML.
        var meant: String
        var testDescription: String { typed }

        init(_ typed: String, gives meant: String) { (self.typed, self.meant) = (typed, meant) }
    }

    static let mistakes = [
        Mistake(#"'a=it'\''s'"#, gives: "a: it's\n"),
        Mistake("'a=x#y'", gives: "a: x#y\n"),
        Mistake("a=é", gives: "a: é\n"),
        Mistake("'a=(b)'", gives: "a: (b)\n"),
        Mistake("'a=mnist (small)'", gives: "a: mnist (small)\n"),
        Mistake("'a =5'", gives: "a: 5\n"),
        Mistake("a:5", gives: "a: 5\n"),
        Mistake(#"'+a\=b=x#y'"#, gives: "a=b: x#y\n"),
        Mistake("'layers=[1,2'", gives: "layers:\n- 1\n- 2\n"),
        Mistake("'layers=(64,64)'", gives: "layers:\n- 64\n- 64\n"),
        Mistake("'layers=(64,)'", gives: "layers:\n- 64\n"),
        Mistake("'layers=[(1,2),(3,4)]'", gives: "layers:\n- - 1\n  - 2\n- - 3\n  - 4\n"),
        Mistake(#"'layers=("a","b c")'"#, gives: "layers:\n- a\n- b c\n"),
        Mistake("'a=~/runs'", gives: "a: /home/me/runs\n"),
        Mistake("'a=~'", gives: "a: /home/me\n"),
        Mistake("'layers=[~/x,~/y z]'", gives: "layers:\n- /home/me/x\n- /home/me/y z\n"),
        Mistake("opt/adam.yaml", gives: "opt:\n  lr: 3\n"),
        Mistake("./opt/adam.yaml", gives: "opt:\n  lr: 3\n"),
        Mistake("layer=[5]", gives: "layers:\n- 5\n"),
    ]

    private func project() throws -> ExampleProgram {
        var program = try ExampleProgram("my_app")
        program.environment["HOME"] = "/home/me"
        for (path, text) in [
            "conf/config.yaml": "a: 0\nlayers:\n- 0\n", "conf/opt/adam.yaml": "lr: 3\n",
            "conf/fold/05.yaml": "i: five\n",
        ] {
            let file = program.directory.appending(path: path)
            try FileManager.default.createDirectory(
                at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(text.utf8).write(to: file)
        }
        return program
    }

    /// The proposed text in the help of a message.
    private static func proposal(in errors: String) -> String? {
        guard let help = errors.split(separator: "\n").last(where: { $0.hasPrefix("  help: ") })?.dropFirst(8) else {
            return nil
        }
        for lead in ["did you mean ", "write ", "quote it: ", "leave it out: "] {
            guard let start = help.range(of: lead)?.upperBound else { continue }
            let rest = help[start...]
            let end =
                ["? ", "; ", " for the option"].compactMap { rest.range(of: $0)?.lowerBound }.min() ?? rest.endIndex
            return String(rest[..<end].last == "?" ? rest[..<end].dropLast() : rest[..<end])
        }
        return nil
    }

    @Test(arguments: mistakes) func aProposalGivesTheValueThatWasMeant(mistake: Mistake) throws {
        let program = try project()
        defer { program.cleanUp() }
        let first = try program.shell("my_app -cp conf -cn config --cfg job \(mistake.typed)")
        #expect(first.status == 1)
        #expect(first.output == "")
        let proposal = try #require(Self.proposal(in: first.errors), "\(first.errors)")
        let second = try program.shell("my_app -cp conf -cn config --cfg job \(proposal)")
        #expect(second.status == 0, "\(proposal): \(second.errors)")
        #expect(second.output.contains(mistake.meant), "\(proposal): \(second.output)")
    }

    @Test func anOptionThatIsCalledByANumberIsChosenByIt() throws {
        let program = try project()
        defer { program.cleanUp() }
        let run = "my_app -cp conf -cn config"
        #expect(try program.shell("\(run) --cfg job --package fold +fold=05").output == "# @package fold\ni: five\n")
        #expect(try program.shell("\(run) -m --dry-run '+fold=glob(*)' hydra.mode=MULTIRUN").errors == "")
    }

    struct Message: Sendable, CustomTestStringConvertible {
        var typed: String
        var errors: String
        var testDescription: String { typed }

        init(_ typed: String, _ errors: String) { (self.typed, self.errors) = (typed, errors) }
    }

    @Test(arguments: [
        Message(
            #""$(printf 'a=4\r')""#,
            """
            error: argument 1 ends with a carriage return: its script has the line ends of Windows
              argument 1: a=4
                             ^
              help: sed -i 's/\\r$//' SCRIPT takes them away

            """),
        Message(
            #""$(printf '\r')""#,
            """
            error: argument 1 ends with a carriage return: its script has the line ends of Windows
              argument 1: \("")
                          ^
              help: sed -i 's/\\r$//' SCRIPT takes them away

            """),
        Message(
            "''",
            """
            error: argument 1 is empty
              help: take it out; for a variable that may be unset, write ${NAME:+"$NAME"}

            """),
        Message(
            "a=2 ' '",
            """
            error: argument 2 is blank
              argument 2:  \u{20}
                          ^
              help: take it out; at the end of a line, nothing may stand behind the backslash

            """.replacing("argument 2:  \u{20}", with: "argument 2:  ")),
        Message(
            "'b=${HOME}'",
            """
            error: the config has no key 'b'
              argument 1: b=${HOME}
                          ^
              keys: a, layers
              help: to add a new key, write '+b=${HOME}'

            """),
        Message(
            "--resolve '+b=${HOME}'",
            """
            error: ${HOME} leads nowhere
              argument 1: +b=${HOME}
                             ^~~~~~~
              the config has: a, layers, b
              help: did you mean ${oc.env:HOME}?

            """),
    ])
    func anArgumentIsToldByItsCause(message: Message) throws {
        let program = try project()
        defer { program.cleanUp() }
        let result = try program.shell("my_app -cp conf -cn config --cfg job \(message.typed)")
        #expect(result.status == 1)
        #expect(result.errors == message.errors)
    }

    @Test func aDirectoryThatASweepCannotMakeIsNamedByItsOwnKey() throws {
        let program = try project()
        defer { program.cleanUp() }
        let run = "touch file; my_app -cp conf -cn config"
        let home = program.directory.path
        #expect(
            try program.shell("\(run) -m a=1,2 hydra.sweep.dir=file/s").errors == """
                error: the run directory cannot be made: Not a directory
                  \(home)/file/s
                  help: choose another place with hydra.sweep.dir=DIRECTORY

                """)
        #expect(try program.shell("\(run) -m a=1,2 hydra.sweep.dir=good").status == 0)
        let long = "N=$(printf 'n%.0s' $(seq 300)); \(run) -m \"a=b,$N\" hydra.sweep.dir=t 'hydra.sweep.subdir=${a}'"
        #expect(try program.shell("\(long) 2>&1; ls -d t").output.contains("hydra.sweep.subdir=DIRECTORY"))
        #expect(try program.files(in: ".").allSatisfy { !$0.hasPrefix("t/") })
    }

    @Test func aQuotedTildeMakesNoDirectory() throws {
        let program = try project()
        defer { program.cleanUp() }
        let result = try program.shell("my_app -cp conf -cn config 'hydra.run.dir=\"~/runs\"'")
        #expect(
            result.errors == """
                error: hydra.run.dir begins with '~', which only a shell replaces
                  argument 1: hydra.run.dir="~/runs"
                                            ^~~~~~~~
                  help: in a shell, write hydra.run.dir=$HOME/runs; in a config, ${oc.env:HOME}/runs

                """)
        #expect(try program.shell("ls -d '~'").status != 0)
    }

    @Test func aVariableThatTheJobSetsReachesItsConfig() throws {
        let program = try project()
        defer { program.cleanUp() }
        let run = "my_app -cp conf -cn config '+root=${oc.env:DATA_ROOT,none}'"
        #expect(try program.shell("\(run) hydra.run.dir=r +hydra.job.env_set.DATA_ROOT=/data/set").status == 0)
        #expect(try program.text(of: "r/.hydra/frozen.yaml").contains("root: /data/set\n"))
        // As in Hydra, printed configs and directories use the environment of the process.
        let printed = try program.shell("\(run) --cfg job --resolve +hydra.job.env_set.DATA_ROOT=/data/set")
        #expect(printed.output.contains("root: none\n"))
        let bad = try program.shell("\(run) hydra.run.dir=s '+hydra.job.env_set.X\\=Y=1'")
        #expect(bad.status == 1)
        #expect(bad.errors.contains("error: hydra.job.env_set cannot set this variable\n"))
    }

    @Test func aRerunNeedsNoConfigs() throws {
        let program = try ExampleProgram("probe")
        defer { program.cleanUp() }
        #expect(try program.run("hydra.run.dir=first").status == 0)
        let again = try program.shell("mkdir -p x/y; mv first x; cd x/y; probe --rerun ../first")
        #expect(again.status == 0, "\(again.errors)")
        #expect(try program.shell("probe --rerun x/first hydra.run.dir=b").status == 0)
        let taken = try program.shell("probe --rerun x/first hydra.run.dir=b")
        #expect(taken.status == 1)
        #expect(taken.errors.hasPrefix("error: another run has this directory already"))
    }

    @Test func aSweepThatIsRunAgainNamesItsJobs() throws {
        let program = try ExampleProgram("probe")
        defer { program.cleanUp() }
        #expect(try program.run("-m", "objective=1,2", "hydra.sweep.dir=s").status == 0)
        let home = program.directory.path
        #expect(
            try program.run("--rerun", "s").errors == """
                error: this is the directory of a multirun
                  \(home)/s
                  its jobs: 0, 1
                  help: to repeat one of them, write --rerun s/0

                """)
        #expect(try program.run("--rerun", "s/0").status == 0)
    }

    @Test func runsKnowsItsColumns() throws {
        let program = try ExampleProgram("probe")
        defer { program.cleanUp() }
        #expect(try program.run("hydra.run.dir=first", "objective=0.5").status == 0)
        let columns =
            "columns: directory, overrides, status, start, seconds, objective, job, git, host, error, signal, fingerprint, seed, repeats, results, and keys of the config"
        for arguments in ["objectiv=1", "--columns objectiv", "--sort objectiv"] {
            let result = try program.shell("hydrangea runs \(arguments)")
            #expect(result.status == 1)
            #expect(
                result.errors == """
                    error: no run has a column, result or key 'objectiv'
                      \(columns)
                      help: did you mean objective?

                    """)
        }
        let noNumber = try program.shell("hydrangea runs 'objective>x'")
        #expect(noNumber.status == 1)
        #expect(
            noNumber.errors == """
                error: 'x' is no number, and 'objective' is compared with one
                  help: 'objective>0.5'

                """)
        #expect(try program.shell("hydrangea runs 'objective>=0.5'").output.contains("first"))
        #expect(try program.run("--rerun", "first").status == 0)
        #expect(
            try program.shell("hydrangea runs --columns directory,repeats").output == """
                directory  repeats
                first      -
                first-1    \(program.directory.path)/first

                """)
    }
}
