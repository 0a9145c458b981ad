import HydrangeaTree

/// The number of placeholders in a config for values that are wrong.
struct PlaceholderCount: Equatable {
    /// Small numbers and short texts, or large and long ones: a rule that fails with both does not depend on the
    /// placeholders.
    enum Variant { case small, large }

    var scalars = 0
    /// Placeholders for lists, mappings, and all other values.
    var others = 0
}

extension DecodingPass {
    /// The placeholder for an interpolation whose value is not known; nil for other values.
    func unknown<T: Decodable>(_ type: T.Type, _ node: ConfigNode, _ place: () -> DecodedNode) throws -> T? {
        // The value inside of a mandatory property is asked for on its own.
        guard toleratesInterpolations, !(type is any ValueWrapper.Type), let text = node.string, text.contains("${")
        else { return nil }
        unknownPaths.append(place().path)
        return try placeholder(type)
    }

    /// A placeholder for a wrong value.
    func placeholder<T: Decodable>(_ type: T.Type) throws -> T {
        if let scalar = type as? any ScalarValue.Type, let value = scalar.placeholder(variant) as? T {
            placeholders.scalars += 1
            return value
        }
        if let choice = type as? any CaseIterable.Type,
            let value = (variant == .small ? choice.all.first : choice.all.last) as? T
        {
            placeholders.scalars += 1
            return value
        }
        return try counted(Placeholder.value(of: type))
    }

    private func counted<T>(_ value: T?) throws -> T {
        placeholders.others += 1
        guard let value else { throw NoPlaceholder() }
        return value
    }

    /// The placeholder after a problem with a scalar; a strict decoder throws.
    func scalarPlaceholder<T: ScalarValue>(_ type: T.Type, after problem: Problem, at place: DecodedNode, mode: Mode)
        throws -> T
    {
        guard mode == .collecting else { throw problem.asDecodingError(type, at: place) }
        note(problem)
        placeholders.scalars += 1
        return T.placeholder(variant)
    }

    /// The placeholder after a problem; a strict decoder throws.
    func placeholder<T>(_ value: T?, after problem: Problem, _ type: T.Type, at place: DecodedNode, mode: Mode) throws
        -> T
    {
        guard mode == .collecting else { throw problem.asDecodingError(type, at: place) }
        note(problem)
        return try counted(value)
    }

    /// Notes a problem after which decoding can go on; a strict decoder throws it.
    func refuse(_ problem: Problem, at place: DecodedNode, mode: Mode) throws {
        guard mode == .collecting else { throw problem.asDecodingError(Void.self, at: place) }
        note(problem)
    }

    /// Decodes a value; if it is wrong, `fallback` replaces it: the default of a property.
    func decode<T>(_ body: () throws -> T, orElse fallback: () throws -> T?) throws -> T {
        let before = placeholders
        do {
            let value = try body()
            guard placeholders != before, let other = try? fallback() else { return value }
            placeholders = before
            return other
        } catch let abandoned as NoPlaceholder {
            guard let other = try fallback() else { throw abandoned }
            placeholders = before
            return other
        }
    }
}
