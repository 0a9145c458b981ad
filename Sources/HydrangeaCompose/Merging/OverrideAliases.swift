import HydrangeaGrammar
package import HydrangeaTree

/// Short names for overrides, which the primary config can define at `hydra.aliases`.
package struct OverrideAliases: Sendable {
    private var targets: [String: String] = [:]
    /// The names in the order in which they are defined.
    private var names: [String] = []

    package init() {}

    /// Reads the aliases of a primary config.
    init(_ config: ConfigNode, compatibility: Compatibility) throws(ConfigError) {
        guard compatibility.hasAliases, let hydra = config["hydra"] else { return }
        try Self.checkLiteral(hydra)
        guard let node = hydra["aliases"] else { return }
        try Self.checkLiteral(node)
        guard case .mapping(let mapping) = node.content else {
            throw ConfigError(
                Diagnostic(
                    .typeMismatch, "hydra.aliases must be a mapping, this is \(node.kindName)", at: "hydra.aliases",
                    origin: node.origin))
        }
        for entry in mapping.entries { try add(entry, compatibility) }
    }

    private static func checkLiteral(_ node: ConfigNode) throws(ConfigError) {
        guard node.string?.contains("${") == true else { return }
        throw ConfigError(
            Diagnostic(
                .invalidValue, "aliases of overrides must be written out", at: "hydra.aliases", origin: node.origin,
                help: "replace the interpolation by its value"))
    }

    private mutating func add(_ entry: ConfigMapping.Entry, _ compatibility: Compatibility) throws(ConfigError) {
        guard let names = entry.key.string, let target = entry.value.string, !target.contains("${") else {
            throw ConfigError(
                Diagnostic(
                    .invalidValue, "an alias is a name and the override that it stands for, both as text",
                    at: "hydra.aliases",
                    origin: entry.keyOrigin, help: "write it as 'lr: optimizer.lr'"))
        }
        try checkTarget(target, entry, compatibility)
        for name in names.split(separator: ",", omittingEmptySubsequences: false) {
            let name = String(name.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
            let parts = Self.split(name)
            guard !name.isEmpty, parts.prefix.isEmpty, parts.value.isEmpty,
                (try? Override(parsing: parts.key + "=null", argument: 1, compatibility: compatibility)) != nil
            else {
                throw ConfigError(
                    Diagnostic(
                        .invalidValue, "'\(name)' cannot be the name of an alias", at: "hydra.aliases",
                        origin: entry.keyOrigin,
                        help: "a name is written like the key of an override"))
            }
            self.names.append(name)
            guard targets.updateValue(target, forKey: name) == nil else {
                throw ConfigError(
                    Diagnostic(
                        .invalidValue, "the alias '\(name)' is defined twice", at: "hydra.aliases",
                        origin: entry.keyOrigin))
            }
        }
    }

    private func checkTarget(_ target: String, _ entry: ConfigMapping.Entry, _ compatibility: Compatibility)
        throws(ConfigError)
    {
        let parts = Self.split(target)
        do {
            let parsed = try Override(
                parsing: parts.value.isEmpty ? target + "=null" : target, argument: 1, compatibility: compatibility)
            guard parts.value.isEmpty, parsed.operation != .change, parsed.operation != .extendList else { return }
        } catch {
            throw error.found(in: "the alias '\(entry.key)' at \(entry.keyOrigin)")
        }
        throw ConfigError(
            Diagnostic(
                .invalidValue, "the alias '\(entry.key)' stands for a key: it cannot have '\(parts.prefix)'",
                at: "hydra.aliases",
                origin: entry.value.origin,
                help: "write the sign where the alias is used: \(parts.prefix)\(entry.key)=VALUE"))
    }

    /// Each name with its expansion: `lr -> optimizer.lr=<value>`.
    package var rows: [String] {
        names.compactMap { name in
            targets[name].map { "\(name) -> \($0)\(Self.split($0).value.isEmpty ? "=<value>" : "")" }
        }
    }

    /// The override with its alias expanded: `lr=0.1` → `optimizer.lr=0.1`.
    ///
    /// - Parameter number: The number of the argument in messages, from 1.
    package func expand(_ text: String, argument number: Int) throws(ConfigError) -> String {
        guard !targets.isEmpty else { return text }
        let parts = Self.split(text)
        guard let target = targets[parts.key] else { return text }
        let goal = Self.split(target)
        if !goal.value.isEmpty {
            // An alias that includes a value accepts no other value.
            return parts.value.isEmpty
                ? (parts.prefix.isEmpty ? goal.prefix : parts.prefix) + goal.key + goal.value : text
        }
        if parts.value.isEmpty, parts.prefix != "~" {
            throw ConfigError(
                Diagnostic(
                    .commandLine, "the alias '\(parts.key)' stands for '\(target)' and needs a value",
                    origin: Origin(SourceText(.argument(number), text: text)), length: text.count,
                    help: "write \(text)=VALUE"))
        }
        return parts.prefix + target + parts.value
    }

    /// An override's sign, its key, and its value with the `=`.
    private static func split(_ text: String) -> (prefix: String, key: String, value: String) {
        let prefix = text.hasPrefix("++") ? "++" : text.hasPrefix("+") ? "+" : text.hasPrefix("~") ? "~" : ""
        let rest = text.dropFirst(prefix.count)
        var isEscaped = false
        for index in rest.indices {
            if isEscaped {
                isEscaped = false
            } else if rest[index] == "\\" {
                isEscaped = true
            } else if rest[index] == "=" {
                return (prefix, String(rest[..<index]), String(rest[index...]))
            }
        }
        return (prefix, String(rest), "")
    }
}

extension Composer {
    /// The short names for overrides that the primary config defines.
    package func aliases(of name: String?) throws(ConfigError) -> OverrideAliases {
        var session = try CompositionSession(self)
        return try session.aliases(of: name)
    }
}
