import HydrangeaGrammar
import HydrangeaTree

// Puts the entries of one defaults list into the tree.
extension DefaultsTreeBuilder {
    /// The next config of a list to open, from its end.
    mutating func nextChild(_ frame: inout Frame) throws(ConfigError) -> Int? {
        while true {
            if let placed = frame.pending.popLast() {
                let node = add(placed, parent: frame.node)
                frame.children.append(node)
                return node
            }
            if frame.late != nil {
                guard let node = frame.late?.popLast() else { return nil }
                tree.nodes[node].placed.replace(with: try resolved(tree.nodes[node].placed, root: frame.known))
                return node
            }
            guard let entry = frame.entries.popLast() else {
                guard compatibility.interpolatedEntriesEndTheirList else { return nil }
                frame.late = frame.children.filter {
                    isInterpolated(tree.nodes[$0].placed) && tree.nodes[$0].children == nil
                }.reversed()
                frame.known = knownChoices
                continue
            }
            if let node = try place(entry, in: &frame) { return node }
        }
    }

    /// Adds an entry to the tree. Returns its node if it is a config to open.
    private mutating func place(_ entry: DefaultsEntry, in frame: inout Frame) throws(ConfigError) -> Int? {
        let parent = tree.nodes[frame.node].placed
        if entry.isItself {
            frame.children.append(add(entry, parent: frame.node))
            return nil
        }
        var placed = PlacedEntry(
            entry, baseGroup: parent.groupPath, parentPackage: parent.package, compatibility: compatibility)
        if entry.isOverride {
            if !compatibility.outerOverridesWin { choices.add(placed, in: parent.configPath) }
            return nil
        }
        if let replacement = choices.replacement(for: placed, among: frame.eligible),
            case .group(let group, _) = entry.target
        {
            placed.replaced = Composition.Inclusion.Replaced(
                option: placed.isEmpty ? nil : placed.choiceText, origin: placed.entry.origin)
            var chosen = entry
            chosen.target = .group(group, replacement.choice)
            chosen.origin = replacement.origin
            chosen.override = replacement.override
            placed.replace(with: chosen)
            if !compatibility.entriesMayLeaveTheirGroup { try checkPath(placed.entry) }
        }
        if case .group(let group, .options(let options)) = placed.entry.target {
            frame.pending = try items(options, of: placed, group: group)
            return nil
        }
        let node = add(placed, parent: frame.node)
        frame.children.append(node)
        if isInterpolated(placed) {
            if !compatibility.interpolatedEntriesEndTheirList {
                deferred.append((node, frame.eligible ?? choices.replacementCount))
            }
            return nil
        }
        return node
    }

    /// The options of a list, each as a config without an override key.
    private func items(_ options: [String], of placed: PlacedEntry, group: String) throws(ConfigError) -> [PlacedEntry]
    {
        var items: [PlacedEntry] = []
        for option in options {
            if InterpolatedText.mayInterpolate(option) {
                throw ConfigError(
                    Diagnostic(
                        .defaultsList, "an interpolation cannot stand in a list of options",
                        origin: placed.entry.origin,
                        help: "write the options one by one, each as 'group: ${…}' of a group of its own"))
            }
            let isRooted = placed.entry.isAppended && compatibility.appendedGroupsAreRooted
            var entry = DefaultsEntry(
                .config((isRooted ? placed.groupPath : group) + "/" + option), origin: placed.entry.origin)
            entry.package = placed.entry.package
            entry.isOptional = placed.entry.isOptional
            entry.override = placed.entry.override
            items.append(
                PlacedEntry(
                    entry, baseGroup: isRooted ? "" : placed.baseGroup,
                    parentPackage: isRooted ? "" : placed.parentPackage, compatibility: compatibility))
        }
        return items
    }

    func isInterpolated(_ placed: PlacedEntry) -> Bool {
        switch placed.entry.target {
        case .itself, .group(_, .nothing), .group(_, .options): false
        case .config(let path): InterpolatedText.mayInterpolate(path)
        case .group(_, .option(let option)): InterpolatedText.mayInterpolate(option)
        }
    }

    func checkPath(_ entry: DefaultsEntry) throws(ConfigError) {
        switch entry.target {
        case .itself: return
        case .config(let path): try checkPath(path, entry)
        case .group(let group, let choice):
            try checkPath(group, entry)
            switch choice {
            case .nothing: return
            case .option(let option): try checkPath(option, entry)
            case .options(let options): for option in options { try checkPath(option, entry) }
            }
        }
    }

    private func checkPath(_ text: String, _ entry: DefaultsEntry) throws(ConfigError) {
        let text = DefaultsEntry.name(spelled: text, compatibility)
        if text.utf8.contains(UInt8(ascii: "\\")) {
            throw ConfigError(
                Diagnostic(
                    .defaultsList, "a path in a defaults list cannot have a backslash", origin: entry.origin,
                    length: text.count,
                    help: "write it with '/': \(text.split(separator: "\\").joined(separator: "/"))"))
        }
        if DefaultsEntry.goesUp(text) {
            throw ConfigError(
                Diagnostic(
                    .defaultsList, "a path in a defaults list cannot go up with '..'", origin: entry.origin,
                    length: text.count,
                    help: "write it from the top of the config directory, with a leading '/'"))
        }
    }
}
