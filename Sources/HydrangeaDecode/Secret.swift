package import HydrangeaTree

/// A value that is never shown: not in a description, a log line, a message, or the files of a run.
///
/// ```swift
/// struct StoreConfig: StructuredConfig {
///     @Mandatory var token: Secret<String>     // store.token=${oc.env:STORE_TOKEN}, or ${secret:store_token}
/// }
/// let client = Client(token: config.store.token.value)
/// ```
/// A config writes it as it would write the value itself. What a run keeps of it is a reference, from which a rerun
/// reads it anew.
public struct Secret<Value: Codable & Sendable>: Sendable {
    /// The value itself. What is done with it is the program's affair: a log of the run hides it all the same.
    public let value: Value

    /// Hides a value that the program has from elsewhere.
    public init(_ value: Value) { self.value = value }
}

extension Secret: Codable {
    public init(from decoder: any Decoder) throws {
        // Before anything can go wrong: the message would show the value.
        note(decoder.codingPath, decoder.userInfo)
        value = try decoder.singleValueContainer().decode(Value.self)
    }

    /// Only a config gets the value: any other encoder gets a word in its place.
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
    /// What `dump` and a debugger show.
    public var customMirror: Mirror { Mirror(self, children: []) }
}

/// What stands in the place of a secret.
public enum Redacted {
    /// A plain word, which needs no quotes in YAML, JSON, an override or the name of a directory.
    public static let text = "REDACTED"
}

/// Whoever wants to know where in a config the secrets of a type are.
package protocol SecretPaths: Sendable {
    func note(secretAt path: ConfigPath)
}

extension CodingUserInfoKey {
    /// The ``SecretPaths`` that a decoder or encoder tells. The initializer is optional for reasons of the past only.
    package static let secretPaths = CodingUserInfoKey(rawValue: "hydrangea.secretPaths")
}

extension ConfigDecoder {
    /// A decoder that tells where the secrets of a type are.
    package init(tellingSecretsTo paths: any SecretPaths) {
        self.init()
        if let key = CodingUserInfoKey.secretPaths { userInfo[key] = paths }
    }
}

/// Tells whoever wants to know that there is a secret at this place.
private func note(_ codingPath: [any CodingKey], _ userInfo: [CodingUserInfoKey: Any]) {
    guard let key = CodingUserInfoKey.secretPaths, let paths = userInfo[key] as? any SecretPaths else { return }
    paths.note(
        secretAt: ConfigPath(
            codingPath.map { $0.intValue.map(ConfigPath.Element.index) ?? .key(.string($0.stringValue)) }))
}
