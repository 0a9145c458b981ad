import Foundation
import Testing

/// Tests that a run's record is closed, whatever the run registers as data.
struct RegisteredDataTests {
    @Test(arguments: [
        "-d 2400-01-01", "-d 9999-12-31", "-d 0001-01-01", "-d 1969-12-31", "-d @-99999999999", "loop", "links",
        "mixed",
    ])
    func filesOfAnyTimeAndDirectoriesOfAnyShapeAreRegistered(kind: String) throws {
        let program = try ExampleProgram("probe")
        defer { program.cleanUp() }
        let make =
            switch kind {
            case "loop": "mkdir d; ln -s ../d d/a; ln -s . d/b; echo 1 >d/c"
            case "links": "mkdir d e; ln -s ../e d/a; ln -s ../d e/b; echo 1 >d/c"
            case "mixed": "mkdir d; mkfifo d/a; ln -s /dev/zero d/b; echo 1 >d/c"
            default: "touch \(kind) d || touch d"
            }
        let result = try program.shell("\(make); timeout 60 probe data=d hydra.run.dir=run")
        #expect(result.status == 0, "\(result.errors)")
        let record = try program.record()
        #expect(record["status"] as? String == "succeeded")
        #expect((record["data"] as? [[String: Any]])?.first?["path"] as? String == "\(program.directory.path)/d")
    }

    @Test(arguments: [
        ("mkfifo d", "it is no file but a pipe, a socket or a device"),
        ("ln -s /dev/zero d", "it is no file but a pipe, a socket or a device"),
        ("ln -s nowhere d", "No such file or directory"),
        ("ln -s d d", "Too many levels of symbolic links"),
        ("mkdir d; ln -s nowhere d/a", "No such file or directory"),
    ])
    func whatIsNoDataFailsTheRun(make: String, reason: String) throws {
        let program = try ExampleProgram("probe")
        defer { program.cleanUp() }
        let result = try program.shell("\(make); timeout 60 probe data=d hydra.run.dir=run")
        #expect(result.status == 1)
        #expect(
            result.errors == "error: the data cannot be read: \(reason)\n  \(program.directory.path)/d\n")
        let record = try program.record()
        #expect(record["status"] as? String == "failed")
        #expect((record["error"] as? String)?.contains("the data cannot be read: \(reason)\n") == true)
    }

    @Test func aDirectoryOfAHundredThousandFilesIsRegistered() throws {
        let program = try ExampleProgram("probe")
        defer { program.cleanUp() }
        let result = try program.shell(
            "mkdir d; (cd d; seq 100000 | xargs touch); timeout 300 probe data=d hydra.run.dir=run")
        #expect(result.status == 0, "\(result.errors)")
        let data = try #require((try program.record()["data"] as? [[String: Any]])?.first)
        #expect(data["bytes"] as? Int == 0)
        // The expected fingerprint, computed by standard tools.
        let sum = try program.shell(
            "cd d; LC_ALL=C find . -type f -printf '%P\\n' | LC_ALL=C sort | xargs sha256sum | sha256sum")
        #expect(data["sha256"] as? String == String(sum.output.prefix { $0 != " " }))
    }

    @Test func filesThatVanishMeanwhileDoNotKeepTheRecordOpen() throws {
        let program = try ExampleProgram("probe")
        defer { program.cleanUp() }
        for round in 0..<10 {
            let result = try program.shell(
                """
                mkdir d; (cd d; seq 3000 | xargs touch)
                probe data=d hydra.run.dir=run-\(round) >out & p=$!
                sleep 0.0\(round); rm -r d; wait $p; echo $?
                """)
            let record = try program.record("run-\(round)/.hydra/record.json")
            let status = result.output.hasPrefix("0") ? "succeeded" : "failed"
            #expect(record["status"] as? String == status, "\(result.errors)")
            if status == "failed" { #expect(result.errors.hasPrefix("error: the data cannot be read: No such file")) }
        }
    }
}
