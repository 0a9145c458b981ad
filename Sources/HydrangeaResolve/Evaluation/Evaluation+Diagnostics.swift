import HydrangeaGrammar
import HydrangeaTree

/// What is said when an interpolation cannot be resolved.
extension Evaluation {
    /// The node whose text is being evaluated.
    private var place: Int { texts.last?.place ?? root }

    func placed(_ diagnostic: Diagnostic) -> Diagnostic { placed(diagnostic, at: place) }

    /// A diagnostic with the place of a node: the interpolation in its text where that can be found, else the node.
    func placed(_ diagnostic: Diagnostic, at cell: Int, marking spellings: [String] = ["${"]) -> Diagnostic {
        var copy = diagnostic
        if copy.path == nil { copy.path = cells.path(of: cell) }
        if copy.origin.source == nil {
            let (origin, length) = InterpolationPlace.of(spellings, in: origin(of: cell))
            copy.origin = origin
            copy.length = length
        }
        return copy
    }

    /// Where a node was written; what a resolver made has the place of the container it stands in.
    private func origin(of cell: Int) -> Origin {
        var cell = cell
        while cells[cell].node.origin.source == nil, cells[cell].parent >= 0 { cell = cells[cell].parent }
        return cells[cell].node.origin
    }

    /// What is marked in a message about the current step: its interpolation.
    private var marked: [String] {
        guard let frame = texts.last, frame.next < frame.steps.count else { return ["${"] }
        switch frame.steps[frame.next] {
        case .reference(let reference): return InterpolationSpelling.candidates(for: reference)
        case .call(let name, _): return [InterpolationSpelling.ofCall(name), "${"]
        default: return ["${"]
        }
    }

    private func atStep(_ diagnostic: Diagnostic) -> Fault { .error(placed(diagnostic, at: place, marking: marked)) }
}

// MARK: - References

