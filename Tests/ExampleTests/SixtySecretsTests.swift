import Foundation
import Testing

/// Tests sixty secrets, given in all possible ways: no program or tool writes any of them, and texts that are not
/// secrets are not redacted.
struct SixtySecretsTests {
    /// Generates the secrets: texts with a common beginning that no config contains otherwise.
    private struct Garden {
        private(set) var count = 0
        var environment: [String: String] = [:]
        var lines: [String] = []
        var files: [String: String] = [:]
        var typed: [String] = []

        mutating func secret(_ suffix: String = "Zq9") -> String {
            count += 1
            return "pl4nted-\(count)-\(suffix)"
        }

        init() {
            plantVariables()
            plantFiles()
            plantReferences()
            plantArguments()
        }

        /// Variables with marked names under unmarked keys, and the other way round.
        private mutating func plantVariables() {
            let names = [
                "X_TOKEN", "PGPASSWORD", "GITHUB_PAT", "DB_PWD", "SLACK_WEBHOOK_URL", "AZURE_CONNECTION_STRING",
                "OPENAI_API_KEY", "SESSION_JWT", "HTTP_AUTHORIZATION", "SENTRY_DSN", "SSH_PASSPHRASE",
                "AWS_SECRET_ACCESS_KEY", "REGISTRY_AUTH", "SERVICE_CREDENTIALS", "MY_BEARER", "LOCK_PASSCODE",
            ]
            for (index, name) in names.enumerated() {
                environment[name] = secret()
                lines.append("v\(index): ${oc.env:\(name)}")
            }
            environment["DATABASE_URL"] = "postgres://u:\(secret())@h/db"
            environment["TRACKING"] = "https://u:\(secret())@h"
            environment["PLAIN1"] = secret()
            environment["PLAIN2"] = secret()
            environment["WHICH"] = "X_TOKEN"
            lines += [
                "database: ${oc.env:DATABASE_URL}", "tracking: ${oc.env:TRACKING}",
                "login: {password: '${oc.env:PLAIN1}', user: me}", "store: {api_key: '${oc.env:PLAIN2}'}",
            ]
        }

        private mutating func plantFiles() {
            files["secrets/one"] = secret() + "\n"
            files["secrets/lines"] = secret() + "\n" + secret() + "\n"
            files["secrets/signs"] = secret(#"a b/%'"\\x"#)
            files[".env"] = "DOT_PASSWORD='\(secret())'\nDOT_PLAIN=\(secret())\n"
            lines += [
                "one: ${secret:one}", "lines: ${secret:lines}", "signs: ${secret:signs}",
                "dot: {a: '${oc.env:DOT_PASSWORD}', token: '${oc.env:DOT_PLAIN}'}",
            ]
        }

        /// Interpolations that lead from one value to another.
        private mutating func plantReferences() {
            lines += [
                "indirect: ${oc.env:${oc.env:WHICH}}", "selected: ${oc.select:login.password}",
                "values: ${oc.dict.values:login}", "deep: {er: {est: 'a ${selected} b'}}",
                "decoded: \"${oc.decode:'[${oc.env:PLAIN2}, x]'}\"", "group: ${login}",
                "made: \"${oc.create:{a: ${store.api_key}}}\"",
            ]
        }

        private mutating func plantArguments() {
            let keys = [
                "password", "pwd", "auth", "authorization", "bearer", "passcode", "jwt", "pat", "dsn", "ssh_key",
                "webhook", "webhook_url", "connection_string", "api_key", "apikey", "access_key", "private_key",
                "secret_key", "credential", "credentials", "pgpassword", "db_password", "dbPassword",
                "client-secret", "password2", "token",
            ]
            for key in keys { typed.append("+t.\(key)=\(secret())") }
            typed += [
                "+map={user: me, password: \(secret())}", "+list.token=[\(secret()),\(secret())]",
                "+credentials.user.name=\(secret())", "+address=https://u:\(secret())@h/x",
                "+hydra.job.env_set.JOB_TOKEN=\(secret())", "+hydra.job.env_set.OTHER_KEY=${oc.env:X_TOKEN}",
                // A shell has replaced `$X_TOKEN` in these arguments.
                "+plain=\(environment["X_TOKEN"] ?? "")", "+around=Bearer:\(environment["PGPASSWORD"] ?? "")",
            ]
        }
    }

    private static let garden = Garden()
    private static let common = ["-cp", "conf", "-cn", "config", "--secrets-dir", "secrets"]

