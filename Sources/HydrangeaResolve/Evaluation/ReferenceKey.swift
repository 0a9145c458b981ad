import HydrangeaGrammar
import HydrangeaTree

/// A key in text, as `oc.select` takes it and interpolated keys give it: `a.b[0]`, `..a`.
enum ReferenceKey {
    /// The number of leading dots, and the keys after them; none for nothing but dots.
    static func split(_ text: String, rules: RuleSet) -> (dots: Int, keys: [String]) {
        let dots = text.utf8.prefix { $0 == UInt8(ascii: ".") }.count
        let rest = String(decoding: text.utf8.dropFirst(dots), as: UTF8.self)
        return (dots, rest.isEmpty ? [] : DottedPath.keys(of: rest, rules: rules))
    }
}
