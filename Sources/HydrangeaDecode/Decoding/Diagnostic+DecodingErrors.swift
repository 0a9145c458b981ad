import HydrangeaTree

extension Diagnostic {
    /// The message of an error that a type throws itself.
    static func own(_ message: String, at place: DecodedNode) -> Diagnostic {
        let text = message.last == "." ? String(message.dropLast()) : message
        return Diagnostic(
            .invalidValue, "\(place.subject): \(text)", at: place.path, origin: place.node.origin)
    }

    /// The meaning of the standard library's error for the value at `place`.
    static func standard(
        _ error: DecodingError, of type: Any.Type, at place: DecodedNode
    )
        -> Diagnostic
    {
        if case .dataCorrupted = error, let choice = type as? any RawRepresentable.Type {
            return unknownChoice(.invalidValue, named: "allowed", caseNames(of: choice), at: place)
        }
        if type is any IntegerKeyedDictionary.Type,
            let entry = place.node.mapping?.entries.first(where: { $0.key.integer == nil })
        {
            return Diagnostic(
                .typeMismatch, "\(place.subject) expects integers as keys, found '\(entry.key)'",
                at: place.path.appending(entry.key),
                origin: entry.keyOrigin)
        }
        if let mapping = place.node.mapping, case .typeMismatch = error {
            // Of all types that look at a mapping's keys themselves, only the enums whose decoding the compiler writes
            // throw this error.
            let entry = mapping.entries.last
            let found = mapping.isEmpty ? "none" : mapping.keys.map(\.description).joined(separator: ", ")
            return Diagnostic(
                .typeMismatch, "\(place.subject) expects a mapping with one key, found \(found)", at: place.path,
                origin: entry?.keyOrigin ?? place.node.origin,
                notes: mapping.count > 1
                    ? ["the key says which case it is; a file's values are merged with the defaults"] : [])
        }
        return own(error.context.debugDescription, at: place)
    }

    /// A value that a closed set does not have.
    static func unknownChoice(
        _ code: Code, named title: String, _ names: [String], at place: DecodedNode
    ) -> Diagnostic {
        let value = place.node.writtenText ?? place.node.kindName
        var diagnostic = Diagnostic(
            code, "\(place.subject) cannot be '\(value)'", at: place.path, origin: place.node.origin)
        guard !names.isEmpty else { return diagnostic }
        let nearest = Suggestion.nearest(to: value, among: names)
        let ordered = (nearest.map { [$0] } ?? []) + names.filter { $0 != nearest }
        diagnostic.notes = ["\(title): " + ordered.joined(separator: ", ")]
        if let nearest {
            let origin = place.node.origin
            let typed = origin.isArgument ? place.path.override.map { "\($0)=\(nearest)" } : nil
            let whole = origin.argument(replacing: value, by: nearest) ?? typed
            diagnostic.help = "did you mean \(whole?.shellWord ?? nearest)?"
        }
        return diagnostic
    }

    /// The mistake of a scalar whose type is not even that of an enum's raw values; nil for other types.
    static func notAmongCases(of type: Any.Type, at place: DecodedNode) -> Diagnostic? {
        guard let choice = type as? any RawRepresentable.Type, !place.node.isNull, place.node.writtenText != nil
        else { return nil }
        let names = caseNames(of: choice)
        return names.isEmpty ? nil : unknownChoice(.invalidValue, named: "allowed", names, at: place)
    }

    /// The raw values of an enum that lists its cases.
    private static func caseNames<Choice: RawRepresentable>(of type: Choice.Type) -> [String] {
        guard let type = type as? any CaseIterable.Type else { return [] }
        return type.all.compactMap { ($0 as? Choice).map { "\($0.rawValue)" } }
    }
}

extension CaseIterable {
    static var all: [Any] { Array(allCases) }
}
