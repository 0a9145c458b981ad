import Foundation
import Testing

/// Tests that secrets of every source appear in no output and no file, whatever a program and the tool do with the
/// config.
struct PlantedSecretsTests {
    /// Files with five sources of secrets: a declared type, a marked key, a marked variable, the secrets directory, and
    /// a `.env` file. The sixth secret is typed.
    private static let files = [
        "conf/config.yaml": """
        pin: planted-by-type
        login:
          password: ${oc.env:PLAIN}
        say: ${pin}|${login.password}|${oc.env:API_TOKEN}|${secret:key}|${oc.env:DB_PASSWORD}|${login.token}
        """,
        "secrets/key": "planted-in-directory\n", ".env": "DB_PASSWORD=planted-in-dotenv\n",
    ]
    private static let typed = "+login.token=planted-on-line"
    private static let common = ["--config-path", "conf", "--config-name", "config", "--secrets-dir", "secrets"]

    /// Flags that succeed.
    private static let inspections: [[String]] = [
        ["--cfg", "job"], ["--cfg", "job", "--resolve"], ["--cfg", "all", "--resolve"],
        ["--cfg", "job", "--package", "say", "--resolve"],
        ["--explain", "say"], ["--explain", "pin"], ["--explain", "login.password", "--json"],
        ["--explain", "login.token"], ["--info", "config"],
        ["--dry-run"], ["--help"],
    ]
    private static let mistakes: [[String]] = [
        ["objective=${login.password}"], ["objective=${secret:key}"], ["act=${oc.env:API_TOKEN}", "status=${pin}"],
        ["pin=[planted-on-line"],
        ["pin={a: planted-on-line}"], ["logn.token=planted-on-line"], ["status=${oc.decode:'[${oc.env:DB_PASSWORD}'}"],
        ["act=fail", "text=${say}"],
        ["hydra.run.dir=/dev/null/${login.token}"],
    ]
    private static let lines = [
        "", "pin=", "login.", "login.password=", "login.token=", "say=", "--explain ",
        "+login.token=planted-on-line login.to",
    ]

    private static func planted() throws -> ExampleProgram {
        var program = try ExampleProgram("probe")
        program.environment = ["API_TOKEN": "planted-in-variable", "PLAIN": "planted-by-key"]
        for (name, text) in files {
            let url = program.directory.appending(path: name)
            try FileManager.default.createDirectory(
                at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(text.utf8).write(to: url)
        }
        return program
    }

    private func expectNothing(_ result: ExampleProgram.Result, _ what: String, succeeds: Bool = true) {
        #expect(!(result.output + result.errors).contains("planted-"), "\(what): \(result.output)\(result.errors)")
        #expect((result.status == 0) == succeeds, "\(what): \(result.output)\(result.errors)")
    }

    /// Fails if the name or the content of a remaining file contains a secret.
    private func expectNothingIsLeft(_ program: ExampleProgram) throws {
        for file in try program.files(in: ".") where Self.files[file] == nil {
            #expect(!file.contains("planted-"))
            #expect(try program.bytes(of: file).range(of: Data("planted-".utf8)) == nil, "\(file)")
        }
    }

    @Test func runsSweepsRerunsAndComparisonsKeepEverySecretToThemselves() throws {
        let program = try Self.planted()
        defer { program.cleanUp() }
        expectNothing(try program.run(Self.common + [Self.typed, "hydra.run.dir=one"]), "run")
        // The task received all six secrets and logged them.
        #expect(
            try program.text(of: "one/probe.log").hasSuffix(
                " - " + Array(repeating: "REDACTED", count: 6).joined(separator: "|") + "\n"))
        expectNothing(try program.run(Self.common + [Self.typed, "hydra.run.dir=two", "objective=2"]), "second run")
        expectNothing(
            try program.run(
                Self.common + [
                    "-m", "hydra.sweep.dir=sweep", "hydra.sweep.subdir=${hydra.job.override_dirname}",
                    Self.typed + ",planted-too",
                ]),
            "sweep")
        let again = ["--rerun", "one", "--secrets-dir", "secrets"]
        expectNothing(try program.run(again), "a rerun without what was typed", succeeds: false)
        let anew = ["login.token=planted-on-line", "pin=planted-by-type"]
        expectNothing(try program.run(again + anew + ["hydra.run.dir=three"]), "rerun")
        expectNothing(try program.shell("hydrangea diff one two"), "diff", succeeds: false)
        expectNothing(
            try program.shell(
                "hydrangea diff --unresolved one three; hydrangea diff --json one sweep; hydrangea runs ."), "the tool")
        try expectNothingIsLeft(program)
    }

    @Test func noQuestionAboutAConfigIsAnsweredWithASecret() throws {
        var program = try Self.planted()
        defer { program.cleanUp() }
        for question in Self.inspections {
            expectNothing(try program.run(Self.common + [Self.typed] + question), "\(question)")
        }
        for line in Self.lines {
            program.environment["COMP_LINE"] = "probe \(Self.common.joined(separator: " ")) \(line)"
            let result = try program.run("-sc", "query=lines")
            // Completion may return what was typed, since the shell has that already.
            expectNothing(result, line)
        }
        try expectNothingIsLeft(program)
    }

    @Test(arguments: mistakes) func noMessageShowsASecret(arguments: [String]) throws {
        let program = try Self.planted()
        defer { program.cleanUp() }
        expectNothing(try program.run(Self.common + [Self.typed] + arguments), "\(arguments)", succeeds: false)
        try expectNothingIsLeft(program)
    }
}
