import HydrangeaDecode
import HydrangeaResolve
import HydrangeaTree

/// The parts of a text: its interpolations, some of which lead to a secret, and the literal texts between them.
struct SecretParts: Sendable {
    private let parts: [(part: InterpolationReads.Part, isSecret: Bool)]

    init(_ parts: [InterpolationReads.Part], _ secrets: Set<Int>) {
        self.parts = parts.enumerated().map { ($1, secrets.contains($0)) }
    }

    /// True if the text counts as a whole, without parts.
    var isEmpty: Bool { parts.isEmpty }

    /// The values that the program's own resolvers have computed from secrets.
    var made: [String] {
        parts.compactMap { part, isSecret in isSecret && Self.isOwnCall(part.spelling) ? part.value : nil }
    }

    /// True if the text is a call of a resolver that is not one of the standard resolvers: `${token:db}`.
    static func isOwnCall(_ spelling: String) -> Bool {
        guard spelling.hasPrefix("${"), let colon = spelling.firstIndex(of: ":") else { return false }
        let name = spelling[..<colon].dropFirst(2).trimming(" ")
        return !name.hasPrefix("oc.") && !["env", "secret"].contains(name)
    }

    /// The text with `REDACTED` in the place of each interpolation that leads to a secret.
    var hidingSecrets: String { parts.map { $0.isSecret ? Redacted.text : $0.part.spelling }.joined() }

    /// The text for `frozen.yaml`: interpolations that lead to secrets are kept, others are replaced by their values.
    var frozen: String {
        var result = ""
        var plain = ""
        for (part, isSecret) in parts {
            if isSecret {
                let escaped = FrozenText.escaped(plain) ?? plain
                // Pairs of backslashes before an interpolation are read as one backslash, so double them.
                result += escaped + String(escaped.reversed().prefix { $0 == "\\" }) + part.spelling
                plain = ""
            } else {
                plain += part.value
            }
        }
        return result + (FrozenText.escaped(plain) ?? plain)
    }
}
