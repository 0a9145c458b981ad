import HydrangeaTree

/// The content of configs that stand in a defaults list more than once.
///
/// OmegaConf merges a config at the top by reference: the config shares the mappings and lists that it brings with the
/// tree, so that later merges into them change the config, too, until another node takes their place in the tree. With
/// the defaults list `[a, b, a]`, `x: {p: 1}` in `a` and `x: {p: 2}` in `b`, the second `a` has `x: {p: 2}`. Public
/// trees depend on it where two experiments include one base.
struct RepeatedConfigs {
    private struct Shared {
        var content: ConfigNode
        /// The paths at which it and the tree have, or once had, the same node.
        var places: Set<ConfigPath> = []
    }

    private let names: Set<String>
    private var shared: [String: Shared] = [:]
    private var sharing = SharedPlaces()
    /// The mapping or list that a reference in the tree leads to; nil if it leads to anything else.
    private let follow: (ConfigPath, ConfigNode) -> ConfigNode?

    init(_ list: DefaultsList, follow: @escaping (ConfigPath, ConfigNode) -> ConfigNode?) {
        var seen: Set<String> = []
        names = Set(list.elements.lazy.map(\.config).filter { !seen.insert($0).inserted })
        self.follow = follow
    }

    /// The content of a config at this moment; nil if it is that of its file.
    func content(of name: String) -> ConfigNode? { shared[name]?.content }

    /// Notes the nodes that a config is going to share; called before it is merged at the top.
    mutating func share(_ name: String, _ content: ConfigNode, with root: ConfigNode) {
        guard names.contains(name) else { return }
        let config = shared[name] ?? Shared(content: content)
        var new: [ConfigPath] = []
        findNew(in: config.content, root, at: ConfigPath(), root, config, &new)
        shared[name, default: config].places.formUnion(new)
        for place in new { sharing.add(name, at: place.elements[...]) }
    }

    /// Updates the shared content; called after each merge.
    mutating func refreshShared(after merged: ConfigNode, in root: ConfigNode) {
        for (place, name, node) in sharing.touched(by: merged, root) {
            _ = shared[name]?.content.update(at: place.elements) { $0 = node }
        }
    }

    /// Finds the mappings and lists that the tree takes over as they are, because it has none at their paths.
    private func findNew(
        in source: ConfigNode, _ target: ConfigNode, at path: ConfigPath, _ root: ConfigNode, _ config: Shared,
        _ found: inout [ConfigPath]
    ) {
        guard case .mapping(let new) = source.content, case .mapping(let old) = target.content else { return }
        for entry in new.entries where entry.value.isContainer {
            let place = path.appending(entry.key)
            // The `hydra` node has types, so each merge makes it anew.
            if place == "hydra" || config.places.contains(place) { continue }
            if let there = old[entry.key].flatMap({ $0.isContainer ? $0 : follow(place, root) }) {
                findNew(in: entry.value, there, at: place, root, config, &found)
            } else {
                found.append(place)
            }
        }
    }
}

/// The configs that share nodes with the tree, by the keys of the nodes: after a merge only the changed ones are
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

    /// The shared nodes that a merge may have changed, with their present content. Nodes that have been replaced are
    /// not shared any more.
    mutating func touched(by merged: ConfigNode, _ node: ConfigNode) -> [(
        place: ConfigPath, name: String, node: ConfigNode
    )] {
        var found: [(place: ConfigPath, name: String, node: ConfigNode)] = []
        collect(merged, node, at: ConfigPath(), &found)
        return found
    }

    /// - Parameters:
    ///   - merged: The node that was merged here; nil if a node further up was replaced, not merged.
    ///   - node: The node that is here now.
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
