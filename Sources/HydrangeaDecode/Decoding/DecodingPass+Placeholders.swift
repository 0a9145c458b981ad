import HydrangeaTree

/// Thrown when there is no placeholder for a wrong value, so that the value around it is abandoned, too. The mistake
/// itself has been noted already.
struct NoPlaceholder: Error {}

// Placeholders for wrong and for unknown values.

extension DecodingPass {
    /// The placeholder for an interpolation whose value is not known; nil for other values.
    func unknown<T: Decodable>(_ type: T.Type, _ node: ConfigNode) throws -> T? {
        // The value inside of a mandatory property is asked for on its own.
        guard toleratesInterpolations, !(type is any ValueWrapper.Type), let text = node.string, text.contains("${")
        else { return nil }
        return try placeholder(type)
    }

    /// The placeholder for a value that is wrong or unknown.
    func placeholder<T: Decodable>(_ type: T.Type) throws -> T {
        placeholders += 1
        guard let value = Placeholder.value(of: type) else { throw NoPlaceholder() }
        return value
    }

    /// The placeholder after a problem; a strict decoder throws the problem.
    func placeholder<T: Decodable>(_ type: T.Type, after problem: Problem, at place: DecodedNode, mode: Mode) throws
        -> T
    {
        try refuse(problem, of: type, at: place, mode: mode)
        return try placeholder(type)
    }

    /// Notes a problem after which decoding can go on; a strict decoder throws it.
    func refuse(_ problem: Problem, of type: Any.Type, at place: DecodedNode, mode: Mode) throws {
        guard mode == .collecting else { throw problem.asDecodingError(type, at: place) }
        note(problem)
    }
}
