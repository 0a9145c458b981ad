import HydrangeaTree

/// How many values of a config are made up because the written ones are wrong.
struct StandIns: Equatable {
    /// Small numbers and short texts, or large and long ones: what holds with both does not depend on them.
    enum Variant { case small, large }

    var scalars = 0
    /// Lists, mappings, and whatever else there is.
    var others = 0
}

extension DecodingPass {
    /// A value to go on with where an interpolation stands; nil where none does.
    func unknown<T: Decodable>(_ type: T.Type, _ node: ConfigNode, _ place: () -> Place) throws -> T? {
        // What a mandatory value is made of is asked for in its turn.
        guard toleratesInterpolations, !(type is any ValueWrapper.Type), let text = node.string, text.contains("${")
        else { return nil }
        unknownPaths.append(place().path)
        return try standIn(type)
    }

    /// A value that stands in for a wrong one.
    func standIn<T: Decodable>(_ type: T.Type) throws -> T {
        if let scalar = type as? any ScalarValue.Type, let value = scalar.standIn(variant) as? T {
            standIns.scalars += 1
            return value
        }
        if let choice = type as? any CaseIterable.Type,
            let value = (variant == .small ? choice.all.first : choice.all.last) as? T
        {
            standIns.scalars += 1
            return value
        }
        return try counted(Harmless.value(of: type))
    }

    private func counted<T>(_ value: T?) throws -> T {
        standIns.others += 1
        guard let value else { throw Abandoned() }
        return value
    }

    /// What a decoder goes on with after a problem with a scalar: nothing when it is strict.
    func scalarStandIn<T: ScalarValue>(_ type: T.Type, after problem: Problem, at place: Place, mode: Mode) throws -> T
    {
        guard mode == .collecting else { throw problem.asDecodingError(type, at: place) }
        note(problem)
        standIns.scalars += 1
        return T.standIn(variant)
    }

    /// What a decoder goes on with after a problem: nothing when it is strict.
    func standIn<T>(_ value: T?, after problem: Problem, _ type: T.Type, at place: Place, mode: Mode) throws -> T {
        guard mode == .collecting else { throw problem.asDecodingError(type, at: place) }
        note(problem)
        return try counted(value)
    }

    /// Notes a problem with which decoding can go on, or throws it when it is strict.
    func refuse(_ problem: Problem, at place: Place, mode: Mode) throws {
        guard mode == .collecting else { throw problem.asDecodingError(Void.self, at: place) }
        note(problem)
    }

    /// Decodes a value for which `fallback` stands in when something is wrong with it: the default of a property.
    func decode<T>(_ body: () throws -> T, orElse fallback: () throws -> T?) throws -> T {
        let before = standIns
        do {
            let value = try body()
            guard standIns != before, let other = try? fallback() else { return value }
            standIns = before
            return other
        } catch let abandoned as Abandoned {
            guard let other = try fallback() else { throw abandoned }
            standIns = before
            return other
        }
    }
}
