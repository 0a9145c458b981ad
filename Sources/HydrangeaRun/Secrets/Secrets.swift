import HydrangeaDecode
package import HydrangeaTree
import Synchronization

/// What one start of a program knows of its secrets, and the one place that takes them out of what is written.
///
/// It is a class because it is an identity: what one job learns, the messages of all must hide.
public final class Secrets: Sendable {
    /// Which names make a value a secret.
    public let rules: SecretRules
    private let known = Mutex(Known())

    fileprivate struct Known {
        /// Texts that are secrets.
        var certain = Needles()
        /// These, and the values of variables that look like secrets and that no config has read.
        var all = Needles()
        /// Those of all that cannot stand in a config by coincidence: see ``OrdinaryText``.
        var unmistakable = Needles()
        /// Variables that hold secrets, with these.
        var variables: [String: [String]] = [:]
        /// Places that the program's types declare.
        var paths: Set<ConfigPath> = []
    }

    /// Learns from how a program was started.
    ///
    /// - Parameter arguments: The command line without the program's name.
    package init(_ rules: SecretRules, arguments: [String] = [], environment: [String: String] = [:]) {
        self.rules = rules
        for argument in arguments {
            for text in ArgumentSecrets(rules).texts(in: argument) { learn(text) }
        }
        learn(environment: environment)
    }

    /// Nothing is secret: what tools and tests use.
    package static var none: Secrets { Secrets(.declared) }

    // MARK: Learning

    /// Learns the variables that look like secrets by their names, and the passwords of URLs in the others.
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
                // A short one may be a common word: it counts when a config reads it.
                for text in texts where text.utf8.count >= 8 { known.insert(text, isCertain: false) }
            }
        }
    }

    /// Learns what a variable holds that a config has read.
    func learn(variable name: String) { for text in variables[name] ?? [] { learn(text) } }

    /// Whether a secret is a text that stands in many others: to hide it wherever it stands would hide what is no
    /// secret.
    static func isTooShort(_ text: String) -> Bool { (1..<3).contains(text.utf8.count) }

    /// Learns a text that is a secret.
    func learn(_ text: String) {
        guard !Self.isTooShort(text), !rules.isPlaceholder(text) else { return }
        known.withLock { $0.insert(text, isCertain: true) }
    }

    var variables: [String: [String]] { known.withLock { $0.variables } }
    var paths: Set<ConfigPath> { known.withLock { $0.paths } }

    // MARK: Hiding

    /// The text of a message or a log line without any secret.
    public func redact(_ text: String) -> String {
        let bytes = Array(text.utf8)
        let ranges = ranges(in: bytes)
        return ranges.isEmpty ? text : Self.replace(ranges, in: bytes)
    }

    /// A result without what is certainly a secret: a value that only a variable's name makes look like one stays.
    public func redactCertain(_ text: String) -> String { Self.replace(in: text, known.withLock { $0.certain }) }

    /// A value of a config without the secrets that cannot stand there by coincidence.
    package func redactUnmistakable(_ text: String) -> String {
        Self.replace(in: text, known.withLock { $0.unmistakable })
    }

    /// An override as a run's files keep it: what is given for a secret's key is hidden, the passwords of URLs, and
    /// what cannot stand there by coincidence.
    package func redact(override text: String) -> String {
        if let range = ArgumentSecrets(rules, declared: paths).valueRange(in: text) {
            return text[..<range.lowerBound] + Redacted.text
        }
        var shown = text
        // Secrets of the argument itself, in a mapping: `db={user: me, password: …}`.
        for secret in ArgumentSecrets(rules).texts(in: text).sorted(by: { $0.utf8.count > $1.utf8.count }) {
            var needles = Needles()
            needles.insert(secret)
            shown = Self.replace(in: shown, needles)
        }
        return redactUnmistakable(shown)
    }

    /// An argument of a command line without any secret: what is given for a secret's key is hidden, however short.
    public func redact(argument text: String) -> String {
        guard let range = ArgumentSecrets(rules, declared: paths).valueRange(in: text) else { return redact(text) }
        return text[..<range.lowerBound] + Redacted.text
    }

    /// Whether what an override gives for this key is a secret.
    package func isSecret(override key: String) -> Bool {
        ArgumentSecrets(rules, declared: paths).isSecret(override: key[...])
    }

    /// Where secrets are in a text, in bytes: known ones, and passwords of URLs.
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
    /// Adds a text in all the ways in which it may be written.
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
