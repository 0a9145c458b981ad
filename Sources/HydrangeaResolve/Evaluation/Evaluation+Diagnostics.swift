import HydrangeaGrammar
import HydrangeaTree

/// Messages about interpolations that cannot be resolved.
extension Evaluation {
    /// The entry whose text is being evaluated.
    var current: Int { texts.last?.entry ?? root }

    /// A fault of the current interpolation. The diagnostic is not built if messages are discarded.
    private func mistake(_ diagnostic: @autoclosure () -> Diagnostic) -> Fault {
        isQuiet ? .reported : .error(diagnostic())
    }

    func placed(_ diagnostic: Diagnostic) -> Diagnostic {
        diagnostic.path == nil ? placed(diagnostic, at: current) : diagnostic
    }

    /// A mistake with the place of its interpolation, unless it has a place or the interpolation has none.
    func placed(_ fault: Fault, _ place: Interpolation.Place) -> Fault {
        guard case .error(let diagnostic) = fault, diagnostic.path == nil, let range = place.range else {
            return fault
        }
        return isQuiet ? .reported : .error(placed(diagnostic, at: current, range))
    }

    /// A diagnostic with the place of a node, or of some bytes of the node's text.
    func placed(_ diagnostic: Diagnostic, at entry: Int, _ range: Range<Int>? = nil) -> Diagnostic {
        var copy = diagnostic
        if copy.path == nil { copy.path = table.path(of: entry) }
        if copy.origin.source == nil {
            copy.origin = origin(of: entry)
            if let range, let text = table[entry].node.string { copy.origin = copy.origin.part(range, of: text.utf8) }
        }
        return copy
    }

    /// The origin of a node. A node made by a resolver has the origin of the nearest container that has one.
    private func origin(of entry: Int) -> Origin {
        var entry = entry
        while table[entry].node.origin.source == nil, table[entry].parent >= 0 { entry = table[entry].parent }
        return table[entry].node.origin
    }
}

// MARK: - References

extension Evaluation {
    /// The spelling of a reference, with the values of its interpolated keys.
    private func spelled(_ reference: Interpolation.Reference, _ keys: [ConfigPath.Element]) -> String {
        let isPlain = reference.keys.allSatisfy { if case .text = $0 { true } else { false } }
        return isPlain
            ? InterpolationSpelling.of(reference)
            : InterpolationSpelling.of(dots: reference.dots, keys: keys.map(Self.text))
    }

    private static func text(_ element: ConfigPath.Element) -> String {
        switch element {
        case .key(let key): key.description
        case .index(let index): String(index)
        }
    }

    /// The name of a container as the subject of a sentence: `the config` or `'model.layers'`.
    private func subject(_ entry: Int) -> String {
        let path = table.path(of: entry)
        return path.isRoot ? "the config" : "'\(path)'"
    }

    func nowhere(
        _ failure: LookupFailure, keys: [ConfigPath.Element], _ reference: Interpolation.Reference
    ) -> Fault {
        if purpose.keepsMissing, case .missing = failure.reason { return .missing }
        if isQuiet { return .reported }
        let spelling = spelled(reference, keys)
        let key = Self.text(keys[failure.index])
        switch failure.reason {
        case .missing:
            let place = table.path(of: failure.entry).appending(key)
            return mistake(
                Diagnostic(
                    .missingValue, "\(spelling) needs '\(place)', which has no value yet (???)", help: "\(place)=VALUE")
            )
        case .noContainer(let node):
            let place = table.path(of: failure.entry).appending(key)
            return mistake(
                node.isContainer
                    ? Diagnostic(
                        .interpolation, "\(spelling) leads into what a resolver gave",
                        notes: ["'\(place)' is no part of the config: only its value"],
                        help: "put ${oc.create:…} around that resolver's call")
                    : Diagnostic(
                        .interpolation, "\(spelling) leads nowhere",
                        notes: ["'\(place)' is \(node.kindName) and has no keys"]))
        case .noIndex:
            return mistake(
                Diagnostic(
                    .interpolation, "\(spelling) leads nowhere",
                    notes: [
                        "\(subject(failure.entry)) is a list: '\(key)' is not the number of an item",
                        contents(of: failure.entry),
                    ]))
        case .noKey:
            return mistake(
                Diagnostic(
                    .interpolation, "\(spelling) leads nowhere",
                    notes: [contents(of: failure.entry)] + unreachable(key, in: failure.entry),
                    help: (correction(failure, keys: keys, reference) ?? meantCall(failure, keys: keys, reference)).map
                    { "did you mean \($0)?" }))
        }
    }

