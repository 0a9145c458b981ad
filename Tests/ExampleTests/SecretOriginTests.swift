import Foundation
import Testing

/// Tests that values are secrets by their origin: other values with the same text stay in the record.
struct SecretOriginTests {
    private func program(_ config: String, _ environment: [String: String] = [:]) throws -> ExampleProgram {
        var program = try ExampleProgram("my_app")
        program.environment = environment
        try FileManager.default.createDirectory(
            at: program.directory.appending(path: "conf"), withIntermediateDirectories: true)
        try Data(config.utf8).write(to: program.directory.appending(path: "conf/config.yaml"))
        return program
    }

    private static let common = ["-cp", "conf", "-cn", "config"]

    @Test func anOrdinaryWordThatIsAPasswordStaysWhatItIsElsewhere() throws {
        let program = try program(
            "db:\n  driver: mysql\n  password: ${oc.env:POSTGRES_PASSWORD}\n", ["POSTGRES_PASSWORD": "postgres"])
        defer { program.cleanUp() }
        let typed = ["hydra.run.dir=a", "db.driver=postgres", "+tag=postgres16", "+port=5432"]
        #expect(try program.run(Self.common + typed).status == 0)
        #expect(
            try program.text(of: "a/.hydra/frozen.yaml") == """
                db:
                  driver: postgres
                  password: ${oc.env:POSTGRES_PASSWORD}
                tag: postgres16
                port: 5432

                """)
        #expect(
            try program.text(of: "a/.hydra/overrides.yaml")
                == "- db.driver=postgres\n- +tag=postgres16\n- +port=5432\n")
    }

    @Test func numbersAndBooleansAreNoSecretsByTheirKeys() throws {
        let program = try program("model: {pool: mean, register_token: 0, class_token: true, placeholder_token: x}\n")
        defer { program.cleanUp() }
        #expect(
            try program.run(Self.common + ["-m", "hydra.sweep.dir=s", "model.register_token=0,4,8"]).status == 0)
        #expect(try program.text(of: "s/1/.hydra/overrides.yaml") == "- model.register_token=4\n")
        let fingerprints = try program.shell("grep -h fingerprint s/*/.hydra/record.json | sort -u | wc -l")
        #expect(fingerprints.output == "3\n")
        let shown = try program.run(
            Self.common + ["--cfg", "job", "model.register_token=4", "model.class_token=false"])
        #expect(shown.output.contains("register_token: 4\n  class_token: false"))
    }

    @Test func noCredentialOfAVariableIsWritten() throws {
        let config = """
            uri: ${oc.env:MLFLOW_TRACKING_URI}
            dsn: ${oc.env:DATABASE_URL}
            pw: ${oc.env:PGPASSWORD}
            pat: ${oc.env:GITHUB_PAT}
            hook: ${oc.env:SLACK_WEBHOOK_URL}
            azure: ${oc.env:AZURE_STORAGE_CONNECTION_STRING}
            copy: at ${uri}

            """
        let program = try program(
            config,
            [
                "MLFLOW_TRACKING_URI": "https://u:leak1@h", "DATABASE_URL": "postgres://u:leak2@h/db",
                "PGPASSWORD": "leak3", "GITHUB_PAT": "leak4", "SLACK_WEBHOOK_URL": "https://hooks/leak5",
                "AZURE_STORAGE_CONNECTION_STRING": "AccountKey=leak6", "X_TOKEN": "s3cr3t78",
            ])
        defer { program.cleanUp() }
        let typed = ["+plain=s3cr3t78", "+url=https://u:leak7@h", "hydra.run.dir=a"]
        let run = try program.run(Self.common + typed)
        #expect(run.status == 0)
        #expect(try program.text(of: "a/.hydra/frozen.yaml") == config + "plain: REDACTED\nurl: https://u:REDACTED@h\n")
        #expect(try program.shell("grep -rhoE 'leak[0-9]|s3cr3t78' a").output == "")
        let resolved = try program.run(Self.common + typed + ["--cfg", "job", "--resolve"]).output
        #expect(!resolved.contains("leak") && !resolved.contains("s3cr3t78"))
        let again = try program.run("--rerun", "a", "plain=x", "url=y", "--cfg", "job")
        #expect(!(again.output + again.errors).contains("leak"))
    }
}
