import HydrangeaGrammar
import HydrangeaResolve
import HydrangeaTree
import HydrangeaYAML

/// Applies the overrides of values to a composed tree, in order and in place.
struct ValueOverrides {
    let interpolator: Interpolator
    let compatibility: Compatibility
    /// The answers of the program's types; nil for a tree without a program.
    var types: TypeAnswers?

    /// - Returns: The defaults of the program's types that were added to the tree so that the override could change
    ///   them.
    @discardableResult
    func apply(_ override: Override, to root: inout ConfigNode) throws(ConfigError) -> [TypeDefault] {
        if let package = override.key.package {
            throw ConfigError(
                Diagnostic(
                    .commandLine, "there is no config group '\(override.key)' to put at '\(package)'",
                    origin: override.origin, length: override.key.length,
                    help: "'@' names a package of a config group; to set a value, write its path with dots"))
        }
        let keys = override.key.steps
        guard keys.count <= YAMLReader.depthLimit else { throw tooDeep(override, keys.count) }
        switch override.operation {
        case .delete: try delete(override, keys, from: &root)
        case .extendList: return try extend(override, keys, in: &root)
        case .change: return try set(override, keys, in: &root, adding: false)
        case .forceAdd: try set(override, keys, in: &root, adding: true)
        case .add:
            let value = try node(override)
            if let existing = try present(override, keys, in: root), !value.isContainer {
                throw alreadyThere(override, existing)
            }
            try set(override, keys, in: &root, adding: true)
        }
        return []
    }

    private func node(_ override: Override) throws(ConfigError) -> ConfigNode {
        let node = try override.node()
        try interpolator.checkSyntax(of: node)
        if let key = nullKey(in: node) {
            throw ConfigError(
                Diagnostic(
                    .typeMismatch, "null cannot be a key of a config", origin: key, length: 4,
                    help: "quote it where it is written in a file, or name it differently"))
        }
        return node
    }

    private func nullKey(in node: ConfigNode) -> Origin? {
        switch node.content {
        case .mapping(let mapping):
            mapping.entries.lazy.compactMap { $0.key == .null ? $0.keyOrigin : nullKey(in: $0.value) }.first
        case .sequence(let items): items.lazy.compactMap { nullKey(in: $0) }.first
        default: nil
        }
    }

    /// The node at the keys, or the node to which it refers; nil if it is null or missing. The content of a mapping is
    /// not examined.
    ///
    /// The keys may lead into the results of resolvers. An interpolation on the way that cannot be resolved is an
    /// error. An interpolation that is itself the value counts as present, even if it does not resolve.
    private func present(_ override: Override, _ keys: [String], in root: ConfigNode) throws(ConfigError) -> ConfigNode?
    {
        let place = try located(keys, in: root, override: override, looking: true)
        guard place.node != nil || root[ConfigPath(place.path)]?.string?.contains("${") == true else { return nil }
        let path = place.node == nil ? keys.map { .key(.string($0)) } : place.path
        guard place.node?.isMissing != true else { return nil }
        let found: Interpolator.Destination?
        do { found = try interpolator.destination(of: ConfigPath(path), in: root) } catch {
            throw place.node.map { alreadyThere(override, $0) } ?? error
        }
        guard let target = found?.node else { return nil }
        return target.isNull || target.isMissing ? nil : target
    }
}

// MARK: - Finding the place

extension ValueOverrides {
    struct Place {
        /// The path of the node, existing or not.
        var path: [ConfigPath.Element]
        var node: ConfigNode?
        /// The number of keys that were found.
        var depth: Int
    }

    /// Follows the keys while they lead to mappings and lists. By the rules of 1.4, and in a search without a change,
    /// references to mappings and lists are followed, too. A key of a list that is not an index is an error of the
    /// override, if one is given.
    private func located(_ keys: [String], in root: ConfigNode, override: Override?, looking: Bool = false)
        throws(ConfigError) -> Place
    {
        var path: [ConfigPath.Element] = []
        var node = root
        for (depth, key) in keys.enumerated() {
            if case .string(let text) = node.content, text.contains("${"),
                compatibility.overridesFollowInterpolations || looking
            {
                if let target = try interpolator.follow(ConfigPath(path), in: root), target.node.isContainer {
                    path = target.path.elements
                    node = target.node
                }
            }
            guard let element = try element(key, of: node, override, looking) else {
                return Place(path: path, node: nil, depth: depth)
            }
            path.append(element)
            guard let child = node.child(element) else { return Place(path: path, node: nil, depth: depth) }
            node = child
        }
        return Place(path: path, node: node, depth: keys.count)
    }

