import HydrangeaTree

/// Finds secrets in unparsed arguments, because messages about syntax errors show the arguments too.
struct ArgumentSecrets {
    private let rules: SecretRules
    /// The paths that types declare as secrets.
    private let declared: Set<ConfigPath>

    init(_ rules: SecretRules, declared: Set<ConfigPath> = []) {
        self.rules = rules
        self.declared = declared
    }

    /// The range of an override's value, if its key names a secret. Example: `hunter2` in `db.password=hunter2`. Nil if
    /// the key names no secret, or if the value is an interpolation or a placeholder such as `???`.
    func valueRange(in argument: String) -> Range<String.Index>? {
        guard let sign = argument.firstIndex(of: "="), isSecret(override: argument[..<sign]) else { return nil }
        let start = argument.index(after: sign)
        let value = argument[start...]
        if value.contains("${") || rules.isPlaceholder(String(value)) { return nil }
        let key = argument[..<sign]
        guard isDeclared(key) || isTextThatIsSecret(String(value), under: key) else { return nil }
        return start..<argument.endIndex
    }

    /// True if the value is neither a number nor a boolean, and if the key's name makes it a secret.
    private func isTextThatIsSecret(_ value: String, under key: Substring) -> Bool {
        guard !OrdinaryText.isNumberOrBoolean(argument: value) else { return false }
        return keys(of: key).last.map { rules.isSecret(value, key: String($0)) } ?? false
    }

    /// The secret texts in an argument: the value of a secret's key with its parts, and the values of secret keys
    /// inside a mapping. Example: `x` in `db={user: me, password: x}`.
    func texts(in argument: String) -> [String] {
        if let range = valueRange(in: argument) { return parts(of: String(argument[range])) }
        var texts = URLPassword.texts(in: argument)
        guard argument.contains("{"), argument.contains(":") else { return texts }
        // In `${secret:NAME}` the text after the colon is a name, not a secret.
        var pieces = argument.replacing("${", with: Self.reference).split { "{,}=[]".contains($0) }.makeIterator()
        while let piece = pieces.next() {
            guard !piece.hasPrefix(Self.reference), let colon = piece.firstIndex(of: ":") else { continue }
            let key = piece[..<colon].trimming("\"' ")
            let value = String(piece[piece.index(after: colon)...].trimming(" "))
            if rules.isSecret(key: String(key)), !value.contains(Self.reference),
                !OrdinaryText.isNumberOrBoolean(argument: value), rules.isSecret(value, key: String(key))
            {
                texts += parts(of: value)
            }
        }
        return texts
    }

    /// Replaces `${` while an argument is split at its brackets.
    private static let reference = "\u{1}"

    /// True if an override's key names a secret. The key may have the prefixes and the package of an override:
    /// `+db.password@p`.
    func isSecret(override key: Substring) -> Bool {
        let keys = keys(of: key)
        guard let last = keys.last else { return false }
        if isDeclared(key) { return true }
        if keys.count == 4, keys[0] == "hydra", keys[1] == "job", keys[2] == "env_set" {
            return rules.isSecret(variable: String(last))
        }
        return rules.isSecret(key: String(last)) || keys.dropLast().contains { rules.isSecret(group: String($0)) }
    }

    private func isDeclared(_ key: Substring) -> Bool {
        !declared.isEmpty && declared.contains(ConfigPath(String(path(of: key))))
    }

    /// The key's path, without the prefixes and the package of its override.
    private func path(of key: Substring) -> Substring {
        key.drop { $0 == "+" || $0 == "~" }.prefix { $0 != "@" }
    }

    private func keys(of key: Substring) -> [Substring] { path(of: key).split { ".[]".contains($0) } }

    /// The value as it is typed, without quotes, and split into the pieces of lists, mappings, sweeps and casts.
    /// Example: `choice(abcd,efgh)` → `abcd`, `efgh`.
    private func parts(of value: String) -> [String] {
        let pieces = value.split { ",[]{}()\"' :".contains($0) }.map(String.init)
        return
            ([value, String(value.trimming("\"' "))] + (pieces.count > 1 ? pieces.filter { $0.utf8.count >= 4 } : []))
    }
}

extension Substring {
    /// The text without these characters at both ends.
    func trimming(_ characters: String) -> Substring {
        var rest = drop { characters.contains($0) }
        while let last = rest.last, characters.contains(last) { rest.removeLast() }
        return rest
    }
}

extension String {
    func trimming(_ characters: String) -> Substring { self[...].trimming(characters) }
}
