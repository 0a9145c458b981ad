import Foundation
import Testing

/// Tests the typed example, whose options are defined in the program and extended by config files.
@Suite(.serialized) struct TypedTests {
    /// Runs the program with its configs and additional files.
    static func run(_ arguments: [String], files: [String: String] = [:], by name: String = "typed") throws
        -> ExampleProgram.Result
    {
        let program = try ExampleProgram(name)
        defer { program.cleanUp() }
        try FileManager.default.copyItem(
            at: ExampleProgram.package.appending(path: "Examples/Typed/conf"),
            to: program.directory.appending(path: "conf"))
        for (name, text) in files { try Data(text.utf8).write(to: program.directory.appending(path: "conf/\(name)")) }
        return try program.run(arguments)
    }

    @Test func anOptionOfTheProgramIsChosenLikeAFile() throws {
        let result = try Self.run(["dataset=mnist", "store=local", "--cfg", "job", "--package", "store"])
        #expect(result.output == "# @package store\nkind: local\nroot: /tmp/data\n")
    }

    @Test func theToolDoesNotKnowAnOptionOfTheProgram() throws {
        let result = try Self.run(
            ["compose", "--config-path", "conf", "--config-name", "config", "store=local"], by: "hydrangea")
        #expect(result.status == 1)
        #expect(result.output == "")
        #expect(
            result.errors == """
                error: config group 'store' has no option 'local'
                  argument 1: store=local
                                    ^~~~~
                  options: archive
                  help: what a program registers is known to that program alone: PROGRAM --cfg job

                """)
    }

    @Test func aFileExtendsAnOptionOfTheProgram() throws {
        let result = try Self.run(["dataset=mnist", "store=archive", "--cfg", "job", "--package", "store"])
        #expect(result.output == "# @package store\nkind: s3\nhost: archive.example.org\nport: 9000\nbucket: digits\n")
    }

    @Test func aFileOfTheSameNameIsTakenInsteadOfTheProgramsOption() throws {
        let result = try Self.run(
            ["dataset=mnist", "store=local", "--cfg", "job", "--package", "store"],
            files: ["store/local.yaml": "kind: local\nroot: /data\n"])
        #expect(result.output == "# @package store\nkind: local\nroot: /data\n")
    }

    @Test func filesAndOptionsOfTheProgramAreListedTogether() throws {
        let result = try Self.run(["dataset=mnist", "store=s4"])
        #expect(result.status == 1)
        #expect(
            result.errors == """
                error: config group 'store' has no option 's4'
                  argument 2: store=s4
                                    ^~
                  options: archive, base_s3, local

                """)
    }

    @Test func aKeyThatTheTypeOfAnOptionLacksIsRefusedWhereItStands() throws {
        let result = try Self.run(
            ["dataset=mnist", "store=backup"],
            files: ["store/backup.yaml": "defaults:\n  - base_s3\n  - _self_\n\nprt: 3\nport: many\n"])
        #expect(result.status == 1)
        #expect(
            result.errors == """
                conf/store/backup.yaml:5:1: error: 'store' has no key 'prt'
                  5 | prt: 3
                      ^~~
                  keys: port, kind, host, bucket
                  chosen by: store=backup (argument 2)
                  help: did you mean port?
                conf/store/backup.yaml:6:7: error: 'store.port' expects an integer from 0 to 65535, found text
                  6 | port: many
                            ^~~~
                  chosen by: store=backup (argument 2)
                error: 'store.bucket' must be given
                  in S3Store
                  help: store.bucket=VALUE

                """)
    }

    @Test func twoTypesThatDifferDoNotMeetAtOnePlace() throws {
        let result = try Self.run(
            ["dataset=mnist", "store=both"],
            files: ["store/both.yaml": "defaults:\n  - base_s3\n  - local\n  - _self_\n"])
        #expect(result.status == 1)
        #expect(
            result.errors == """
                conf/store/both.yaml:3:5: error: 'store' has the keys of S3Store: 'store/local' cannot be merged over it
                  3 |   - local
                          ^~~~~
                  S3Store has no: root
                  chosen by: store=both (argument 2)
                  help: choose one of the two, or let LocalStore have all keys of S3Store

                """)
    }

    @Test func theProgramDecodesWhatItWasTold() throws {
        let result = try Self.run([
            "dataset=mnist", "version=1.10", "store=archive", "optimizer=averaged", "deadline=2026-11-23",
            "+weights.cat=2", "key='abc'",
            "report='https://example.org/runs'", "timeout=1h30m", "precision=float16", "key=[1,2,3]",
        ])
        #expect(result.errors == "")
        #expect(
            result.output == """
                20 epochs on mnist 1.10, the average of sgd with lr 0.01 and adam with lr 0.001
                layers [64, 64], float16, stops after 5400.0 seconds
                ready by 2026-11-23T00:00:00Z
                reports to example.org
                cat counts 2.0
                3 bytes of key, data in digits at archive.example.org:9000

                """)
    }

    @Test func allKindsOfMistakesStandInOneReport() throws {
        let result = try Self.run([
            "dataset=${nowhere}", "epochs=0", "layers=[1,x]", "precision=float64", "optimizer._target_=sgdd",
            "timeout=soon", "+weights.cat=${oc.env:NOT_SET}",
            "+wieghts.dog=1",
        ])
        #expect(result.status == 1)
        #expect(result.output == "")
        #expect(
            result.errors == """
                error: ${nowhere} leads nowhere
                  argument 1: dataset=${nowhere}
                                      ^~~~~~~~~~
                  the config has: dataset, version, epochs, layers, precision, timeout, deadline, report, weights, key, optimizer, store, … and 1 more
                error: 'layers[1]' expects an integer, found text
                  argument 3: layers=[1,x]
                                        ^
                error: 'precision' cannot be 'float64'
                  argument 4: precision=float64
                                        ^~~~~~~
                  allowed: float16, float32
                  help: did you mean precision=float16?
                error: 'optimizer._target_' cannot be 'sgdd'
                  argument 5: optimizer._target_=sgdd
                                                 ^~~~
                  components: sgd, adam, averaged
                  help: did you mean optimizer._target_=sgd?
                error: 'timeout' expects a duration like 90s, 1h30m or 250ms, found text
                  argument 6: timeout=soon
                                      ^~~~
                error: environment variable 'NOT_SET' is not set
                  argument 7: +weights.cat=${oc.env:NOT_SET}
                                           ^~~~~~~~~~~~~~~~~
                  help: set it, or give a default: ${oc.env:NOT_SET,default}
                error: the config has no key 'wieghts'
                  argument 8: +wieghts.dog=1
                              ^~~~~~~~~~~~
                  keys: weights, dataset, version, epochs, layers, precision, timeout, deadline, report, key, optimizer, store
                  help: did you mean weights?

                """)
    }

    @Test func textIsWhatWasWrittenInListsMappingsAndSweepsToo() throws {
        let result = try Self.run([
            "-m", "dataset=0e1,'a b',1_000", "version=1.10", "store=local", "+weights={1.10:1,on:3}", "--no-run-dir",
            "hydra/hydra_logging=none",
        ])
        #expect(result.errors == "")
        #expect(
            result.output.split(separator: "\n").filter { $0.contains(" on ") || $0.contains(" counts ") } == [
                "20 epochs on 0e1 1.10, sgd with lr 0.05", "1.10 counts 1.0", "on counts 3.0",
                "20 epochs on a b 1.10, sgd with lr 0.05", "1.10 counts 1.0", "on counts 3.0",
                "20 epochs on 1_000 1.10, sgd with lr 0.05", "1.10 counts 1.0", "on counts 3.0",
            ])
    }

    @Test func aReferenceInTheMidstOfATextGetsTheTextThatWasWritten() throws {
        let result = try Self.run(["dataset='d-${version}-${epochs}'", "version=1.10", "epochs=1e1", "--no-run-dir"])
        #expect(result.errors == "")
        #expect(result.output.hasPrefix("10 epochs on d-1.10-10 1.10, sgd"))
    }

    @Test func theConfigIsPrintedAsItsTypesHoldIt() throws {
        let result = try Self.run(["version=1.10", "optimizer.lr=1", "timeout=90", "--cfg", "job"])
        #expect(result.output.hasPrefix("dataset: ???\nversion: '1.10'\n"))
        #expect(result.output.contains("  lr: 1.0\n"))
    }

    @Test func theOriginsOfALongListDoNotRepeatAllOfIt() throws {
        let program = try ExampleProgram("typed")
        defer { program.cleanUp() }
        try FileManager.default.copyItem(
            at: ExampleProgram.package.appending(path: "Examples/Typed/conf"),
            to: program.directory.appending(path: "conf"))
        let argument = "layers=[\((1...500).map(String.init).joined(separator: ","))]"
        #expect(try program.run("dataset=mnist", "hydra.run.dir=run", argument).status == 0)
        let origins = try program.text(of: "run/.hydra/origins.yaml")
        #expect(origins.contains("dataset: 'argument 1: dataset=mnist'\n"))
        #expect(origins.contains("layers[499]: 'argument 3: \(argument.prefix(200))…'\n"))
    }

    @Test func aMistakeIsShownAtTheValueThatHasIt() throws {
        let result = try Self.run(["-m", "dataset=mnist", "epochs=5,many,0", "layers=[1,x]", "+weights={cat:{},dog:1}"])
        #expect(result.status == 1)
        #expect(
            result.errors == """
                error: 'layers[1]' expects an integer, found text
                  argument 3: layers=[1,x]
                                        ^
                  in job 0: dataset=mnist epochs=5 layers=[1,x] +weights={cat:{},dog:1}
                error: 'weights.cat' expects a number, found a mapping
                  argument 4: +weights={cat:{},dog:1}
                                            ^~
                  in job 0: dataset=mnist epochs=5 layers=[1,x] +weights={cat:{},dog:1}
                error: 'epochs' expects an integer, found text
                  argument 2: epochs=5,many,0
                                       ^~~~
                  in job 1: dataset=mnist epochs=many layers=[1,x] +weights={cat:{},dog:1}

                """)
    }

    @Test func aMistakeInAValueOfASweepIsShownInTheSweep() throws {
        let result = try Self.run(["-m", "dataset=mnist", "epochs=5,many,0"])
        #expect(result.status == 1)
        #expect(
            result.errors == """
                error: 'epochs' expects an integer, found text
                  argument 2: epochs=5,many,0
                                       ^~~~
                  in job 1: dataset=mnist epochs=many
                error: 'epochs' must be positive, is 0
                  argument 2: epochs=5,many,0
                                            ^
                  in job 2: dataset=mnist epochs=0

                """)
    }

    @Test func aRunsFilesHoldValuesAsTheirTypesDo() throws {
        let program = try ExampleProgram("typed")
        defer { program.cleanUp() }
        try FileManager.default.copyItem(
            at: ExampleProgram.package.appending(path: "Examples/Typed/conf"),
            to: program.directory.appending(path: "conf"))
        let result = try program.run([
            "dataset=0e12345", "version=1.10", "optimizer.lr=1", "+weights.cat=2", "hydra.run.dir=run",
        ])
        #expect(result.output.hasPrefix("20 epochs on 0e12345 1.10, sgd with lr 1.0\n"))
        let frozen = try program.text(of: "run/.hydra/frozen.yaml")
        #expect(frozen.contains("dataset: '0e12345'\nversion: '1.10'\n"))
        #expect(frozen.contains("  lr: 1.0\n"))
        #expect(frozen.contains("weights:\n  cat: 2.0\n"))
        #expect(try program.text(of: "run/.hydra/config.yaml").contains("version: '1.10'\n"))
    }
}
