import HydrangeaTree

/// Finds keys that no type asked for.
///
/// A type asks for keys through its keyed containers; the synthesized decoding of a struct asks for all of its
/// properties. A type that reads whatever keys there are, as a dictionary does, has no unknown ones.
struct UnknownKeys {
    struct Found {
        var diagnostic: Diagnostic
        /// The key that was probably meant.
        var meant: ConfigPath?
    }

    private var suspects: [ConfigPath: [DecodedNode]] = [:]
    private var order: [ConfigPath] = []

    init(in places: [DecodedNode]) {
        for place in places where place.isFinished && place.hasUnknownKeys {
            let path = place.path
            if suspects[path] == nil {
                order.append(path)
                suspects[path] = []
            }
        }
        if order.isEmpty { return }
        // One node may have been decoded several times, as different types. A key that any of them asked for is known.
        for place in places where suspects[place.path] != nil { suspects[place.path]?.append(place) }
    }

    func diagnostics() -> [Found] {
        var found: [Found] = []
        for path in order {
            guard let places = suspects[path], let first = places.first, let mapping = first.node.mapping else {
                continue
            }
            let known = places.reduce(into: Set<ConfigKey>()) { $0.formUnion($1.knownKeys) }
            var names: [String] = []
            for name in places.flatMap(\.names) where !names.contains(name) { names.append(name) }
            for entry in mapping.entries where !known.contains(entry.key) {
                found.append(unknown(entry, in: first, names: names))
            }
        }
        return found
    }

    /// The override to type for the key that was meant.
    private func typed(_ meant: ConfigPath, for entry: ConfigMapping.Entry, in place: DecodedNode, isThere: Bool)
        -> String
    {
        let name = entry.key.description
        let origin = entry.keyOrigin
        guard let line = origin.source?.line(1), let key = place.path.appending(entry.key).override,
            let key2 = meant.override
        else { return meant.description }
        let sign = line.prefix { $0 == "+" }
        // The key is that of the argument itself, and not one within its value.
        if line.dropFirst(sign.count).hasPrefix(key + "=") {
            return "\(isThere && sign == "+" ? "" : sign)\(key2)\(line.dropFirst(sign.count + key.count))".shellWord
        }
        guard case .key(let new)? = meant.elements.last else { return meant.description }
        return origin.argument(replacing: name, by: new.description)?.shellWord ?? meant.description
    }

    private func unknown(_ entry: ConfigMapping.Entry, in place: DecodedNode, names: [String]) -> Found {
        let name = entry.writtenKey
        let mapping = place.node.mapping ?? [:]
        let free = names.filter { mapping[$0] == nil }
        let nearest = Suggestion.nearest(to: name, among: free) ?? Suggestion.nearest(to: name, among: names)
        // Hydra's own keys that any component has, such as `_target_`, are left out of the list.
        let ordered = (nearest.map { [$0] } ?? []) + names.filter { $0 != nearest && !$0.hasPrefix("_") }
        var diagnostic = Diagnostic(
            .unknownKey, "\(place.subject) has no key '\(name)'", at: place.path.appending(entry.key),
            origin: entry.keyOrigin)
        if !ordered.isEmpty { diagnostic.notes = ["keys: " + ordered.joined(separator: ", ")] }
        if entry.value.isNull, !entry.keyOrigin.isArgument, let sign = name.firstIndex(where: { ":=".contains($0) }),
            sign != name.startIndex
        {
            let (key, value) = (name[..<sign].trimmed, name[name.index(after: sign)...].trimmed)
            let lacksBlank = name[sign] == ":" && name[..<sign].last != " "
            diagnostic.help = "\(lacksBlank ? "a blank is missing after ':': " : "")write \(key): \(value)"
            return Found(diagnostic: diagnostic, meant: nil)
        }
        let meant = nearest.map { place.path.appending($0) }
        if let nearest, let meant {
            let typed =
                entry.keyOrigin.isArgument ? typed(meant, for: entry, in: place, isThere: mapping[nearest] != nil) : nil
            diagnostic.help = "did you mean \(typed ?? nearest)?"
        }
        return Found(diagnostic: diagnostic, meant: meant)
    }
}
