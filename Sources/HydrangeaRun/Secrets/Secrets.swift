import HydrangeaDecode
package import HydrangeaTree
import Synchronization

/// The secrets that a program knows, and the functions that redact them in all output.
///
/// `Secrets` is a class because it has an identity: a secret that one job finds is redacted in the messages of all
/// jobs.
public final class Secrets: Sendable {
    /// The names that mark values as secrets.
    public let rules: SecretRules
    private let known = Mutex(Known())

    fileprivate struct Known {
        /// The texts that are certainly secrets.
        var certain = Needles()
        /// The certain secrets, and the values of marked environment variables that no config has read.
        var all = Needles()
        /// The texts of `all` that cannot appear in a config by coincidence: see ``OrdinaryText``.
        var unmistakable = Needles()
        /// The environment variables with secrets, and the secret texts of each.
        var variables: [String: [String]] = [:]
        /// The paths of secrets: those that types declare, and those where a secret was typed.
        var paths: Set<ConfigPath> = []
    }

    /// Registers the secrets in a program's command line and environment.
    ///
    /// - Parameter arguments: The command line without the program's name.
    package init(_ rules: SecretRules, arguments: [String] = [], environment: [String: String] = [:]) {
        self.rules = rules
        for argument in arguments {
            for text in ArgumentSecrets(rules).texts(in: argument) { learn(text) }
        }
        learn(environment: environment)
    }

    /// No known secrets, for tools and tests.
    package static var none: Secrets { Secrets(.declared) }

    // MARK: Learning

    /// Registers the values of variables whose names mark secrets, and the passwords of URLs in other variables.
    package func learn(environment: [String: String]) {
        var found: [String: [String]] = [:]
        for (name, value) in environment where !rules.environment.isEmpty {
            if rules.isSecret(variable: name) {
                if !rules.isPlaceholder(value) { found[name] = [value] + URLPassword.texts(in: value) }
            } else if value.utf8.contains(UInt8(ascii: "@")) {
                let passwords = URLPassword.texts(in: value)
                if !passwords.isEmpty { found[name] = passwords }
            }
        }
        if found.isEmpty { return }
        known.withLock { known in
            for (name, texts) in found {
                known.variables[name] = texts
                // A short value may be a common word, so it is registered only when a config reads the variable.
                for text in texts where text.utf8.count >= 8 { known.insert(text, isCertain: false) }
            }
        }
    }

    /// Registers the value of a variable that a config has read.
    func learn(variable name: String) { for text in variables[name] ?? [] { learn(text) } }

    /// True if a secret is so short that redacting it everywhere would hide texts that are not secrets.
    static func isTooShort(_ text: String) -> Bool { (1..<3).contains(text.utf8.count) }

    /// Registers a text as a secret.
    func learn(_ text: String) {
        guard !Self.isTooShort(text), !rules.isPlaceholder(text) else { return }
        known.withLock { $0.insert(text, isCertain: true) }
    }

    var variables: [String: [String]] { known.withLock { $0.variables } }
    var paths: Set<ConfigPath> { known.withLock { $0.paths } }

    // MARK: Hiding

    /// The text of a message or a log line without secrets.
    public func redact(_ text: String) -> String {
        let bytes = Array(text.utf8)
        let ranges = ranges(in: bytes)
        return ranges.isEmpty ? text : Self.replace(ranges, in: bytes)
    }

    /// The text without certain secrets. The value of a variable that no config has read stays.
    package func redactCertain(_ text: String) -> String { Self.replace(in: text, known.withLock { $0.certain }) }

    /// The text of a config value without the secrets that cannot appear there by coincidence.
    package func redactUnmistakable(_ text: String) -> String {
        Self.replace(in: text, known.withLock { $0.unmistakable })
    }

    /// The override for a run's files: the value of a secret's key, passwords of URLs, and secrets that cannot appear
    /// by coincidence are redacted.
    package func redact(override text: String) -> String {
        if let range = ArgumentSecrets(rules, declared: paths).valueRange(in: text) {
            return text[..<range.lowerBound] + Redacted.text
        }
        var shown = text
        // The argument's own secrets, in a mapping: `db={user: me, password: …}`.
        for secret in ArgumentSecrets(rules).texts(in: text).sorted(by: { $0.utf8.count > $1.utf8.count }) {
            var needles = Needles()
            needles.insert(secret)
            shown = Self.replace(in: shown, needles)
        }
        return redactUnmistakable(shown)
    }

    /// The command line argument without secrets. The value of a secret's key is redacted even if it is short.
    public func redact(argument text: String) -> String {
        guard let range = ArgumentSecrets(rules, declared: paths).valueRange(in: text) else { return redact(text) }
        return text[..<range.lowerBound] + Redacted.text
    }

    /// True if an override's key names a secret.
    package func isSecret(override key: String) -> Bool {
        ArgumentSecrets(rules, declared: paths).isSecret(override: key[...])
    }

    /// The byte ranges of known secrets and of passwords in URLs.
    func ranges(in bytes: [UInt8]) -> [Range<Int>] {
        let known = known.withLock { $0.all }.ranges(in: bytes)
        let passwords = URLPassword.ranges(in: bytes).filter { password in
            !known.contains { $0.overlaps(password) }
        }
        return passwords.isEmpty ? known : (known + passwords).sorted { $0.lowerBound < $1.lowerBound }
    }

    private static func replace(in text: String, _ needles: Needles) -> String {
        if needles.isEmpty { return text }
        let bytes = Array(text.utf8)
        let ranges = needles.ranges(in: bytes)
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
}

extension Secrets.Known {
    /// Adds the text in all encodings in which it may appear.
    fileprivate mutating func insert(_ text: String, isCertain: Bool) {
        for spelling in Needles.spellings(of: text) {
            all.insert(spelling)
            if isCertain { certain.insert(spelling) }
            if !OrdinaryText.isOrdinary(spelling) { unmistakable.insert(spelling) }
        }
    }
}

extension Secrets: SecretPaths {
    package func note(secretAt path: ConfigPath) { known.withLock { _ = $0.paths.insert(path) } }
}
