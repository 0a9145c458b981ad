import HydrangeaTree

/// Rules that recognize secrets by name, by the last words of keys and environment variables. Types can declare secrets
/// as well.
///
/// Names are split into words: `dbPassword`, `db-password` and `DB_PASSWORD` all end with `password`; `password_file`
/// and `passwordless` do not. Digits at the end are ignored: `password2`.
///
/// The text under such a key is a secret if it was given on the command line or comes from an interpolation. Numbers
/// and booleans are not secrets. Text that is written in a config file is shown, because whoever can read the run can
/// read the file.
///
/// Some of these names have other meanings too: `token`, `auth`, `pat`. Under such a key, an ordinary word
/// (`token=mean`) and a token of a language model (`token=<cat>`) are not secrets.
public struct SecretRules: Hashable, Sendable {
    /// The endings of keys. `api_key` stands for two words.
    public var keys: [String]
    /// Longer endings that are not secrets: `pad_token`, although `token` is one.
    public var exceptions: [String]
    /// The endings of names of environment variables.
    public var environment: [String]
    /// The directory whose file `name` is read by `${secret:name}`; nil if there is none.
    public var directory: String?

    /// Creates rules with these names. ``standard`` has lists to start from.
    public init(keys: [String], exceptions: [String] = [], environment: [String], directory: String? = "/run/secrets") {
        self.keys = keys
        self.exceptions = exceptions
        self.environment = environment
        self.directory = directory
    }

    /// The usual names of passwords, tokens and keys, without the tokens of language models.
    public static let standard = SecretRules(
        keys: [
            "password", "passwd", "passphrase", "secret", "secrets", "token", "api_key", "apikey", "access_key",
            "private_key", "secret_key",
            "signing_key", "encryption_key", "account_key", "credential", "credentials", "connection_string", "pwd",
            "auth", "authorization", "bearer", "passcode", "jwt", "pat", "dsn", "ssh_key", "pgpassword", "webhook",
            "webhook_url",
        ],
        exceptions: [
            "bos", "eos", "pad", "unk", "sep", "cls", "mask", "start", "end", "stop", "begin", "special", "image",
            "audio", "video", "num", "max",
            "min", "per", "n", "first", "last", "new", "next", "prompt", "decoder_start", "beginning", "class",
            "register", "placeholder", "initializer", "separator", "padding", "unknown",
        ].map { $0 + "_token" },
        environment: [
            "password", "passwd", "passphrase", "pass", "secret", "token", "key", "apikey", "credential", "credentials",
            "pwd", "auth", "authorization", "bearer", "passcode", "jwt", "pat", "dsn", "pgpassword", "webhook",
            "webhook_url", "connection_string",
        ])

    /// Rules without names: only declarations of types and the secrets directory determine the secrets.
    public static let declared = SecretRules(keys: [], environment: [])
}

extension SecretRules {
    /// True if a key's name marks its value as a secret.
    package func isSecret(key: String) -> Bool { Self.matches(key, keys) && !Self.matches(key, exceptions) }

    /// True if everything below a key is secret, as in a mapping `credentials`.
    func isSecret(group: String) -> Bool {
        isSecret(key: group) && Self.matches(group, ["secret", "secrets", "credential", "credentials"])
    }

    /// True if a variable's name marks its value as a secret. `PWD` is a shell's working directory, not a password.
    func isSecret(variable: String) -> Bool { variable != "PWD" && Self.matches(variable, environment) }

    /// The endings of keys with other meanings too. Under such a key, an ordinary word is not a secret.
    static let uncertain = ["token", "auth", "authorization", "bearer", "pat"]

    /// True if a text is a secret, given that the name of its key marks secrets.
    func isSecret(_ text: String, key: String) -> Bool {
        if isPlaceholder(text) { return false }
        return !(Self.matches(key, Self.uncertain) && OrdinaryText.isWordOrSpecialToken(text))
    }

    /// True if a text only stands in for a secret: `???`, or a name such as `password`. Redacting it everywhere would
    /// hide texts that are not secrets.
    func isPlaceholder(_ text: String) -> Bool {
        if text.isEmpty || text == "???" || text == "null" { return true }
        return keys.contains(text.lowercased()) || environment.contains(text.lowercased())
    }

    /// True if the last words of a name are those of one of the endings.
    private static func matches(_ name: String, _ endings: [String]) -> Bool {
        // Most names do not match, so compare their last letters before splitting them into words.
        let letters = Array(name.utf8.reversed().drop { (0x30...0x39).contains($0) }.prefix(16)).map { $0 | 0x20 }
        guard endings.contains(where: { letters.starts(with: $0.utf8.reversed().prefix { $0 != "_" }) })
        else { return false }
        let words = words(of: name)
        return endings.contains { ending in
            let wanted = ending.split(separator: "_")
            return words.count >= wanted.count && zip(words.suffix(wanted.count), wanted).allSatisfy { $0 == $1 }
        }
    }

    /// The words of a name in lower case, split at punctuation and where a new capitalized word begins: `dbPassword` →
    /// `db`, `password`.
    static func words(of name: String) -> [String] {
        var words: [String] = []
        var word = ""
        let letters = Array(name.unicodeScalars)
        for (index, letter) in letters.enumerated() {
            guard letter.properties.isAlphabetic || letter.properties.numericType != nil else {
                words.append(word)
                word = ""
                continue
            }
            if letter.properties.isUppercase, index > 0 {
                let follows = letters[index - 1].properties.isLowercase
                let begins =
                    letters[index - 1].properties.isUppercase && index + 1 < letters.count
                    && letters[index + 1].properties.isLowercase
                if follows || begins {
                    words.append(word)
                    word = ""
                }
            }
            word += letter.properties.lowercaseMapping
        }
        words.append(word)
        words.removeAll(where: \.isEmpty)
        if let last = words.popLast() {
            let end = last.unicodeScalars.lastIndex { $0.properties.numericType == nil }
            if let end { words.append(String(last.unicodeScalars[...end])) }
        }
        return words
    }
}
