import HydrangeaTree
import Synchronization

/// A value that is never shown: not in a description, a log line, a message, or the files of a run.
///
/// ```swift
/// struct StoreConfig: StructuredConfig {
///     @Mandatory var token: Secret<String>     // store.token=${oc.env:STORE_TOKEN}, or ${secret:store_token}
/// }
/// let client = Client(token: config.store.token.value)
/// ```
/// A config writes a secret like any other value. A run keeps a reference instead of the value, which a rerun reads
/// again.
public struct Secret<Value: Codable & Sendable>: Sendable {
    /// The value itself. If the program passes it on, the run's log still hides it.
    public let value: Value

    /// Wraps a value that the program has from elsewhere.
    public init(_ value: Value) { self.value = value }
}

extension Secret: Codable {
    public init(from decoder: any Decoder) throws {
        // Noted first, because the message about a wrong value would show it.
        note(decoder.codingPath, decoder.userInfo)
        value = try decoder.singleValueContainer().decode(Value.self)
    }

    /// Encodes the value for a config only; any other encoder gets a word in its place.
    public func encode(to encoder: any Encoder) throws {
        note(encoder.codingPath, encoder.userInfo)
        var container = encoder.singleValueContainer()
        if encoder is NodeEncoder { try container.encode(value) } else { try container.encode(Redacted.text) }
    }
}

extension Secret: Equatable where Value: Equatable {}
extension Secret: Hashable where Value: Hashable {}

extension Secret: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    public var description: String { Redacted.text }
    public var debugDescription: String { Redacted.text }
    /// The empty mirror that `dump` and debuggers show.
    public var customMirror: Mirror { Mirror(self, children: []) }
}

/// The text that replaces secrets.
package enum Redacted {
    /// A plain word, which needs no quotes in YAML, JSON, an override or the name of a directory.
    package static let text = "REDACTED"
}

/// The places at which a type declares secrets, collected while a value of it is decoded or encoded.
final class DeclaredSecrets: Sendable {
    private let found = Mutex<Set<ConfigPath>>([])

    var places: Set<ConfigPath> { found.withLock { $0 } }

    func add(_ place: ConfigPath) { found.withLock { _ = $0.insert(place) } }
}

extension CodingUserInfoKey {
    /// The ``DeclaredSecrets`` of a decoder or encoder. The initializer of the key returns an optional for historical
    /// reasons.
    fileprivate static let declaredSecrets = CodingUserInfoKey(rawValue: "hydrangea.declaredSecrets")
}

extension [CodingUserInfoKey: any Sendable] {
    /// The same values, for a decoder or encoder whose secrets are collected.
    func collecting(_ secrets: DeclaredSecrets) -> Self {
        var copy = self
        if let key = CodingUserInfoKey.declaredSecrets { copy[key] = secrets }
        return copy
    }
}

/// Adds a secret at this place to those of the decoder or encoder.
private func note(_ codingPath: [any CodingKey], _ userInfo: [CodingUserInfoKey: Any]) {
    guard let key = CodingUserInfoKey.declaredSecrets, let secrets = userInfo[key] as? DeclaredSecrets else { return }
    secrets.add(
        ConfigPath(codingPath.map { $0.intValue.map(ConfigPath.Element.index) ?? .key(.string($0.stringValue)) }))
}