    private static func planted(_ name: String, config: String) throws -> ExampleProgram {
        var program = try ExampleProgram(name)
        program.environment = garden.environment
        for (name, text) in garden.files.merging(["conf/config.yaml": config], uniquingKeysWith: { $1 }) {
            let url = program.directory.appending(path: name)
            try FileManager.default.createDirectory(
                at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(text.utf8).write(to: url)
        }
        return program
    }

    private func expectNothing(in text: String, _ what: String) {
        guard let found = text.range(of: "pl4nted") else { return }
        let start = text.index(found.lowerBound, offsetBy: -80, limitedBy: text.startIndex) ?? text.startIndex
        Issue.record("\(what): …\(text[start...].prefix(120))…")
    }

    /// Fails if the name or the content of a remaining file contains a secret, also in base64 or percent-encoding.
    private func expectNothingIsLeft(_ program: ExampleProgram) throws {
        for file in try program.files(in: ".") where Self.garden.files[file] == nil {
            expectNothing(in: file, "a file's name")
            let bytes = try program.bytes(of: file)
            for needle in ["pl4nted", "cGw0bnRlZ", "bDRudGVk", "w0bnRlZ", "pl4nted".uppercased()] {
                #expect(bytes.range(of: Data(needle.utf8)) == nil, "\(file) holds \(needle)")
            }
        }
    }

    @Test func thereAreSixty() { #expect(Self.garden.count >= 58) }

    @Test func noneOfThemIsWrittenByRunsSweepsRerunsAndTheTool() throws {
        let garden = Self.garden
        let program = try Self.planted("my_app", config: garden.lines.joined(separator: "\n") + "\n")
        defer { program.cleanUp() }
        // The program itself decides what it prints: my_app prints its config.
        let run = try program.run(Self.common + garden.typed + ["hydra.run.dir=a"])
        #expect(run.status == 0, "\(run.errors)")
        expectNothing(in: run.errors, "run")
        let few = Array(garden.typed.prefix(3))
        let sweep = try program.run(
            Self.common + few + [
                "-m", "+z=1,2", "hydra.sweep.dir=s", "hydra.sweep.subdir=${hydra:job.override_dirname}",
            ])
        #expect(sweep.status == 0, "\(sweep.errors)")
        expectNothing(in: sweep.errors, "multirun")
        let lines = try program.shell("cat s/*/.hydra/overrides.yaml | sort -u").output
        #expect(lines.contains("+z=2") && lines.contains("+t.password=REDACTED"))
        // The rerun first fails because typed secrets are missing, and then succeeds with all of them.
        let asked = try program.run("--rerun", "a", "--secrets-dir", "secrets")
        #expect(asked.status == 1 && asked.errors.contains("t.password") && asked.errors.contains("JOB_TOKEN"))
        expectNothing(in: asked.output + asked.errors, "rerun without what was typed")
        let anew = asked.errors.split(separator: "help: ").last.map { $0.split(separator: " ") } ?? []
        let given = anew.map {
            String($0).trimmingCharacters(in: .newlines).replacing("=VALUE", with: "=pl4nted-new-Zq9")
        }
        let rerun = try program.run(["--rerun", "a", "--secrets-dir", "secrets", "hydra.run.dir=b"] + given)
        #expect(rerun.status == 0, "\(rerun.errors)")
        #expect(rerun.output.contains("pl4nted-new-Zq9"))
        expectNothing(in: rerun.errors, "rerun")
        for command in [
            "runs .", "runs . --columns plain,v0,t.password", "diff a b", "diff --unresolved a s/*0*",
            "diff --json a b",
            "runs . --json", "verify a --program $(which my_app)",
        ] {
            let result = try program.shell("hydrangea \(command)")
            expectNothing(in: result.output + result.errors, command)
        }
        try expectNothingIsLeft(program)
    }

    @Test(arguments: [
        ["--cfg", "job", "--resolve"], ["--cfg", "job"], ["--cfg", "all", "--resolve"], ["--cfg", "hydra"],
        ["--info"], ["--explain", "indirect"], ["--explain", "lines"], ["--explain", "t.password"],
        ["--explain", "values", "--json"], ["--dry-run"], ["--help", "--resolve"], ["-m", "--dry-run", "+z=1,2"],
        ["+bad=${nope}"], ["+bad=[${login.password}"], ["hydra.run.dir=/dev/null/${store.api_key}"],
        ["login.passwrd=x"],
    ])
    func noneOfThemIsShown(question: [String]) throws {
        let garden = Self.garden
        let program = try Self.planted("my_app", config: garden.lines.joined(separator: "\n") + "\n")
        defer { program.cleanUp() }
        let result = try program.run(Self.common + garden.typed + question)
        expectNothing(in: result.output + result.errors, "\(question)")
        #expect(result.status == (question[0].hasPrefix("-") ? 0 : 1), "\(result.errors)")
        try expectNothingIsLeft(program)
    }

    /// Runs a program that logs all secrets and is then ended by an error or a signal.
    @Test(arguments: ["fail", "crash", "sleep"]) func noneOfThemIsWrittenWhateverTheEnd(act: String) throws {
        let garden = Self.garden
        // The names of these variables do not mark secrets.
        let names = garden.environment.keys.filter { !$0.hasPrefix("PLAIN") }
        let all = (names.map { "${oc.env:\($0)}" } + ["${secret:one}", "${secret:lines}", "${pin}"])
            .joined(separator: " ")
        let program = try Self.planted("probe", config: "say: '\(all)'\ntext: ${say}\npin: \(garden.typed[0])\n")
        defer { program.cleanUp() }
        let arguments = Self.common + ["act=\(act)", "+login.password=pl4nted-typed-Zq9", "hydra.run.dir=a"]
        if act == "sleep" {
            let running = try RunningProgram(program, arguments)
            #expect(running.end(by: SIGTERM) == SIGTERM)
        } else {
            let result = try program.run(arguments)
            #expect(result.status != 0)
            expectNothing(in: result.output + result.errors, act)
        }
        #expect(try program.text(of: "a/probe.log").contains("REDACTED"))
        let log = try program.text(of: "a/.hydra/record.json")
        #expect(log.contains(["fail": "failed", "crash": "crashed", "sleep": "killed"][act] ?? ""))
        #expect(try program.text(of: "conf/config.yaml").contains("pl4nted"))
        try FileManager.default.removeItem(at: program.directory.appending(path: "conf"))
        try expectNothingIsLeft(program)
    }

    // MARK: Texts that are not secrets

    /// Secrets that are ordinary words, numbers and paths, and values that only look like secrets by their names.
    private static let ordinary = [
        "postgres", "main", "4", "true", "hunter2", "admin", "mean", "resnet50", "/data/train", "2026-11-29", "0.1",
        "weight-decay", "localhost", "null_model", "LayerNorm", "123456789",
    ]
    private static let innocent = """
        token: <cat>
        pool: {token: mean, class_token: false, register_tokens: 4, num_tokens: 512, max_token: 77}
        tokenizer: bert-base-uncased
        token_type: word
        author: somebody-with-a-long-name-1
        pattern: '*-2026-[0-9]*.csv'
        passes: 3
        secretary: anna-4711-berlin-west
        monkey: see-4711-monkey-do
        primary_key: id
        keyboard: qwerty-de-105-iso
        dataset: s3://bucket/imagenet-2012-v3/train
        endpoint: https://example.org:8080/a@b?c=d
        commit: 9d87276f0a1b2c3d4e5f60718293a4b5c6d7e8f9
        model: meta-llama/Llama-3.1-8B-Instruct

        """

    @Test func nothingElseIsHidden() throws {
        var program = try ExampleProgram("my_app")
        defer { program.cleanUp() }
        var lines = ""
        for (index, text) in Self.ordinary.enumerated() {
            program.environment["S\(index)_PASSWORD"] = text
            lines += "s\(index): ${oc.env:S\(index)_PASSWORD}\n"
        }
        lines += Self.innocent
        for (index, text) in Self.ordinary.enumerated() { lines += "w\(index): \(text)\nx\(index): a-\(text)-b\n" }
        lines += "all:\n" + Self.ordinary.map { "- \($0)\n" }.joined()
        try FileManager.default.createDirectory(
            at: program.directory.appending(path: "conf"), withIntermediateDirectories: true)
        try Data(lines.utf8).write(to: program.directory.appending(path: "conf/config.yaml"))
        let typed = Self.ordinary.enumerated().map { "+y.k\($0)=\($1)" }
        let common = ["-cp", "conf", "-cn", "config"]
        #expect(try program.run(common + typed + ["hydra.run.dir=main-4-true"]).status == 0)
        let frozen = try program.text(of: "main-4-true/.hydra/frozen.yaml")
        #expect(!frozen.contains("REDACTED"))
        // The frozen config equals the composed one, except that secrets are references.
        let shown = try program.run(common + typed + ["--cfg", "job"])
        #expect(!shown.output.contains("REDACTED"))
        let values = try program.shell(
            """
            python3 - <<'EOF'
            import re
            def read(path): return re.sub(r"['\\"]", "", open(path).read())
            print(read("main-4-true/.hydra/frozen.yaml") == read("main-4-true/.hydra/config.yaml"))
            EOF
            """)
        #expect(values.output == "True\n", "\(values.errors)")
        // Programs read these files, so only secrets are redacted there. Arguments in the record and logs are for
        // people: there, every text that equals a secret is redacted.
        let overrides = try program.text(of: "main-4-true/.hydra/overrides.yaml")
        for argument in typed { #expect(overrides.contains(argument), "\(argument)") }
        #expect(try program.shell("hydrangea runs .").output.contains("main-4-true"))
    }
}