    /// A note about a key that is spelled like the missing one but is not text, so that references cannot reach it.
    private func unreachable(_ key: String, in entry: Int) -> [String] {
        guard let mapping = table[entry].node.mapping else { return [] }
        for (spelled, kind) in [(ConfigKey.bool(true), "a boolean"), (.bool(false), "a boolean"), (.null, "null")]
        where spelled.description == key && mapping.position(of: spelled) != nil {
            return ["the key '\(key)' is \(kind): references reach only text and integers"]
        }
        if !compatibility.pathsReachIntegerKeys, let number = PythonNumber.index(key),
            mapping.position(of: .int(number)) != nil
        {
            return ["the key '\(key)' is an integer: by the rules of Hydra 1.3 references reach only text"]
        }
        return []
    }

    /// A description of a container's content: its first keys, or its number of items.
    private func contents(of entry: Int) -> String {
        let node = table[entry].node
        if let items = node.sequence {
            if items.isEmpty { return "\(subject(entry)) is an empty list" }
            return
                "\(subject(entry)) has \(items.count == 1 ? "one item: 0" : "\(items.count) items: 0 to \(items.count - 1)")"
        }
        let entries = node.mapping?.entries ?? []
        if entries.isEmpty { return "\(subject(entry)) has no keys" }
        let most = 12
        let shown = entries.prefix(most).map(\.key.description).joined(separator: ", ")
        return "\(subject(entry)) has: \(shown)" + (entries.count > most ? ", … and \(entries.count - most) more" : "")
    }

    /// The largest number of keys that are searched for a similar one.
    private static let mostCandidates = 10_000

    /// The reference with its unknown key replaced by the most similar key of the container.
    private func correction(_ failure: LookupFailure, keys: [ConfigPath.Element], _ reference: Interpolation.Reference)
        -> String?
    {
        guard let mapping = table[failure.entry].node.mapping, Self.text(keys[failure.index]).unicodeScalars.count > 2,
            let near = Suggestion.nearest(
                to: Self.text(keys[failure.index]),
                among: mapping.entries.lazy.prefix(Self.mostCandidates).compactMap(\.key.string))
        else { return nil }
        var names = keys.map(Self.text)
        names[failure.index] = near
        return InterpolationSpelling.of(dots: reference.dots, keys: names)
    }

    /// A call to suggest instead of a reference: `${hydra:job.name}` for `${hydra.job.name}`, `${now:…}` for `${now}`.
    private func meantCall(_ failure: LookupFailure, keys: [ConfigPath.Element], _ reference: Interpolation.Reference)
        -> String?
    {
        guard failure.index == 0, reference.dots == 0 else { return nil }
        let names = keys.map(Self.text)
        if names[0] == "hydra", names.count > 1, resolvers.entries["hydra"] != nil {
            return "${hydra:\(names.dropFirst().joined(separator: "."))}"
        }
        // A shell's `${HOME}` is `${oc.env:HOME}` in a config.
        if names.count == 1, context.environment[names[0]] != nil, resolvers.entries["oc.env"] != nil {
            return "${oc.env:\(names[0])}"
        }
        return resolvers.entries[names.joined(separator: ".")]?.signature
    }

    func notAnIndex(_ failure: LookupFailure, key: ConfigPath.Element) -> Fault {
        mistake(
            Diagnostic(
                .interpolation, "\(subject(failure.entry)) is a list: '\(Self.text(key))' is not the number of an item",
                notes: [contents(of: failure.entry)]))
    }

    func aboveTop(_ reference: Interpolation.Reference) -> Fault {
        let highest = table.path(of: current).elements.count
        return mistake(
            Diagnostic(
                .interpolation, "\(InterpolationSpelling.of(reference)) leads above the top of the config",
                notes: [
                    "one dot is the container it stands in, each further one the next above: there \(highest == 1 ? "is" : "are") \(highest) here"
                ],
                help:
                    "write at most \(highest) \(highest == 1 ? "dot" : "dots"), or the whole key without a dot in front"
            ))
    }

    func selectAboveTop(_ name: String) -> Fault {
        mistake(
            Diagnostic(
                .interpolation, "the key of '\(name)' leads above the top of the config", help: "write fewer dots"))
    }

    func containsItself(_ target: Int, _ reference: Interpolation.Reference) -> Fault {
        mistake(
            Diagnostic(
                .cycle,
                "\(InterpolationSpelling.of(reference)) stands in \(subject(target)), which it leads to: it would contain itself",
                help: "refer to the one key of it that is wanted"))
    }

