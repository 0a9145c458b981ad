import Foundation
import Hydrangea
import TestSupport
import Testing
@testable import HydrangeaRun

/// Tests that whole programs with secrets from all sources leave none of them in their files.
@Suite struct SecretsTests {
    private struct StoreConfig: StructuredConfig {
        var user = "me"
        @Mandatory var key: Secret<String>
        var pin: Secret<Int>? = nil
    }

    private struct TrainConfig: StructuredConfig {
        var store = StoreConfig()
        var db = Database()
        var url = ""
        var apiKeys: [String] = []
        var epochs = 1

        enum CodingKeys: String, CodingKey {
            case store, db, url, epochs
            case apiKeys = "api_keys"
        }
    }

    private struct Database: StructuredConfig {
        var password: String? = nil
        var token: String? = nil
        var user = "root"
    }

    private struct Failure: Error, CustomStringConvertible {
        var description: String
    }

    /// The result of a program. A separate process runs it, because the test process cannot capture its own output.
    private struct Outcome {
        var status: Int32
        var seen: [String]
    }

    private static let tree = """
        store:
          key: ${secret:store_key}
        db:
          password: ${oc.env:DB_PASSWORD}
        url: postgres://${db.user}:${oc.env:DB_PASSWORD}@host/${oc.env:DB_PASSWORD}?t=${db.token}
        hydra:
          run:
            dir: out/${hydra.job.override_dirname}
          sweep:
            dir: sweep
            subdir: ${hydra.job.num}/${hydra.job.override_dirname}
        """

    private func scratch() throws -> Scratch {
        let scratch = try Scratch()
        try scratch.write("conf/config.yaml", Self.tree)
        try scratch.write("secrets/store_key", "file's \"secret\" € value\n")
        try scratch.write(".env", "DB_PASSWORD='planted in .env'\n")
        return scratch
    }

    /// Runs the program and returns the values that it received.
    private func start(
        _ scratch: Scratch, _ arguments: [String], environment: [String: String] = [:], error: String? = nil
    ) async -> Outcome {
        let seen = Collected()
        let program = Program<TrainConfig>(
            configuration: AppConfiguration(),
            invocation: Invocation(
                arguments: ["train", "--secrets-dir", "secrets"] + arguments, environment: environment,
                workingDirectory: scratch.path)
        ) { config, run in
            seen.add("\(config.store.key.value)|\(config.db.password ?? "")|\(config.db.token ?? "")|\(config.url)")
            run.logger.info(
                "key is \(config.store.key.value), url \(config.url), percent \(percentEncoded(config.db.password ?? ""))"
            )
            if let error { throw Failure(description: "\(error) with \(config.url)") }
        }
        return Outcome(status: await program.run(), seen: seen.all)
    }

    /// The names and contents of files that contain a secret.
    private func leaks(_ scratch: Scratch, of secrets: [String]) throws -> [String] {
        var leaks: [String] = []
        for name in scratch.contents where !["conf", ".env", "secrets"].contains(where: name.hasPrefix) {
            for secret in secrets where name.contains(secret) { leaks.append("name \(name)") }
            guard let text = try? scratch.text(name) else { continue }
            for secret in secrets where text.contains(secret) { leaks.append("\(name): \(secret)") }
        }
        return leaks
    }

    private let planted = ["planted", "secret\" €", "secret\\\" €", "hunter2", "hunter", "%20in%20"]