extension Evaluation {
    /// The reference of the current step with its interpolated keys filled in.
    private func spelled(_ keys: [ConfigPath.Element]) -> String {
        guard let frame = texts.last, frame.next < frame.steps.count,
            case .reference(let reference) = frame.steps[frame.next]
        else {
            return InterpolationSpelling.of(dots: 0, keys: keys.map(Self.text))
        }
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

    /// A container by its path, as the subject of a sentence.
    private func subject(_ cell: Int) -> String {
        let path = cells.path(of: cell)
        return path.isRoot ? "the config" : "'\(path)'"
    }

    func nowhere(_ stop: Walk.Stop, keys: [ConfigPath.Element]) -> Fault {
        if keepsMissing, case .missing = stop.reason { return .missing }
        if isQuiet { return .reported }
        let spelling = spelled(keys)
        let key = Self.text(keys[stop.index])
        switch stop.reason {
        case .missing:
            let place = cells.path(of: stop.cell).appending(key)
            return atStep(
                Diagnostic(
                    .missingValue, "\(spelling) needs '\(place)', which has no value yet (???)", help: "\(place)=VALUE")
            )
        case .noContainer(let node):
            let place = cells.path(of: stop.cell).appending(key)
            return atStep(
                node.isContainer
                    ? Diagnostic(
                        .interpolation, "\(spelling) leads into what a resolver gave",
                        notes: ["'\(place)' is no part of the config: only its value"],
                        help: "put ${oc.create:…} around that resolver's call")
                    : Diagnostic(
                        .interpolation, "\(spelling) leads nowhere",
                        notes: ["'\(place)' is \(node.kindName) and has no keys"]))
        case .noIndex:
            return atStep(
                Diagnostic(
                    .interpolation, "\(spelling) leads nowhere",
                    notes: [
                        "\(subject(stop.cell)) is a list: '\(key)' is not the number of an item",
                        contents(of: stop.cell),
                    ]))
        case .noKey, .aboveTop:
            return atStep(
                Diagnostic(
                    .interpolation, "\(spelling) leads nowhere",
                    notes: [contents(of: stop.cell)] + unreachable(key, in: stop.cell),
                    help: (correction(stop, keys: keys) ?? meantCall(stop, keys: keys)).map { "did you mean \($0)?" }))
        }
    }

    /// A word about a key that looks the same and cannot be reached.
    private func unreachable(_ key: String, in cell: Int) -> [String] {
        guard let mapping = cells[cell].node.mapping else { return [] }
        for (spelled, kind) in [(ConfigKey.bool(true), "a boolean"), (.bool(false), "a boolean"), (.null, "null")]
        where spelled.description == key && mapping.position(of: spelled) != nil {
            return ["the key '\(key)' is \(kind): references reach only text and integers"]
        }
        if rules == .hydra1_3, let number = PythonNumber.index(key), mapping.position(of: .int(number)) != nil {
            return ["the key '\(key)' is an integer: by the rules of Hydra 1.3 references reach only text"]
        }
        return []
    }

    /// What there is in a container: its first keys, or how many items.
    private func contents(of cell: Int) -> String {
        let node = cells[cell].node
        if let items = node.sequence {
            if items.isEmpty { return "\(subject(cell)) is an empty list" }
            return
                "\(subject(cell)) has \(items.count == 1 ? "one item: 0" : "\(items.count) items: 0 to \(items.count - 1)")"
        }
        let entries = node.mapping?.entries ?? []
        if entries.isEmpty { return "\(subject(cell)) has no keys" }
        let most = 12
        let shown = entries.prefix(most).map(\.key.description).joined(separator: ", ")
        return "\(subject(cell)) has: \(shown)" + (entries.count > most ? ", … and \(entries.count - most) more" : "")
    }

    /// The most keys among which the one that was meant is looked for.
    private static let mostCandidates = 10_000

    /// The reference with the key that was probably meant.
    private func correction(_ stop: Walk.Stop, keys: [ConfigPath.Element]) -> String? {
        guard let mapping = cells[stop.cell].node.mapping, Self.text(keys[stop.index]).unicodeScalars.count > 2,
            let near = Suggestion.nearest(
                to: Self.text(keys[stop.index]),
                among: mapping.entries.lazy.prefix(Self.mostCandidates).compactMap(\.key.string)),
            let frame = texts.last, frame.next < frame.steps.count,
            case .reference(let reference) = frame.steps[frame.next]
        else { return nil }
        var names = keys.map(Self.text)
        names[stop.index] = near
        return InterpolationSpelling.of(dots: reference.dots, keys: names)
    }

    /// The call that a reference from the top was probably meant to be: `${hydra:job.name}` for `${hydra.job.name}`,
    /// `${now:…}` for `${now}`.
    private func meantCall(_ stop: Walk.Stop, keys: [ConfigPath.Element]) -> String? {
        guard stop.index == 0, let frame = texts.last, frame.next < frame.steps.count,
            case .reference(let reference) = frame.steps[frame.next],
            reference.dots == 0
        else { return nil }
        let names = keys.map(Self.text)
        if names[0] == "hydra", names.count > 1, resolvers.entries["hydra"] != nil {
            return "${hydra:\(names.dropFirst().joined(separator: "."))}"
        }
        // Shells read variables so.
        if names.count == 1, context.environment[names[0]] != nil, resolvers.entries["oc.env"] != nil {
            return "${oc.env:\(names[0])}"
        }
        return resolvers.entries[names.joined(separator: ".")]?.signature
    }

    func notAnIndex(_ stop: Walk.Stop, key: ConfigPath.Element) -> Fault {
        atStep(
            Diagnostic(
                .interpolation, "\(subject(stop.cell)) is a list: '\(Self.text(key))' is not the number of an item",
                notes: [contents(of: stop.cell)]))
    }

    func aboveTop(_ reference: Interpolation.Reference) -> Fault {
        let highest = cells.path(of: place).elements.count
        return atStep(
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
        atStep(
            Diagnostic(
                .interpolation, "the key of '\(name)' leads above the top of the config", help: "write fewer dots"))
    }

    func containsItself(_ target: Int) -> Fault {
        let whole = cells.path(of: target)
        return atStep(
            Diagnostic(
                .cycle,
                "\(marked[0]) stands in \(whole.isRoot ? "the config" : "'\(whole)'"), which it leads to: it would contain itself",
                help: "refer to the one key of it that is wanted"))
    }

    func copiedIntoItself() -> Fault {
        // The place is inside copy after copy: the one that was written is the outermost.
        var cell = place
        while cells[cell].isMade, cells[cell].parent >= 0 { cell = cells[cell].parent }
        return .error(
            placed(
                Diagnostic(
                    .cycle, "\(subject(cell)) is copied into itself again and again",
                    help: "create a config of something that does not hold the call"),
                at: place, marking: marked))
    }

    func keyNotText(_ node: ConfigNode) -> Fault {
        atStep(
            Diagnostic(
                .interpolation, "a key that is interpolated must be text or an integer, not \(node.kindName)",
                help: "refer to a value that holds the name of a key"))
    }

    func missingResult() -> Fault { keepsMissing ? .missing : atStep(missingDiagnostic(at: place)) }

    func missingResult(at cell: Int) -> Fault {
        keepsMissing ? .missing : .error(placed(missingDiagnostic(at: cell), at: cell))
    }

    private func missingDiagnostic(at cell: Int) -> Diagnostic {
        Diagnostic(
            .missingValue, "'\(cells.path(of: cell))' resolves to ???, which marks a value that is still to be given",
            help: "for the text itself, write \\???")
    }
}

// MARK: - Resolvers

extension Evaluation {
    func unknownResolver(_ name: String) -> Fault {
        let names = resolvers.names.filter { name in
            guard let entry = resolvers.entries[name], !entry.isObsolete else { return false }
            return rules == .hydra1_4 || !entry.isNew
        }
        let lastPart = name.split(separator: ".").last.map(String.init) ?? name
        let near =
            names.first { $0.hasSuffix(".\(lastPart)") && $0 != name } ?? Suggestion.nearest(to: name, among: names)
        return atStep(
            Diagnostic(
                .resolver, "no resolver is called '\(name)'", notes: ["resolvers: " + names.joined(separator: ", ")],
                help: near.map { "did you mean ${\($0):…}?" }
                    ?? (Resolvers.calculation.entries[name] == nil ? nil : Self.calculationHelp)))
    }

    private static var calculationHelp: String {
        "it is one of those that calculate: resolvers: .standard.adding(.calculation) in the program, --resolvers calculation for the tool"
    }

    func newResolver(_ name: String) -> Fault {
        atStep(Diagnostic(.resolver, "'\(name)' is not there by the rules of Hydra 1.3", help: "--compat 1.4 has it"))
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
        return atStep(
            Diagnostic(.resolver, "resolver '\(name)' takes \(wanted), got \(count)", help: "write \(signature)"))
    }

    func resolverNameNotText(_ node: ConfigNode) -> Fault {
        atStep(Diagnostic(.resolver, "the name of a resolver must be text, not \(node.kindName)"))
    }

    /// What a resolver threw, with the place of the call.
    func fault(_ error: any Error, in name: String) -> Fault {
        guard let error = error as? ConfigError, let first = error.diagnostics.first else {
            return atStep(Diagnostic(.resolver, "resolver '\(name)' failed: \(error)"))
        }
        return atStep(first)
    }
}

// MARK: - Cycles

extension Evaluation {
    func cycle(atText cell: Int) -> Diagnostic {
        cycle(interpolatedCells { text, _ in text == cell }, at: cell)
    }

    func cycle(atContent cell: Int) -> Diagnostic {
        let members = interpolatedCells { _, content in content == cell }
        return cycle(members, at: members.first ?? cell)
    }

    private func cycle(_ members: [Int], at cell: Int) -> Diagnostic {
        let most = 10
        let shown = members.prefix(most)
        var names = shown.map { cells.path(of: $0).description }
        if members.count > most { names.append("… (\(members.count - most) more)") }
        names.append(names.first ?? cells.path(of: cell).description)
        let notes = shown.map { member in
            let origin = cells[member].node.origin
            return "\(cells.path(of: member)): \(cells[member].node.string ?? "")"
                + (origin.source == nil ? "" : " in \(origin)")
        }
        return placed(
            Diagnostic(
                .cycle, "interpolations form a cycle: \(names.joined(separator: " → "))",
                notes: members.count > 1 ? notes : [],
                help: "give one of them a value of its own"),
            at: members.first ?? cell)
    }
}
