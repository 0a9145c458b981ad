import HydrangeaTree
import TestSupport
import Testing
@testable import HydrangeaRun

/// Tests which texts are secrets, and that messages redact them.
@Suite struct SecretMessageTests {
    @Test(arguments: [
        "password", "db_password", "dbPassword", "DB-PASSWORD", "password2", "api_key", "apiKey", "apikey",
        "AWSSecretAccessKey", "hf_token", "token",
        "client_secret", "credentials", "pwd", "auth", "authorization", "bearer", "passcode", "jwt", "github_pat",
        "dsn",
        "ssh_key", "PGPASSWORD", "webhook", "slack_webhook_url", "connection_string",
    ])
    func aKeyThatEndsWithOneOfTheWordsIsSecret(key: String) { #expect(SecretRules.standard.isSecret(key: key)) }

    @Test(arguments: [
        "passwordless", "password_file", "tokens", "max_tokens", "tokenizer", "pad_token", "eos_token", "num_token",
        "key", "keys", "monkey", "secretary",
        "access_keys", "", "7",
    ])
    func otherKeysAreNot(key: String) { #expect(!SecretRules.standard.isSecret(key: key)) }

    @Test(arguments: [
        "DB_PASSWORD", "PASSWORD", "AWS_SECRET_ACCESS_KEY", "GITHUB_TOKEN", "WANDB_API_KEY", "DB_PASS", "PGPASSWORD",
        "GITHUB_PAT",
        "MYSQL_PWD", "SLACK_WEBHOOK_URL", "AZURE_STORAGE_CONNECTION_STRING", "SSH_KEY",
    ])
    func aVariableThatEndsWithOneOfTheWordsIsSecret(name: String) {
        #expect(SecretRules.standard.isSecret(variable: name))
    }

    @Test(arguments: ["PATH", "PWD", "OLDPWD", "TOKENIZERS_PARALLELISM", "KEYBOARD", "HOME"])
    func otherVariablesAreNot(name: String) { #expect(!SecretRules.standard.isSecret(variable: name)) }

    @Test(arguments: [
        ("db.password=hunter2", "db.password=REDACTED"), ("+db.password=a", "+db.password=REDACTED"),
        ("++x.api_key@p='a,b'", "++x.api_key@p=REDACTED"),
        ("db.password=${oc.env:PW}", "db.password=${oc.env:PW}"), ("db.password=???", "db.password=???"),
        ("db.password=secret", "db.password=secret"),
        ("lr=0.1", "lr=0.1"), ("model.register_token=0,4,8", "model.register_token=0,4,8"),
        ("model.class_token=false", "model.class_token=false"), ("hub.token=true", "hub.token=true"),
        ("token=mean", "token=mean"), ("x.token=<cat>", "x.token=<cat>"), ("token=hf_abcd1234", "token=REDACTED"),
        ("db.password=mean", "db.password=REDACTED"),
        ("url=https://me:hunter2@host/x", "url=https://me:REDACTED@host/x"),
        ("+hydra.job.env_set.OPENAI_KEY=hunter2", "+hydra.job.env_set.OPENAI_KEY=REDACTED"),
        ("secrets.db.value=abc", "secrets.db.value=REDACTED"),
        ("db={user: x, password: hunter2}", "db={user: x, password: REDACTED}"),
        ("~db.password=hunter2", "~db.password=REDACTED"), ("--config-dir=hunter22", "--config-dir=hunter22"),
    ])
    func anArgumentShowsItsKey(argument: String, shown: String) {
        #expect(Redactor(.standard, arguments: [argument]).redact(argument: argument) == shown)
    }

    @Test(arguments: [
        "it's \"5\" €\\ \n\tx", "a b&c=d/e", "-----BEGIN KEY-----\nMIIEvQIBADAN\n-----END KEY-----\n",
    ])
    func everySpellingIsHidden(secret: String) {
        var secrets = Redactor(.declared)
        secrets.add(secret)
        for spelling in SecretMatcher.spellings(of: secret) { #expect(secrets.redact("<\(spelling)>") == "<REDACTED>") }
        let json = JSONText.string("x" + secret + "y")
        #expect(secrets.redact(json) == "\"xREDACTEDy\"")
    }

    @Test func aShortSecretIsNotFoundInsideOfWords() {
        var secrets = Redactor(.declared)
        secrets.add("abc")
        #expect(secrets.redact("abc abcdef xabc 'abc' a.abc") == "REDACTED abcdef xabc 'REDACTED' a.REDACTED")
    }

    @Test func aMessageAboutAnArgumentPointsAtThePlaceOfTheSecret() {
        let secrets = Redactor(.standard, arguments: ["db.password=hunter2]x"])
        let source = SourceText(.argument(1), text: "db.password=hunter2]x")
        let error = ConfigError(
            Diagnostic(
                .overrideSyntax, "this ']' closes nothing",
                origin: Origin(source, SourceText.Position(line: 1, column: 20)),
                notes: ["after hunter2]x"]))
        #expect(
            "\(secrets.redact(error))" == """
                error: this ']' closes nothing
                  argument 1: db.password=REDACTED
                                          ^
                  after REDACTED
                """)
    }

    @Test func aMessageAboutALineOfAFileKeepsItsColumns() {
        var secrets = Redactor(.standard)
        secrets.add("hunter2-long")
        let source = SourceText(.file("a.yaml"), text: "x: 1\na: hunter2-long, b: é hunter2-long here\n")
        let error = ConfigError(
            Diagnostic(
                .yamlSyntax, "wrong", origin: Origin(source, SourceText.Position(line: 2, column: 36)), length: 4))
        #expect(
            "\(secrets.redact(error))" == """
                a.yaml:2:28: error: wrong
                  2 | a: REDACTED, b: é REDACTED here
                                                 ^~~~
                """)
    }

    @Test func aSecretThatIsNotThereIsReported() throws {
        let scratch = try Scratch()
        try scratch.write("s/other", "x")
        let directory = SecretsDirectory(
            directory: "s", workingDirectory: scratch.path, redactor: .none)
        #expect(try directory.read("other") == "x")
        #expect(
            message { _ = try directory.read("key") } == """
                error: the secret 'key' cannot be read: No such file or directory
                  \(scratch("s/key"))
                  help: put the secret into that file
                """)
        #expect(
            message { _ = try directory.read("../s/other") } == """
                error: '../s/other' is no name of a secret
                  help: write ${secret:NAME}, where \(scratch("s"))/NAME is a file
                """)
        #expect(
            message {
                _ = try SecretsDirectory(
                    directory: "t", workingDirectory: scratch.path, redactor: .none
                ).read("key")
            } == """
                error: the secret 'key' cannot be read: No such file or directory
                  \(scratch("t/key"))
                  help: name the directory of the secrets with --secrets-dir DIRECTORY
                """)
    }
}
