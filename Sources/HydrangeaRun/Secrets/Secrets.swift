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

    private struct Known {
        /// Texts that are secrets.
        var certain = Needles()
        /// These, and the values of variables that look like secrets and that no config has read.
        var all = Needles()
        /// What stands for a secret in a frozen config, longer secrets first.
        var references: [(text: String, reference: String)] = []
        /// Variables that look like secrets, with their values.
        var variables: [String: String] = [:]
        /// Places that the program's types declare.
        var paths: Set<ConfigPath> = []
    }

    /// Learns from how a program was started.
    ///
    /// - Parameter arguments: The command line without the program's name.
    package init(_ rules: SecretRules, arguments: [String] = [], environment: [String: String] = [:]) {
        self.rules = rules
        for argument in arguments {
            for text in ArgumentSecrets(rules).texts(in: argument) { learn(text, reference: nil) }
        }
        learn(environment: environment)
    }

    /// Nothing is secret: what tools and tests use.
    package static var none: Secrets { Secrets(.declared) }

    // MARK: Learning

    /// Learns the variables that look like secrets by their names.
    package func learn(environment: [String: String]) {
        let found = environment.filter { rules.isSecret(variable: $0.key) && !rules.isPlaceholder($0.value) }
        if found.isEmpty { return }
        known.withLock { known in
            for (name, value) in found {
                known.variables[name] = value
                // A short one may be a common word: it counts when a config reads it.
                if value.utf8.count >= 8 { for spelling in Needles.spellings(of: value) { known.all.insert(spelling) } }
            }
        }
    }

    /// Whether a secret is a text that stands in many others: to hide it wherever it stands would hide what is no
    /// secret.
    static func isTooShort(_ text: String) -> Bool { (1..<3).contains(text.utf8.count) }

    /// Learns a text that is a secret, and what stands for it in a frozen config.
    func learn(_ text: String, reference: String?) {
        guard !Self.isTooShort(text), !rules.isPlaceholder(text) else { return }
        known.withLock { known in
            for spelling in Needles.spellings(of: text) {
                known.certain.insert(spelling)
                known.all.insert(spelling)
            }
            guard let reference, !known.references.contains(where: { sameText($0.text, text) }) else { return }
            known.references.append((text, reference))
            known.references.sort { $0.text.utf8.count > $1.text.utf8.count }
        }
    }

    var variables: [String: String] { known.withLock { $0.variables } }
    var references: [(text: String, reference: String)] { known.withLock { $0.references } }
    var paths: Set<ConfigPath> { known.withLock { $0.paths } }

    // MARK: Hiding

    /// The text of a message or a log line without any secret.
    public func redact(_ text: String) -> String { Self.replace(in: text, known.withLock { $0.all }) }

    /// A result without what is certainly a secret: a value that only a variable's name makes look like one stays.
    public func redactCertain(_ text: String) -> String { Self.replace(in: text, known.withLock { $0.certain }) }

    /// An argument of a command line without any secret: what is given for a secret's key is hidden, however short.
    public func redact(argument text: String) -> String {
        guard let range = ArgumentSecrets(rules, declared: paths).valueRange(in: text) else { return redact(text) }
        return text[..<range.lowerBound] + Redacted.text
    }

    /// Whether what an override gives for this key is a secret.
    package func isSecret(override key: String) -> Bool {
        ArgumentSecrets(rules, declared: paths).isSecret(override: key[...])
    }

    /// Where secrets are in a text, in bytes.
    func ranges(in text: String) -> [Range<Int>] { known.withLock { $0.all }.ranges(in: Array(text.utf8)) }

    private static func replace(in text: String, _ needles: Needles) -> String {
        if needles.isEmpty { return text }
        let bytes = Array(text.utf8)
        let ranges = needles.ranges(in: bytes)
        if ranges.isEmpty { return text }
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

extension Secrets: SecretPaths {
    package func note(secretAt path: ConfigPath) { known.withLock { _ = $0.paths.insert(path) } }
}