    func copiedIntoItself() -> Fault {
        // The current text is in a nested copy. The outermost copy is the one that the config contains.
        var entry = current
        while table[entry].isMade, table[entry].parent >= 0 { entry = table[entry].parent }
        return mistake(
            Diagnostic(
                .cycle, "\(subject(entry)) is copied into itself again and again",
                help: "create a config of something that does not hold the call"))
    }

    func keyNotText(_ node: ConfigNode) -> Fault {
        mistake(
            Diagnostic(
                .interpolation, "a key that is interpolated must be text or an integer, not \(node.kindName)",
                help: "refer to a value that holds the name of a key"))
    }

    func missingResult() -> Fault {
        if purpose.keepsMissing { return .missing }
        return mistake(
            Diagnostic(
                .missingValue,
                "'\(table.path(of: current))' resolves to ???, which marks a value that is still to be given",
                help: "for the text itself, write \\???"))
    }
}

// MARK: - Resolvers

extension Evaluation {
    func unknownResolver(_ name: String) -> Fault {
        let names = resolvers.names.filter { name in
            guard let entry = resolvers.entries[name], !entry.isObsolete else { return false }
            return compatibility.hasNewResolvers || !entry.isNew
        }
        let lastPart = name.split(separator: ".").last.map(String.init) ?? name
        let near =
            names.first { $0.hasSuffix(".\(lastPart)") && $0 != name } ?? Suggestion.nearest(to: name, among: names)
        return mistake(
            Diagnostic(
                .resolver, "no resolver is called '\(name)'", notes: ["resolvers: " + names.joined(separator: ", ")],
                help: near.map { "did you mean ${\($0):…}?" }
                    ?? (Resolvers.calculation.entries[name] == nil ? nil : Self.calculationHelp)))
    }

    private static var calculationHelp: String {
        "it is one of those that calculate: resolvers: .standard.adding(.calculation) in the program, --resolvers calculation for the tool"
    }

    func newResolver(_ name: String) -> Fault {
        mistake(Diagnostic(.resolver, "'\(name)' is not there by the rules of Hydra 1.3", help: "--compat 1.4 has it"))
    }

    func wrongCount(_ count: Int, of name: String, _ arity: ClosedRange<Int>, _ signature: String) -> Fault {
        let wanted =
            switch (arity.lowerBound, arity.upperBound) {
            case (0, 0): "no argument"
            case (1, 1): "1 argument"
            case (let low, let high) where low == high: "\(low) arguments"
            case (let low, let high) where low + 1 == high: "\(low) or \(high) arguments"
            case (let low, let high): "\(low) to \(high) arguments"
            }
        return mistake(
            Diagnostic(.resolver, "resolver '\(name)' takes \(wanted), got \(count)", help: "write \(signature)"))
    }

    func resolverNameNotText(_ node: ConfigNode) -> Fault {
        mistake(Diagnostic(.resolver, "the name of a resolver must be text, not \(node.kindName)"))
    }

    /// The fault for an error that a custom resolver has thrown.
    func failed(_ name: String, _ error: any Error) -> Fault {
        guard var diagnostic = (error as? ConfigError)?.diagnostics.first else {
            return mistake(Diagnostic(.resolver, "resolver '\(name)' failed: \(error)"))
        }
        if diagnostic.path != nil { diagnostic = placed(diagnostic, at: current) }
        return .error(diagnostic)
    }
}

// MARK: - Cycles

extension Evaluation {
    func cycle(atText entry: Int) -> Fault {
        if isQuiet { return .reported }
        return cycle(interpolatedEntries { $0.part == .text && $0.entry == entry }, at: entry)
    }

    func cycle(atContent entry: Int) -> Fault {
        if isQuiet { return .reported }
        let members = interpolatedEntries { $0.part == .content && $0.entry == entry }
        return cycle(members, at: members.first ?? entry)
    }

    private func cycle(_ members: [Int], at entry: Int) -> Fault {
        let most = 10
        let shown = members.prefix(most)
        var names = shown.map { table.path(of: $0).description }
        if members.count > most { names.append("… (\(members.count - most) more)") }
        names.append(names.first ?? table.path(of: entry).description)
        let notes = shown.map { member in
            let origin = table[member].node.origin
            return "\(table.path(of: member)): \(table[member].node.string ?? "")"
                + (origin.source == nil ? "" : " in \(origin)")
        }
        return .error(
            placed(
                Diagnostic(
                    .cycle, "interpolations form a cycle: \(names.joined(separator: " → "))",
                    notes: members.count > 1 ? notes : [],
                    help: "give one of them a value of its own"),
                at: members.first ?? entry))
    }
}