    @Test func noFileOfARunShowsASecret() async throws {
        let scratch = try scratch()
        let outcome = await start(scratch, ["db.token=hunter2-given", "store.pin=4711"])
        #expect(outcome.status == 0)
        #expect(
            outcome.seen == [
                "file's \"secret\" € value|planted in .env|hunter2-given|postgres://root:planted in .env@host/planted in .env?t=hunter2-given"
            ])
        #expect(try leaks(scratch, of: planted + ["4711"]) == [])
        #expect(scratch.contents.contains("out/db.token=REDACTED,store.pin=REDACTED/train.log"))
    }

    @Test func whatStaysOfASecretIsAReference() async throws {
        let scratch = try scratch()
        #expect(await start(scratch, ["db.token=hunter2-given", "store.pin=4711", "hydra.run.dir=out"]).status == 0)
        #expect(
            try scratch.text("out/.hydra/frozen.yaml") == """
                store:
                  user: me
                  key: ${secret:store_key}
                  pin: REDACTED
                db:
                  password: ${oc.env:DB_PASSWORD}
                  token: REDACTED
                  user: root
                url: postgres://root:${oc.env:DB_PASSWORD}@host/${oc.env:DB_PASSWORD}?t=${db.token}
                epochs: 1
                api_keys: []

                """)
        #expect(
            try scratch.text("out/.hydra/overrides.yaml") == "- db.token=REDACTED\n- store.pin=REDACTED\n")
        #expect(try scratch.text("out/.hydra/config.yaml").contains("  token: REDACTED\n"))
        #expect(
            try scratch.text("out/.hydra/config.yaml").contains(
                "url: postgres://${db.user}:${oc.env:DB_PASSWORD}@host/"))
    }

    /// The expected line of `url` in the frozen config, for this password and token.
    @Test(arguments: [
        // A text that looks like an interpolation, with quotes and backslashes.
        (
            #"hun${x}\${y}"'ter"#, "hunter2",
            "postgres://root:${oc.env:DB_PASSWORD}@host/${oc.env:DB_PASSWORD}?t=${db.token}"
        ),
        (
            "hunter2\nhunter3", "hunter2",
            "postgres://root:${oc.env:DB_PASSWORD}@host/${oc.env:DB_PASSWORD}?t=${db.token}"
        ),
        // The token is a part of the password.
        ("hunter22", "hunter2", "postgres://root:${oc.env:DB_PASSWORD}@host/${oc.env:DB_PASSWORD}?t=${db.token}"),
        // Texts that are too short to be redacted by search.
        ("q", "hunter2", "postgres://root:${oc.env:DB_PASSWORD}@host/${oc.env:DB_PASSWORD}?t=${db.token}"),
        ("hunter22", "9z", "postgres://root:${oc.env:DB_PASSWORD}@host/${oc.env:DB_PASSWORD}?t=${db.token}"),
    ])
    func anySecretInATextStaysAReference(password: String, token: String, url: String) async throws {
        let scratch = try scratch()
        let outcome = await start(
            scratch, ["db.token=\(token)", "hydra.run.dir=out"], environment: ["DB_PASSWORD": password])
        #expect(
            outcome.seen == [
                "file's \"secret\" € value|\(password)|\(token)|postgres://root:\(password)@host/\(password)?t=\(token)"
            ])
        let lines = try scratch.text("out/.hydra/frozen.yaml").split(separator: "\n")
        #expect(lines.contains("url: \(url)"))
        #expect(lines.contains("  password: ${oc.env:DB_PASSWORD}"))
        #expect(try leaks(scratch, of: planted + ["hun$", "hun\\$", "hun\\\\$"]) == [])
    }

    @Test func theJobsOfAMultirunShowNoSecret() async throws {
        let scratch = try scratch()
        let outcome = await start(scratch, ["-m", "db.token=hunter2-a,hunter2-b", "epochs=1,2"])
        #expect(outcome.status == 0)
        #expect(outcome.seen.count == 4)
        #expect(try leaks(scratch, of: planted) == [])
    }

    @Test func aFailureShowsNoSecret() async throws {
        let scratch = try scratch()
        #expect(await start(scratch, ["db.token=hunter2-given"], error: "no connection").status == 1)
        #expect(try leaks(scratch, of: planted) == [])
    }

    @Test func aSecretOfAVariableByAnyNameIsHiddenUnderASecretsKey() async throws {
        let scratch = try scratch()
        let outcome = await start(
            scratch, ["db.token=${oc.env:PLAIN_NAME}"], environment: ["PLAIN_NAME": "hunter2-variable"])
        #expect(outcome.seen.first?.hasSuffix("?t=hunter2-variable") == true)
        let found = try leaks(scratch, of: planted)
        #expect(found == [])
    }
}

private func percentEncoded(_ text: String) -> String { text.split(separator: " ").joined(separator: "%20") }

/// The reports of jobs, in order.
private final class Collected: @unchecked Sendable {
    private let lock = NSLock()
    private var items: [String] = []
    func add(_ item: String) { lock.withLock { items.append(item) } }
    var all: [String] { lock.withLock { items } }
}
