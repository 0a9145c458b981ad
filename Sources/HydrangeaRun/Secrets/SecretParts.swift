import HydrangeaDecode
import HydrangeaResolve
import HydrangeaTree

/// A text taken apart into its interpolations and what stands between them, of which some lead to a secret.
struct SecretParts {
    private let parts: [(part: InterpolationReads.Part, isSecret: Bool)]

    init(_ parts: [InterpolationReads.Part], _ secrets: Set<Int>) {
        self.parts = parts.enumerated().map { ($1, secrets.contains($0)) }
    }

    /// True if the text counts as a whole.
    var isEmpty: Bool { parts.isEmpty }

    /// The values that the program's own resolvers made of secrets.
    var made: [String] {
        parts.compactMap { part, isSecret in isSecret && Self.isOwnCall(part.spelling) ? part.value : nil }
    }

    /// True if a text is one call of a resolver that may be the program's own.
    static func isOwnCall(_ spelling: String) -> Bool {
        guard spelling.hasPrefix("${"), let colon = spelling.firstIndex(of: ":") else { return false }
        let name = spelling[..<colon].dropFirst(2).trimming(" ")
        return !name.hasPrefix("oc.") && !["env", "secret"].contains(name)
    }

    /// The text with a word in the place of each interpolation that leads to a secret.
    var hidingSecrets: String { parts.map { $0.isSecret ? Redacted.text : $0.part.spelling }.joined() }

    /// The text as it is frozen: the interpolations that lead to secrets are kept, and what the others gave stands in
    /// their places.
    var frozen: String {
        var result = ""
        var plain = ""
        for (part, isSecret) in parts {
            if isSecret {
                let escaped = FrozenText.escaped(plain) ?? plain
                // Backslashes before an interpolation are read in pairs.
                result += escaped + String(escaped.reversed().prefix { $0 == "\\" }) + part.spelling
                plain = ""
            } else {
                plain += part.value
            }
        }
        return result + (FrozenText.escaped(plain) ?? plain)
    }
}
