import Foundation
import Testing

/// The typed example: options that stand in the program, and files that extend them.
@Suite(.serialized) struct TypedTests {
    /// Runs the program with its configs and further files.
    static func run(_ arguments: [String], files: [String: String] = [:]) throws -> ExampleProgram.Result {
        let program = try ExampleProgram("typed")
        defer { program.cleanUp() }
        try FileManager.default.copyItem(
            at: ExampleProgram.package.appending(path: "Examples/Typed/conf"), to: program.directory.appending(path: "conf"))
        for (name, text) in files { try Data(text.utf8).write(to: program.directory.appending(path: "conf/\(name)")) }
        return try program.run(arguments)
    }

    @Test func anOptionOfTheProgramIsChosenLikeAFile() throws {
        let result = try Self.run(["dataset=mnist", "store=local", "--cfg", "job", "--package", "store"])
        #expect(result.output == "# @package store\nkind: local\nroot: /tmp/data\n")
    }

    @Test func aFileExtendsAnOptionOfTheProgram() throws {
        let result = try Self.run(["dataset=mnist", "store=archive", "--cfg", "job", "--package", "store"])
        #expect(result.output == "# @package store\nkind: s3\nhost: archive.example.org\nport: 9000\nbucket: digits\n")
    }

    @Test func aFileOfTheSameNameIsTakenInsteadOfTheProgramsOption() throws {
        let result = try Self.run(
            ["dataset=mnist", "store=local", "--cfg", "job", "--package", "store"], files: ["store/local.yaml": "kind: local\nroot: /data\n"])
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
            ["dataset=mnist", "store=backup"], files: ["store/backup.yaml": "defaults:\n  - base_s3\n  - _self_\n\nprt: 3\nport: many\n"])
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
            ["dataset=mnist", "store=both"], files: ["store/both.yaml": "defaults:\n  - base_s3\n  - local\n  - _self_\n"])
        #expect(result.status == 1)
        #expect(
            result.errors == """
                conf/store/both.yaml:3:5: error: 'store' has the keys of S3Store: 'store/local' cannot be merged over it
                  3 |   - local
                          ^
                  S3Store has no: root
                  help: choose one of the two, or let LocalStore have all keys of S3Store

                """)
    }

    @Test func theProgramDecodesWhatItWasTold() throws {
        let result = try Self.run([
            "dataset=mnist", "version=1.10", "store=archive", "optimizer=averaged", "deadline=2026-11-23", "+weights.cat=2", "key='abc'",
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
}
