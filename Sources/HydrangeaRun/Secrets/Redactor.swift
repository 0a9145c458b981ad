import HydrangeaCompose
import HydrangeaDecode
package import HydrangeaTree

/// The known secrets, and the functions that redact them in texts.
///
/// A redactor is a value. It begins with the command line and the environment of a program; `SecretScan` adds the
/// secrets of a config. The output of a program goes through the redactor that its `SharedRedactor` has.
public struct Redactor: Sendable {
    /// The names that mark values as secrets.
    public let rules: SecretRules
    /// The texts that are certainly secrets.
    private var certain = SecretMatcher()
    /// The certain secrets, and the values of marked environment variables that no config has read.
    private var all = SecretMatcher()
    /// The texts of `all` that cannot appear in a config by coincidence: see ``OrdinaryText``.
    private var unmistakable = SecretMatcher()
    /// The environment variables with secrets, and the secret texts of each.
    private(set) var variables: [String: [String]] = [:]
    /// The paths of secrets: those that types declare, and those where a secret was typed.
    private(set) var places: Set<ConfigPath> = []

    /// Finds the secrets in a program's command line and environment.
    ///
    /// - Parameter arguments: The command line without the program's name.
    package init(_ rules: SecretRules, arguments: [String] = [], environment: [String: String] = [:]) {
        self.rules = rules
        for argument in arguments {
            for text in ArgumentSecrets(rules).texts(in: argument) { add(text) }
        }
        add(environment: environment)
    }

    /// No known secrets, for tools and tests.
    package static var none: Redactor { Redactor(.declared) }

    // MARK: Adding

    /// Adds the values of variables whose names mark secrets, and the passwords of URLs in other variables.
    package mutating func add(environment: [String: String]) {
        for (name, value) in environment where !rules.environment.isEmpty {
            var texts: [String] = []
            if rules.isSecret(variable: name) {
                if !rules.isPlaceholder(value) { texts = [value] + URLPassword.texts(in: value) }
            } else if value.utf8.contains(UInt8(ascii: "@")) {
                texts = URLPassword.texts(in: value)
            }
            if texts.isEmpty { continue }
            variables[name] = texts
            // A short value may be a common word, so it is added only when a config reads the variable.
            for text in texts where text.utf8.count >= 8 { insert(text, isCertain: false) }
        }
    }

    /// Adds a text that is a secret. False if it is known already, or no secret can be hidden by it.
    @discardableResult
    package mutating func add(_ text: String) -> Bool {
        !Self.isTooShort(text) && !rules.isPlaceholder(text) && insert(text, isCertain: true)
    }

    /// True if a secret is so short that redacting it everywhere would hide texts that are not secrets.
    static func isTooShort(_ text: String) -> Bool { (1..<3).contains(text.utf8.count) }

    /// Adds places whose values are secrets.
    package mutating func add(places new: Set<ConfigPath>) { if !new.isSubset(of: places) { places.formUnion(new) } }

    /// The same redactor with more places whose values are secrets.
    package func adding(places: Set<ConfigPath>) -> Redactor {
        var copy = self
        copy.add(places: places)
        return copy
    }

    /// Adds the text in all encodings in which it may appear.
    @discardableResult
    private mutating func insert(_ text: String, isCertain: Bool) -> Bool {
        guard isCertain ? certain.insert(text) : !all.contains(text) else { return false }
        for spelling in SecretMatcher.spellings(of: text) {
            all.insert(spelling)
            if isCertain { certain.insert(spelling) }
            if !OrdinaryText.isOrdinary(spelling) { unmistakable.insert(spelling) }
        }
        return true
    }

    // MARK: Redacting

    /// The text of a message or a log line without secrets.
    public func redact(_ text: String) -> String {
        let bytes = Array(text.utf8)
        let ranges = ranges(in: bytes)
        return ranges.isEmpty ? text : Self.replace(ranges, in: bytes)
    }

    /// The text without certain secrets. The value of a variable that no config has read stays.
    func redactKnownSecrets(_ text: String) -> String { Self.replace(in: text, certain) }

    /// The text of a config value without the secrets that cannot appear there by coincidence.
    package func redactUnmistakable(_ text: String) -> String {
        Self.replace(in: text, unmistakable)
    }

    /// The override for a run's files: the value of a secret's key, passwords of URLs, and secrets that cannot appear
    /// by coincidence are redacted.
    package func redact(override text: String) -> String {
        if let range = ArgumentSecrets(rules, declared: places).valueRange(in: text) {
            return text[..<range.lowerBound] + Redacted.text
        }
        var shown = text
        // The argument's own secrets, in a mapping: `db={user: me, password: …}`.
        for secret in ArgumentSecrets(rules).texts(in: text).sorted(by: { $0.utf8.count > $1.utf8.count }) {
            var matcher = SecretMatcher()
            matcher.insert(secret)
            shown = Self.replace(in: shown, matcher)
        }
        return redactUnmistakable(shown)
    }

    /// The command line argument without secrets. The value of a secret's key is redacted even if it is short.
    public func redact(argument text: String) -> String {
        guard let range = ArgumentSecrets(rules, declared: places).valueRange(in: text) else { return redact(text) }
        return text[..<range.lowerBound] + Redacted.text
    }

    /// True if an override's key names a secret.
    package func isSecret(override key: String) -> Bool {
        ArgumentSecrets(rules, declared: places).isSecret(override: key[...])
    }

    /// The byte ranges of known secrets and of passwords in URLs.
    func ranges(in bytes: [UInt8]) -> [Range<Int>] {
        let known = all.ranges(in: bytes)
        let passwords = URLPassword.ranges(in: bytes).filter { password in
            !known.contains { $0.overlaps(password) }
        }
        return passwords.isEmpty ? known : (known + passwords).sorted { $0.lowerBound < $1.lowerBound }
    }

    private static func replace(in text: String, _ matcher: SecretMatcher) -> String {
        if matcher.isEmpty { return text }
        let bytes = Array(text.utf8)
        let ranges = matcher.ranges(in: bytes)
        return ranges.isEmpty ? text : replace(ranges, in: bytes)
    }

    static func replace(_ ranges: [Range<Int>], in bytes: [UInt8]) -> String {
        var result: [UInt8] = []
        var start = 0
        for range in ranges {
            result += bytes[start..<range.lowerBound]
            result += Redacted.text.utf8
            start = range.upperBound
        }
        return String(decoding: result + bytes[start...], as: UTF8.self)
    }

    /// The same composition, whose lists of overrides have no secrets: no directory is to be named after one.
    func hidingOverrides(in composition: Composition) -> Composition {
        var changes: [(path: [String], value: ConfigNode)] = []
        for name in ["task", "hydra"] {
            let texts = composition.hydra[ConfigPath("overrides.\(name)")]?.sequence?.compactMap(\.string) ?? []
            let shown = texts.map(redact(override:))
            if shown != texts {
                changes.append((["overrides", name], ConfigNode(.sequence(shown.map { ConfigNode(.string($0)) }))))
            }
        }
        if changes.isEmpty { return composition }
        // By the rules of 1.3 the name is made when the config is composed.
        if let name = composition.hydra["job.override_dirname"]?.string, !name.contains("${"), !name.isEmpty {
            changes.append((["job", "override_dirname"], ConfigNode(.string(redactKnownSecrets(name)))))
        }
        return composition.settingHydra(changes)
    }
}
