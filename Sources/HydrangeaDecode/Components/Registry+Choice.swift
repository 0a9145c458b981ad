package import HydrangeaTree

extension Registry {
    /// Makes the component that a mapping chooses by its `_target_`, with the arguments beside it.
    ///
    /// - Parameters:
    ///   - path: The mapping's place in the config.
    ///   - kind: What messages call such a component: `callback`.
    /// - Throws: when it chooses none, or one that is not registered, and when its arguments do not fit.
    package func component(chosenBy node: ConfigNode, at path: ConfigPath, kind: String) throws(ConfigError) -> Product
    {
        let name = node["_target_"]
        guard let target = name?.string, name?.isMissing == false else {
            throw ConfigError(
                Diagnostic(
                    .unknownComponent, "'\(path)' names no \(kind)", at: path, origin: name?.origin ?? node.origin,
                    notes: [known(kind)],
                    help: "add a key _target_ with one of these names"))
        }
        guard let entry = entry(for: target) else {
            let near = Suggestion.nearest(to: target, among: targets)
            throw ConfigError(
                Diagnostic(
                    .unknownComponent, "there is no \(kind) '\(target)'", at: path.appending("_target_"),
                    origin: name?.origin ?? .unknown,
                    length: target.unicodeScalars.count, notes: [known(kind)],
                    help: near.map { "did you mean \(path)._target_=\($0)?" }
                        ?? "register it in the program's configuration, or take it out: \("~\(path)".shellWord)"))
        }
        var arguments = node.mapping ?? [:]
        for key in ComponentKey.allCases { arguments.remove(.string(key.rawValue)) }
        var decoder = ConfigDecoder()
        if let key = Chosen<Product>.key { decoder.userInfo[key] = Chosen<Product>.Entry(read: entry) }
        let chosen = try decoder.decode(
            Chosen<Product>.self, from: ConfigNode(.mapping(arguments), origin: node.origin), at: path)
        do { return try chosen.make() } catch {
            throw (error as? ConfigError)
                ?? ConfigError(
                    Diagnostic(
                        .unknownComponent, "the \(kind) '\(target)' cannot be made: \(error)", at: path,
                        origin: node.origin))
        }
    }

    private func known(_ kind: String) -> String {
        "\(kind)s: " + (targets.isEmpty ? "none" : targets.joined(separator: ", "))
    }
}

/// A component that is read by its entry. The entry comes with the decoder, because the type alone does not know it.
private struct Chosen<Product>: Decodable {
    struct Entry: Sendable { let read: Registry<Product>.Entry }

    static var key: CodingUserInfoKey? { CodingUserInfoKey(rawValue: "hydrangea.entry") }

    let make: @Sendable () throws -> Product

    init(from decoder: any Decoder) throws {
        guard let entry = Self.key.flatMap({ decoder.userInfo[$0] }) as? Entry else {
            throw DecodingError.dataCorrupted(
                .init(codingPath: decoder.codingPath, debugDescription: "no entry was given"))
        }
        make = try entry.read(decoder)
    }
}
