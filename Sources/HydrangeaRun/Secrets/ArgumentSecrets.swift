import HydrangeaTree

/// Finds secrets in arguments as they are typed: before anything is parsed, since messages about what cannot be parsed
/// show them too.
struct ArgumentSecrets {
    private let rules: SecretRules
    /// Places that types declare.
    private let declared: Set<ConfigPath>

    init(_ rules: SecretRules, declared: Set<ConfigPath> = []) {
        self.rules = rules
        self.declared = declared
    }

    /// Where the value of an override stands whose key names a secret. Nil when it does not, or when the value is a
    /// reference or holds a place.
    func valueRange(in argument: String) -> Range<String.Index>? {
        guard let sign = argument.firstIndex(of: "="), isSecret(override: argument[..<sign]) else { return nil }
        let start = argument.index(after: sign)
        let value = argument[start...]
        if value.contains("${") || rules.isPlaceholder(String(value)) { return nil }
        let key = argument[..<sign]
        guard isDeclared(key) || isTextThatIsSecret(String(value), under: key) else { return nil }
        return start..<argument.endIndex
    }

    /// Whether the value is a text, and one that the key's name makes a secret.
    private func isTextThatIsSecret(_ value: String, under key: Substring) -> Bool {
        guard !OrdinaryText.isNumberOrBoolean(argument: value) else { return false }
        return keys(of: key).last.map { rules.isSecret(value, key: String($0)) } ?? false
    }

    /// The secret texts in an argument: the value of a secret's key and its parts, and what stands behind such a key in
    /// a mapping.
    func texts(in argument: String) -> [String] {
        if let range = valueRange(in: argument) { return parts(of: String(argument[range])) }
        var texts = URLPassword.texts(in: argument)
        guard argument.contains("{"), argument.contains(":") else { return texts }
        // In `${secret:NAME}` a name follows the colon, which is none of the secrets themselves.
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

    /// Stands for the beginning of a reference while an argument is taken apart at its brackets.
    private static let reference = "\u{1}"

    /// Whether a key, with the signs of its override, names a secret.
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

    /// The path of a key without the signs of its override and its package.
    private func path(of key: Substring) -> Substring {
        key.drop { $0 == "+" || $0 == "~" }.prefix { $0 != "@" }
    }

    private func keys(of key: Substring) -> [Substring] { path(of: key).split { ".[]".contains($0) } }

    /// A value as it is typed, without its quotes, and in the pieces that lists, mappings, sweeps and casts are made
    /// of.
    private func parts(of value: String) -> [String] {
        let pieces = value.split { ",[]{}()\"' :".contains($0) }.map(String.init)
        return
            ([value, String(value.trimming("\"' "))] + (pieces.count > 1 ? pieces.filter { $0.utf8.count >= 4 } : []))
    }
}

extension Substring {
    /// Without these characters at both ends.
    func trimming(_ characters: String) -> Substring {
        var rest = drop { characters.contains($0) }
        while let last = rest.last, characters.contains(last) { rest.removeLast() }
        return rest
    }
}

extension String {
    func trimming(_ characters: String) -> Substring { self[...].trimming(characters) }
}
