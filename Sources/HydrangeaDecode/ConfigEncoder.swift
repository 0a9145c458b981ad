public import HydrangeaTree

/// Encodes the program's own types as a config.
///
/// A nil property is written as `null`, so that the config of a type has all of its keys. The origin of every value of
/// a ``StructuredConfig`` is the type.
public struct ConfigEncoder: Sendable {
    /// The values that a type's `encode(to:)` finds in its encoder's `userInfo`.
    public var userInfo: [CodingUserInfoKey: any Sendable] = [:]

    /// Makes an encoder with an empty ``userInfo``.
    public init() {}

    /// - Throws: when a type refuses to be encoded.
    public func encode(_ value: some Encodable) throws(ConfigError) -> ConfigNode {
        let encoder = NodeEncoder(encoded: EncodedNode(), codingPath: [], info: userInfo, origin: .unknown)
        do {
            try encoder.encode(value)
        } catch let error as ConfigError {
            throw error
        } catch let error as EncodingError {
            throw ConfigError(Diagnostic(error))
        } catch {
            throw ConfigError(Diagnostic(.invalidValue, "\(error)"))
        }
        return encoder.encoded.node
    }
}

extension Diagnostic {
    /// Makes an error of the message of a type that cannot be encoded.
    fileprivate init(_ error: EncodingError) {
        guard case .invalidValue(_, let context) = error else {
            self.init(.invalidValue, "\(error)")
            return
        }
        let path = ConfigPath(
            context.codingPath.map { $0.intValue.map(ConfigPath.Element.index) ?? .key(.string($0.stringValue)) })
        let text = context.debugDescription
        self.init(
            .invalidValue, (path.isRoot ? "" : "'\(path)': ") + (text.last == "." ? String(text.dropLast()) : text),
            at: path)
    }
}