    /// The path element for a key of a mapping or list; nil for other nodes, and for an index beyond the list.
    private func element(_ key: String, of node: ConfigNode, _ override: Override?, _ looking: Bool) throws(ConfigError)
        -> ConfigPath.Element?
    {
        switch node.content {
        case .mapping(let mapping):
            if mapping.position(of: .string(key)) == nil, compatibility.pathsReachIntegerKeys, let number = Int(key),
                case .int? = mapping.entry(for: .int(number))?.key
            {
                return .key(.int(number))
            }
            return .key(.string(key))
        case .sequence(let items):
            guard let index = Int(key) else {
                guard let override else { return nil }
                throw ConfigError(
                    Diagnostic(
                        .commandLine, "'\(key)' is no index: '\(override.key)' leads into a list of \(items.count)",
                        origin: override.origin,
                        length: override.key.length,
                        help: items.isEmpty ? nil : "items are counted from 0 to \(items.count - 1)"))
            }
            let position = index < 0 ? index + items.count : index
            guard items.indices.contains(position) else {
                guard let override, !looking else { return nil }
                throw ConfigError(
                    Diagnostic(
                        .commandLine, "there is no item \(index) in a list of \(items.count)", origin: override.origin,
                        length: override.key.length,
                        help:
                            "to add items, write \("\(override.key.description.prefix { $0 != "[" })=extend_list(VALUE)".shellWord)"
                    ))
            }
            return .index(position)
        default: return nil
        }
    }
}

// MARK: - Changing the tree

extension ValueOverrides {
    @discardableResult
    private func set(_ override: Override, _ keys: [String], in root: inout ConfigNode, adding: Bool)
        throws(ConfigError) -> [TypeDefault]
    {
        let value = try node(override)
        let (place, taken) =
            adding
            ? (try located(keys, in: root, override: override), [])
            : try locatedAmongDefaults(keys, value, in: &root, override)
        guard let existing = place.node else {
            guard adding || declares(keys, override, in: root) else { throw unknownKey(override, keys, place, root) }
            try insert(value, keys, at: place, in: &root, override)
            return taken
        }
        if value.isContainer, existing.isContainer {
            guard value.isMapping == existing.isMapping else { throw containerMismatch(override, existing, value) }
            if value.isMapping {
                if !adding { try checkKeysExist(of: value, in: existing, at: ConfigPath(place.path), override, root) }
                var merge = TreeMerge(compatibility: compatibility, follow: interpolator.container)
                try merge.merge(value, into: &root, at: place.path)
                return taken
            }
        }
        _ = root.update(at: place.path) { $0 = value }
        return taken
    }

    /// The place that an override changes. Keys that the tree lacks are taken from the defaults of the program's types.
    private func locatedAmongDefaults(
        _ keys: [String], _ value: ConfigNode, in root: inout ConfigNode, _ override: Override
    ) throws(ConfigError) -> (Place, [TypeDefault]) {
        let place = try located(keys, in: root, override: override)
        if types == nil { return (place, []) }
        if let node = place.node, !node.lacksKeys(of: value) { return (place, []) }
        // The path may lead through references. Its last step may be the first missing key.
        let isStep = place.node == nil && root[ConfigPath(place.path)] == nil
        let rest = keys.dropFirst(isStep ? place.depth + 1 : place.depth)
        let taken = takeDefaults(for: place.path.map { $0.spelled } + rest, value, in: &root)
        return taken.isEmpty ? (place, []) : (try located(keys, in: root, override: override), taken)
    }

