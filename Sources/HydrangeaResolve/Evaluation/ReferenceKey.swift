import HydrangeaGrammar
import HydrangeaTree

/// Splits a key as `oc.select` and interpolated keys spell it: `a.b[0]`, `..a`.
enum ReferenceKey {
    /// The number of leading dots, and the keys after them: `..a[0]` → 2, `a` and `0`. A text of dots only has no keys.
    static func split(_ text: String, compatibility: Compatibility) -> (dots: Int, keys: [String]) {
        let dots = text.utf8.prefix { $0 == "." }.count
        let rest = String(decoding: text.utf8.dropFirst(dots), as: UTF8.self)
        return (dots, rest.isEmpty ? [] : DottedPath.keys(of: rest, compatibility: compatibility))
    }
}
