import Foundation
import Testing

/// Tests that neither the output nor the files of a program contain its secrets.
struct SecretOutputTests {
    private static let arguments: [[String]] = [
        ["--cfg", "job", "+db.password=planted-1"], ["--cfg", "all", "+db.password=planted-1"],
        ["--cfg", "hydra", "+db.password=planted-1"],
        ["--cfg", "job", "--resolve"], ["--cfg", "job", "--package", "url", "--resolve"],
        ["--cfg", "job", "--package", "key"],
        ["--info", "defaults", "+db.password=planted-1"], ["--dry-run", "+db.password=planted-1"],
        ["-m", "--dry-run", "+db.password=planted-1,planted-2"],
        // Errors, whose messages show what was typed.
        ["db.password=planted-1"], ["db.password=[planted-1"], ["+db.password=planted-1,planted-2"],
        ["+db={password: planted-1", "x=1"],
        ["+n=${oc.decode:'[${oc.env:DB_PASSWORD}'}", "--cfg", "job", "--resolve"],
        ["+db.password=planted-1", "--nothing"], ["-m", "db.password=planted-1,"],
        ["hydra.run.dir=/dev/null/${oc.env:DB_PASSWORD}"], ["+x=${secret:nothing}"],
        ["--cfg", "job", "--package", "planted-3"],
    ]

    @Test(arguments: arguments) func neitherStreamShowsASecret(arguments: [String]) throws {
        var program = try ExampleProgram("my_app")
        defer { program.cleanUp() }
        program.environment = ["DB_PASSWORD": "planted-3"]
        let files = [
            "conf/config.yaml":
                "db:\n  user: me\nurl: https://${db.user}:${oc.env:DB_PASSWORD}@host\nkey: ${secret:key}\n",
            "secrets/key": "planted-4\n",
        ]
        for (name, text) in files {
            let url = program.directory.appending(path: name)
            try FileManager.default.createDirectory(
                at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(text.utf8).write(to: url)
        }
        let common = ["--config-path", "conf", "--config-name", "config", "--secrets-dir", "secrets"]
        let result = try program.run(common + arguments)
        #expect(!result.output.contains("planted"))
        #expect(!result.errors.contains("planted"))
        #expect(result.status == 0 || !result.errors.isEmpty)
        #expect(!(try program.files(in: ".")).contains { $0.contains("planted") })
    }
}
