import Foundation
import Testing

/// Tests `--explain` of the first example program, and of the tool with any config directory.
@Suite struct ExplainTests {
    private func inConf(_ name: String, _ arguments: [String], env: String? = nil) throws -> ExampleProgram.Result {
        let program = try ExampleProgram(name)
        defer { program.cleanUp() }
        try FileManager.default.copyItem(
            at: ExampleProgram.package.appending(path: "Examples/Train/conf"),
            to: program.directory.appending(path: "conf"))
        return try program.run(arguments)
    }

    @Test func aProgramExplainsAKeyAndRunsNothing() throws {
        let result = try inConf("train", ["--explain", "optimizer.lr", "optimizer=adam"])
        #expect(
            result.output == """
                optimizer.lr = 0.001
                  0.001  conf/optimizer/adam.yaml:2:5
                           chosen by optimizer=adam (argument 1), instead of 'sgd' (conf/config.yaml:2:5)
                  0.1    default of OptimizerConfig

                """)
        #expect(result.errors == "")
        #expect(result.status == 0)
    }

    @Test func theToolExplainsAKeyWithoutAProgram() throws {
        let result = try inConf(
            "hydrangea", ["why", "--config-path", "conf", "--config-name", "config", "epochs", "epochs=3"])
        #expect(
            result.output == """
                epochs = 3
                  3   epochs=3 (argument 1)
                  20  conf/config.yaml:4:9

                """)
    }

    @Test func whatIsSecretIsSoInEveryLayer() throws {
        let program = try ExampleProgram("train")
        defer { program.cleanUp() }
        try FileManager.default.createDirectory(
            at: program.directory.appending(path: "conf"), withIntermediateDirectories: true)
        try Data("db:\n  password: written-in-a-file\n  host: here\n".utf8).write(
            to: program.directory.appending(path: "conf/config.yaml"))
        for key in ["db.password", "db"] {
            for flags in [[], ["--json"]] {
                let result = try program.run(["--explain", key, "db.password=given-by-hand"] + flags)
                #expect(result.status == 0)
                #expect(!result.output.contains("written-in") && !result.output.contains("by-hand"), "\(result.output)")
            }
        }
    }

    @Test func theTreeIsGivenAsJSON() throws {
        let result = try inConf("train", ["--info", "defaults-tree", "--json", "optimizer=adam"])
        let tree = try #require(try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [[String: Any]])
        let adam = try #require(tree.first { $0["config"] as? String == "optimizer/adam" })
        #expect((adam["chosen"] as? [String: Any])?["text"] as? String == "optimizer=adam")
        let parent = try #require(adam["parent"] as? Int)
        #expect(tree[parent]["config"] as? String == "config")
    }

    @Test(arguments: [
        (
            ["why", "epochs", "--multirun"],
            "error: values are explained for one job at a time\n  help: leave --multirun out\n"
        ),
        (
            ["why", "epochs", "--cfg", "job"],
            "error: --cfg means nothing to why\n  help: leave it out, or ask hydrangea compose\n"
        ),
        (
            ["why", "epochs"],
            "error: there is no 'epochs' in the config\n  help: name the config with --config-path DIRECTORY --config-name NAME\n"
        ),
    ]) func whatTheToolCannotExplainIsAMistake(arguments: [String], message: String) throws {
        let result = try inConf("hydrangea", arguments)
        #expect(result.status == 1)
        #expect(result.errors == message)
    }

    @Test(arguments: [
        (["--json"], "error: --json goes with --explain or --info\n  help: write --explain KEY --json\n"),
        (
            ["--explain", "epochs", "--multirun"],
            "error: --multirun and --explain cannot be given together\n  help: leave one of the two out\n"
        ),
        (
            ["--info", "searchpath", "--json"],
            "error: only --explain and --info defaults-tree can print JSON\n  help: leave --json out\n"
        ),
        (
            ["--explain", "optimizer.rl"],
            """
            error: there is no 'optimizer.rl' in the config
              'optimizer' has: name, lr
              help: did you mean 'optimizer.lr'?

            """
        ),
    ]) func whatCannotBeExplainedIsAMistake(arguments: [String], message: String) throws {
        let result = try inConf("train", arguments)
        #expect(result.errors == message)
        #expect(result.output == "")
        #expect(result.status == 1)
    }
}
