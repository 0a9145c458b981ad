import HydrangeaGrammar
import HydrangeaTree

/// The spelling of interpolations in messages.
enum InterpolationSpelling {
    static func of(_ reference: Interpolation.Reference) -> String {
        of(dots: reference.dots, keys: reference.keys.map(of))
    }

    /// A reference with indices in brackets and line breaks escaped: `${layers[0]}`.
    static func of(dots: Int, keys: [String]) -> String {
        var text = "${" + String(repeating: ".", count: dots)
        for (index, key) in keys.enumerated() {
            let isBracketed = key.hasPrefix("[") || (index > 0 && PythonNumber.index(key) != nil)
            if index > 0, !isBracketed { text += "." }
            text += isBracketed && !key.hasPrefix("[") ? "[\(escaped(key))]" : escaped(key)
        }
        return text + "}"
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

    private static func of(_ interpolation: Interpolation) -> String {
        switch interpolation {
        case .reference(let reference): of(reference)
        case .call(let call): "${\(call.name.map(of).joined(separator: ".")):…}"
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
