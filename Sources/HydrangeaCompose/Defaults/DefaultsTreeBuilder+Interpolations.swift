import HydrangeaResolve
import HydrangeaTree

// Entries whose option is an interpolation: `- model: ${size}`.
extension DefaultsTreeBuilder {
    /// Expands entries with interpolations after the rest of the tree, in its order. Each may add choices that others
    /// need.
    mutating func resolveDeferred() throws(ConfigError) {
        guard !deferred.isEmpty else { return }
        let order = positions()
        deferred.sort { order[$0.node, default: 0] < order[$1.node, default: 0] }
        var waiting = deferred
        deferred = []
        var index = 0
        while index < waiting.count {
            let (node, eligible) = waiting[index]
            guard let entry = resolvedIfKnown(tree.nodes[node].placed.entry) else {
                index += 1
                continue
            }
            waiting.remove(at: index)
            try checkPath(entry)
            tree.nodes[node].placed.replace(with: entry)
            try grow(node, isInterpolated: true, eligible: eligible)
            waiting.insert(contentsOf: deferred.reversed(), at: index)
            deferred = []
            index = 0
        }
        if let (node, _) = waiting.first { throw unresolved(tree.nodes[node].placed) }
    }

    /// The position of every node in the order of the lists.
    private func positions() -> [Int: Int] {
        var order: [Int: Int] = [:]
        var waiting = Array(tree.roots.reversed())
        while let index = waiting.popLast() {
            order[index] = order.count
            waiting.append(contentsOf: (tree.nodes[index].children ?? []).reversed())
        }
        return order
    }

    /// The entry with every `${group}` replaced by the group's option; nil if one is not known.
    private func resolvedIfKnown(_ entry: DefaultsEntry) -> DefaultsEntry? {
        var entry = entry
        switch entry.target {
        case .itself, .group(_, .nothing), .group(_, .options): return entry
        case .config(let path):
            guard let text = substituted(path) else { return nil }
            entry.target = .config(text)
        case .group(let group, .option(let option)):
            guard let text = substituted(option) else { return nil }
            entry.target = .group(group, .option(text))
            entry.moveSlashesIntoGroup()
        }
        return entry
    }

    private func substituted(_ text: String) -> String? {
        var rest = Substring(text)
        var result = ""
        while let start = rest.firstRange(of: "${") {
            result += rest[..<start.lowerBound]
            let inner = rest[start.upperBound...].prefix { $0 != "}" && $0 != "{" }
            let after = inner.endIndex
            guard after < rest.endIndex, rest[after] == "}" else { return nil }
            let key = inner.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed()
            // A group whose option is `???` is not known yet: the jobs of a sweep choose it later.
            guard let option = choices.choice(of: String(key)) ?? nil, option != "???" else { return nil }
            result += option
            rest = rest[rest.index(after: after)...]
        }
        result += rest
        return result.contains("${") ? nil : result
    }

    /// Resolves an entry by the rules of 1.3: like any text, against the choices known so far.
    func resolved(_ placed: PlacedEntry, root: ConfigNode) throws(ConfigError) -> DefaultsEntry {
        var entry = placed.entry
        switch entry.target {
        case .itself, .group(_, .nothing), .group(_, .options): break
        case .config:
            entry.target = .config(try resolved(placed.configPath, placed, root))
        case .group(let group, .option(let option)):
            entry.target = .group(group, .option(try resolved(option, placed, root)))
        }
        return entry
    }

    func resolved(_ text: String, _ placed: PlacedEntry, _ root: ConfigNode) throws(ConfigError) -> String {
        // Refused: a relative reference, which would start at the entry, and the obsolete form `${defaults.…}`.
        let isRefused = text.contains("${.") || text.hasPrefix("${defaults.")
        guard !isRefused,
            let value = try? interpolator.value(of: ConfigNode(.string(text), origin: placed.entry.origin), in: root)
                .string
        else {
            throw unresolved(placed)
        }
        return value
    }

    var knownChoices: ConfigNode {
        ConfigNode(
            .mapping(
                ConfigMapping(choices.known.map { (.string($0.key), ConfigNode($0.name.map { .string($0) } ?? .null)) })
            ))
    }
}
