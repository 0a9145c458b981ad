import HydrangeaGrammar
import HydrangeaTree

/// Interpolations as they are written, for messages.
enum InterpolationSpelling {
    static func of(_ reference: Interpolation.Reference) -> String {
        of(dots: reference.dots, keys: reference.keys.map(of))
    }

    static func of(dots: Int, keys: [String]) -> String {
        "${" + String(repeating: ".", count: dots) + keys.joined(separator: ".") + "}"
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
