public import HydrangeaTree

/// Decodes a resolved config into the program's own types.
///
/// All mistakes are reported together: wrong types, missing values, keys that the type does not ask for, values that an enum does not have, and
/// the rules of every ``ValidatableConfig``. Each shows where it was written.
///
/// Numbers convert only without loss: an `Int` takes `3`, `3.0` and `1e6` but not `1.5`; a `Double` takes any integer that it holds exactly. Text
/// counts as a number or boolean when all of it is one, as the text of an environment variable. A `String` takes a number or boolean as it was
/// written: `1.10` stays `1.10`. Missing keys and `null` are nil for optionals.
public struct ConfigDecoder: Sendable {
    /// What the `init(from:)` of a type finds in its decoder's `userInfo`.
    public var userInfo: [CodingUserInfoKey: any Sendable] = [:]

    public init() {}

    /// Decodes `type` from `node`, which stands at `path` of its config: messages show whole paths.
    ///
    /// - Throws: everything that is wrong with the node, in the order in which it was written.
    public func decode<T: Decodable>(
        _ type: T.Type = T.self, from node: ConfigNode, at path: ConfigPath = ConfigPath()
    ) throws(ConfigError) -> T {
        let root = Place(root: node, at: path)
        let pass = DecodingPass(userInfo: userInfo)
        var result: T?
        do {
            result = try pass.decode(type, at: root, mode: .strict)
        } catch let error {
            // The first mistake has ended the pass. The second one goes on after each, only to report them all.
            result = try? pass.collect(type, at: root, after: error)
        }
        let found = pass.report()
        if let error = ConfigError(found) { throw error }
        guard let result else {
            throw ConfigError(Diagnostic(.invalidValue, "\(root.subject) cannot be decoded", at: path, origin: node.origin))
        }
        return result
    }
    /// Everything that is wrong with `node` as a value of `type`, in the order in which it was written.
    public func mistakes(in node: ConfigNode, as type: any Decodable.Type, at path: ConfigPath = ConfigPath()) -> [Diagnostic] {
        func decodeOpened<T: Decodable>(_ type: T.Type) throws(ConfigError) { _ = try decode(type, from: node, at: path) }
        do throws(ConfigError) { try decodeOpened(type) } catch { return error.diagnostics }
        return []
    }
}