    /// Inserts a value. Missing steps of the path become mappings, which can also replace a scalar.
    private func insert(
        _ value: ConfigNode, _ keys: [String], at place: Place, in root: inout ConfigNode, _ override: Override
    ) throws(ConfigError) {
        let rest = keys[place.depth...]
        var parent = place.path
        // The search has stopped at a mapping or list that lacks the key, whose step is on the path, or at a scalar.
        if let last = parent.last, case .key(let key) = last, root[ConfigPath(parent)] == nil {
            parent.removeLast()
            let created = value.nested(under: rest.dropFirst())
            _ = root.update(at: parent) { (node: inout ConfigNode) in
                guard var mapping = node.takeMapping() else { return }
                let written = override.keyText.prefix { $0 != "=" }.unicodeScalars.count
                let keyRange = override.origin.prefix(written).range
                mapping.set(ConfigMapping.Entry(key: key, keyRange: keyRange, value: created))
                node.content = .mapping(mapping)
            }
            return
        }
        let created = value.nested(under: rest)
        _ = root.update(at: parent) { $0 = created }
    }

    private func checkKeysExist(
        of value: ConfigNode, in existing: ConfigNode, at path: ConfigPath, _ override: Override, _ root: ConfigNode
    ) throws(ConfigError) {
        guard case .mapping(let new) = value.content, case .mapping(let old) = existing.content else { return }
        for entry in new.entries {
            guard let there = old[entry.key] else {
                if declares(path.appending(entry.key).elements.map(\.spelled), override, in: root) { continue }
                let known = withDefaults(root)[path]?.mapping ?? old
                let near = nearest(to: entry, among: known)
                throw ConfigError(
                    Diagnostic(
                        .unknownKey, "'\(path)' has no key '\(entry.key)'", origin: entry.keyOrigin,
                        notes: keysNote(known),
                        help: canAdd(path.appending(entry.key).elements.map { $0.spelled }, override, in: root)
                            ? adding(override, orElse: near) : near ?? closed(path)))
            }
            try checkKeysExist(of: entry.value, in: there, at: path.appending(entry.key), override, root)
        }
    }

    private func delete(_ override: Override, _ keys: [String], from root: inout ConfigNode) throws(ConfigError) {
        let found = try? located(keys, in: root, override: nil, looking: true)
        guard let place = found, let node = place.node, let last = place.path.last, canDelete(node, last) else {
            throw nothingToDelete(override, keys, found, root)
        }
        let value = try destination(of: node, at: place.path, in: root)
        guard canDelete(value, last) else { throw nothingToDelete(override, keys, place, root) }
        if let content = override.value?.content, content != .null || compatibility.deletionsReachAnyValue {
            let wanted = try self.node(override)
            let value = value.isContainer ? try interpolator.value(at: place.path, in: root) ?? node : value
            guard PythonOrder.areEqual(value, wanted) else {
                throw otherValue(override, value, node.origin)
            }
        }
        _ = root.update(at: place.path.dropLast()) { $0.remove(last) }
    }

    /// The destination of a node that will be deleted. A reference that cannot be resolved is an error, too. The
    /// content of a list or mapping is not examined.
    private func destination(of node: ConfigNode, at path: [ConfigPath.Element], in root: ConfigNode)
        throws(ConfigError) -> ConfigNode
    {
        if node.isMissing || node.isContainer { return node }
        if let found = try interpolator.destination(of: ConfigPath(path), in: root)?.node { return found }
        return try interpolator.value(at: path, in: root) ?? node
    }

    /// The rules of 1.3 delete neither null, nor missing values, nor items of lists.
    private func canDelete(_ node: ConfigNode, _ step: ConfigPath.Element) -> Bool {
        if compatibility.deletionsReachAnyValue { return true }
        if case .index = step { return false }
        return !node.isNull && !node.isMissing
    }

    private func extend(_ override: Override, _ keys: [String], in root: inout ConfigNode) throws(ConfigError)
        -> [TypeDefault]
    {
        let value = try node(override)
        var (place, taken) = try locatedAmongDefaults(keys, value, in: &root, override)
        if let text = place.node?.string, text.contains("${"),
            let target = try interpolator.follow(ConfigPath(place.path), in: root)
        {
            place.path = target.path.elements
            place.node = target.node
        }
        guard let node = place.node else { throw unknownKey(override, keys, place, root) }
        guard node.isSequence, case .sequence(let more) = value.content else {
            throw ConfigError(
                Diagnostic(
                    .commandLine, "'\(override.key)' is \(node.kindName): only a list can be extended",
                    origin: override.origin, length: override.key.length))
        }
        _ = root.update(at: place.path) { (node: inout ConfigNode) in
            guard var items = node.takeSequence() else { return }
            items += more
            node.content = .sequence(items)
        }
        return taken
    }
}
