import HydrangeaTree

/// The content of configs that are in a defaults list several times.
///
/// OmegaConf merges a config at the root by reference: the config and the tree share its mappings and lists. Later
/// merges into them also change the config, until the tree gets another node in their place. With the defaults list
/// `[a, b, a]`, `x: {p: 1}` in `a` and `x: {p: 2}` in `b`, the second `a` has `x: {p: 2}`. Published trees depend on
/// this if two experiments include the same base config.
struct RepeatedConfigs {
    private struct Shared {
        var content: ConfigNode
        /// The paths at which the config and the tree share, or have shared, a node.
        var places: Set<ConfigPath> = []
    }

    private let names: Set<String>
    private var shared: [String: Shared] = [:]
    private var sharing = SharedPlaces()
    /// Finds the mapping or list at the end of a reference in the tree; nil for anything else.
    private let follow: (ConfigPath, ConfigNode) -> ConfigNode?

    init(_ list: DefaultsList, follow: @escaping (ConfigPath, ConfigNode) -> ConfigNode?) {
        var seen: Set<String> = []
        names = Set(list.elements.lazy.map(\.config).filter { !seen.insert($0).inserted })
        self.follow = follow
    }

    /// The present content of a config; nil if it is unchanged.
    func content(of name: String) -> ConfigNode? { shared[name]?.content }

    /// Records the nodes that a config will share. Called before the config is merged at the root.
    mutating func share(_ name: String, _ content: ConfigNode, with root: ConfigNode) {
        guard names.contains(name) else { return }
        let config = shared[name] ?? Shared(content: content)
        var new: [ConfigPath] = []
        findNew(in: config.content, root, at: ConfigPath(), root, config, &new)
        shared[name, default: config].places.formUnion(new)
        for place in new { sharing.add(name, at: place.elements[...]) }
    }

    /// Updates the shared content. Called after each merge.
    mutating func refreshShared(after merged: ConfigNode, in root: ConfigNode) {
        for (place, name, node) in sharing.touched(by: merged, root) {
            _ = shared[name]?.content.update(at: place.elements) { $0 = node }
        }
    }

    /// Finds the mappings and lists that the tree will share, because it has none at their paths.
    private func findNew(
        in source: ConfigNode, _ target: ConfigNode, at path: ConfigPath, _ root: ConfigNode, _ config: Shared,
        _ found: inout [ConfigPath]
    ) {
        guard case .mapping(let new) = source.content, case .mapping(let old) = target.content else { return }
        for entry in new.entries where entry.value.isContainer {
            let place = path.appending(entry.key)
            // The `hydra` node has declared types, so each merge creates new nodes there.
            if place == "hydra" || config.places.contains(place) { continue }
            if let there = old[entry.key].flatMap({ $0.isContainer ? $0 : follow(place, root) }) {
                findNew(in: entry.value, there, at: place, root, config, &found)
            } else {
                found.append(place)
            }
        }
    }
}

/// The configs that share nodes with the tree, as a tree of keys, so that only the nodes changed by a merge are
/// visited.
private struct SharedPlaces {
    private var names: [String] = []
    private var below: [ConfigKey: SharedPlaces] = [:]

    mutating func add(_ name: String, at place: ArraySlice<ConfigPath.Element>) {
        guard case .key(let key)? = place.first else {
            names.append(name)
            return
        }
        below[key, default: SharedPlaces()].add(name, at: place.dropFirst())
    }

    /// The shared nodes that a merge may have changed, with their present content. Replaced nodes are not shared any
    /// more.
    mutating func touched(by merged: ConfigNode, _ node: ConfigNode) -> [(
        place: ConfigPath, name: String, node: ConfigNode
    )] {
        var found: [(place: ConfigPath, name: String, node: ConfigNode)] = []
        collect(merged, node, at: ConfigPath(), &found)
        return found
    }

    /// - Parameters:
    ///   - merged: The node that was merged at this path; nil if a parent was replaced, not merged.
    ///   - node: The present node at this path.
    private mutating func collect(
        _ merged: ConfigNode?, _ node: ConfigNode?, at path: ConfigPath,
        _ found: inout [(place: ConfigPath, name: String, node: ConfigNode)]
    ) {
        if let node, node.isContainer { found += names.map { (path, $0, node) } } else { names = [] }
        if below.isEmpty { return }
        let keys = merged?.mapping.map { $0.keys.filter { below[$0] != nil } } ?? Array(below.keys)
        for key in keys {
            below[key]?.collect(merged?.mapping?[key], node?.mapping?[key], at: path.appending(key), &found)
        }
    }
}
