import HydrangeaGrammar
import HydrangeaTree

/// The spelling of interpolations in messages.
enum InterpolationSpelling {
    static func of(_ reference: Interpolation.Reference) -> String {
        of(dots: reference.dots, keys: reference.keys.map(of))
    }

    /// A reference with indices in brackets and line breaks escaped: `${layers[0]}`.
    static func of(dots: Int, keys: [String], usesBrackets: Bool = true) -> String {
        var text = "${" + String(repeating: ".", count: dots)
        for (index, key) in keys.enumerated() {
            let isBracketed = key.hasPrefix("[") || (usesBrackets && index > 0 && PythonNumber.index(key) != nil)
            if index > 0, !isBracketed { text += "." }
            text += isBracketed && !key.hasPrefix("[") ? "[\(escaped(key))]" : escaped(key)
        }
        return text + "}"
    }

    /// The possible spellings of a reference in its source, likeliest first.
    static func candidates(for reference: Interpolation.Reference) -> [String] {
        let keys = reference.keys.map(of)
        let start = "${" + String(repeating: ".", count: reference.dots)
        return [
            of(reference), of(dots: reference.dots, keys: keys, usesBrackets: false), start + (keys.first ?? ""), start,
        ]
    }

    private static func escaped(_ key: String) -> String {
        var text = ""
        for scalar in key.unicodeScalars {
            switch scalar {
            case "\n": text += "\\n"
            case "\r": text += "\\r"
            default: text.unicodeScalars.append(scalar)
            }
        }
        return text
    }

    /// A call up to its arguments.
    static func ofCall(_ name: [Interpolation.Name]) -> String { "${" + name.map(of).joined(separator: ".") + ":" }

    private static func of(_ interpolation: Interpolation) -> String {
        switch interpolation {
        case .reference(let reference): of(reference)
        case .call(let call): ofCall(call.name) + "…}"
        }
    }

    private static func of(_ name: Interpolation.Name) -> String {
        switch name {
        case .text(let text): text
        case .interpolation(let inner): of(inner)
        case .bracketed(let inner): "[\(of(inner))]"
        }
    }
}
