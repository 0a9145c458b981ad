import HydrangeaRun
import HydrangeaTree

/// A text with the placeholders of Python's `string.Template`: `$NAME`, `${NAME}`, and `$$` for a dollar sign.
struct HelpTemplate {
    private let text: String
    private let origin: Origin
    private let path: ConfigPath

    /// - Parameter node: The resolved template, from `path` in the config.
    init(_ node: ConfigNode, at path: ConfigPath) {
        text = node.plainText
        self.path = path
        origin = node.origin
    }

    /// The text with its placeholders replaced.
    ///
    /// - Throws: an error for an unknown placeholder or a single dollar sign.
    func filled(with values: [(name: String, value: String)]) throws(ConfigError) -> String {
        var result = ""
        var rest = text[...]
        while let dollar = rest.firstIndex(of: "$") {
            result += rest[..<dollar]
            rest = rest[dollar...].dropFirst()
            if rest.first == "$" {
                result.append("$")
                rest.removeFirst()
                continue
            }
            let isBraced = rest.first == "{"
            let name = Self.name(in: isBraced ? rest.dropFirst() : rest)
            let tail = rest[name.endIndex...]
            guard let value = values.first(where: { $0.name == name })?.value, !isBraced || tail.first == "}" else {
                throw unknown(String(name), values)
            }
            result += value
            rest = isBraced ? tail.dropFirst() : tail
        }
        return result + rest
    }

    /// The name at the start of a text: ASCII letters, digits and underscores, not beginning with a digit.
    private static func name(in text: Substring) -> Substring {
        if text.first?.isNumber == true { return text.prefix(0) }
        return text.prefix { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_") }
    }

    private func unknown(_ name: String, _ values: [(name: String, value: String)]) -> ConfigError {
        let what =
            name.isEmpty
            ? "a dollar sign stands alone in \(path)" : "\(path) asks for '$\(name)', which no help page has"
        let near = Suggestion.nearest(to: name, among: values.map(\.name))
        return ConfigError(
            Diagnostic(
                .invalidValue, what, at: path, origin: origin,
                notes: ["placeholders: \(values.map { "$" + $0.name }.joined(separator: ", "))"],
                help: near.map { "did you mean $\($0)?" } ?? "write $$ for a dollar sign"))
    }
}
