/// What counts as a secret where no type says so: keys and environment variables by the words that their names end
/// with.
///
/// A name is read as words: `dbPassword`, `db-password` and `DB_PASSWORD` all end with `password`; `password_file` does
/// not, and neither does `passwordless`. Digits at the end do not count: `password2`.
///
/// A text under such a key is a secret when it was given on the command line or comes out of an interpolation; a number
/// or a boolean is not. What stands in the text of a config file is shown as it stands: whoever can read the run can read
/// the file.
///
/// Some of the names also mean other things: `token`, `auth`, `pat`. There an ordinary word (`token=mean`) and a token
/// of a language model (`token=<cat>`) are no secrets either: see `uncertain`.
public struct SecretRules: Hashable, Sendable {
    /// Endings of keys: `api_key` stands for two words.
    public var keys: [String]
    /// Endings that are no secrets although a shorter one would say so: `pad_token`.
    public var exceptions: [String]
    /// Endings of the names of environment variables.
    public var environment: [String]
    /// Where `${secret:name}` reads the file `name`; nil when there are none.
    public var directory: String?

    /// Rules of your own: ``standard`` has a list to begin with.
    public init(keys: [String], exceptions: [String] = [], environment: [String], directory: String? = "/run/secrets") {
        self.keys = keys
        self.exceptions = exceptions
        self.environment = environment
        self.directory = directory
    }

    /// The usual names of passwords, tokens and keys. The tokens of language models are not among them.
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

    /// Only what a program's types declare, and what is read from the secrets directory.
    public static let declared = SecretRules(keys: [], environment: [])
}

extension SecretRules {
    /// Whether a key, or one that it is below, names a secret.
    package func isSecret(key: String) -> Bool { Self.matches(key, keys) && !Self.matches(key, exceptions) }

    /// Whether everything below a key is secret: what a mapping of that name is for.
    func isSecret(group: String) -> Bool {
        isSecret(key: group) && Self.matches(group, ["secret", "secrets", "credential", "credentials"])
    }

    /// Whether the name of a variable says that its value is a secret. A shell's `PWD` is its working directory.
    func isSecret(variable: String) -> Bool { variable != "PWD" && Self.matches(variable, environment) }

    /// Endings of keys that have other meanings too: under them, an ordinary word is no secret.
    static let uncertain = ["token", "auth", "authorization", "bearer", "pat"]

    /// Whether a text under a key is a secret, when the key's name says so.
    func isSecret(_ text: String, key: String) -> Bool {
        if isPlaceholder(text) { return false }
        return !(Self.matches(key, Self.uncertain) && OrdinaryText.isWordOrSpecialToken(text))
    }

    /// Whether a text only holds the place of a secret: hiding such a word everywhere would hide what is no secret.
    func isPlaceholder(_ text: String) -> Bool {
        if text.isEmpty || text == "???" || text == "null" { return true }
        return keys.contains(text.lowercased()) || environment.contains(text.lowercased())
    }

    /// Whether the words of a name end with those of one of the endings.
    private static func matches(_ name: String, _ endings: [String]) -> Bool {
        // Most names end otherwise, and splitting them would cost more than all the rest.
        let letters = Array(name.utf8.reversed().drop { (0x30...0x39).contains($0) }.prefix(16)).map { $0 | 0x20 }
        guard endings.contains(where: { letters.starts(with: $0.utf8.reversed().prefix { $0 != UInt8(ascii: "_") }) })
        else { return false }
        let words = words(of: name)
        return endings.contains { ending in
            let wanted = ending.split(separator: "_")
            return words.count >= wanted.count && zip(words.suffix(wanted.count), wanted).allSatisfy { $0 == $1 }
        }
    }

    /// The words of a name in small letters: parted by signs, and where a capital letter follows a small one.
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
