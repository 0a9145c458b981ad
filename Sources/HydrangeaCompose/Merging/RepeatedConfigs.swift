import HydrangeaTree

/// What the configs that stand in a defaults list more than once hold when they come again.
///
/// A config that is merged at the top shares with the tree the mappings and lists that it brings: what later configs
/// merge into them is in the config too, the next time. When something else takes the place of such a node, the config
/// keeps what was there until then, and they part for good. So it is with the oracle, and public trees see it where two
/// experiments include one base.
struct RepeatedConfigs {
    private struct Shared {
        var content: ConfigNode
        /// Where it and the tree have the same node, or had it once.
        var places: Set<ConfigPath> = []
    }

    private let names: Set<String>
    private var shared: [String: Shared] = [:]
    private var sharing = SharedPlaces()
    /// What a reference in the tree leads to, when that is a mapping or a list.
    private let follow: (ConfigPath, ConfigNode) -> ConfigNode?

    init(_ list: DefaultsList, follow: @escaping (ConfigPath, ConfigNode) -> ConfigNode?) {
        var seen: Set<String> = []
        names = Set(list.elements.lazy.map(\.config).filter { !seen.insert($0).inserted })
        self.follow = follow
    }

    /// What a config holds by now; nil when that is what its file says.
    func content(of name: String) -> ConfigNode? { shared[name]?.content }

    /// To be told before a config is merged at the top.
    mutating func share(_ name: String, _ content: ConfigNode, with root: ConfigNode) {
        guard names.contains(name) else { return }
        let config = shared[name] ?? Shared(content: content)
        var new: [ConfigPath] = []
        findNew(in: config.content, root, at: ConfigPath(), root, config, &new)
        shared[name, default: config].places.formUnion(new)
        for place in new { sharing.add(name, at: place.elements[...]) }
    }

    /// To be told after each merge.
    mutating func takeUp(_ merged: ConfigNode, in root: ConfigNode) {
        for (place, name, node) in sharing.touched(by: merged, root) {
            _ = shared[name]?.content.update(at: place.elements) { $0 = node }
        }
    }

    /// Finds the mappings and lists that the tree takes as they are, because it has none at their places.
    private func findNew(
        in source: ConfigNode, _ target: ConfigNode, at path: ConfigPath, _ root: ConfigNode, _ config: Shared,
        _ found: inout [ConfigPath]
    ) {
        guard case .mapping(let new) = source.content, case .mapping(let old) = target.content else { return }
        for entry in new.entries where entry.value.isContainer {
            let place = path.appending(entry.key)
            // The settings of the framework have types, and are made anew by each merge.
            if place == "hydra" || config.places.contains(place) { continue }
            if let there = old[entry.key].flatMap({ $0.isContainer ? $0 : follow(place, root) }) {
                findNew(in: entry.value, there, at: place, root, config, &found)
            } else {
                found.append(place)
            }
        }
    }
}

/// Which configs share which nodes of the tree, by the keys that lead there: after a merge only what it touched is
/// looked at.
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

    /// The shared nodes that a merge may have changed, as they are now. Where something else has taken their place they
    /// are shared no longer.
    mutating func touched(by merged: ConfigNode, _ node: ConfigNode) -> [(
        place: ConfigPath, name: String, node: ConfigNode
    )] {
        var found: [(place: ConfigPath, name: String, node: ConfigNode)] = []
        collect(merged, node, at: ConfigPath(), &found)
        return found
    }

    /// - Parameters:
    ///   - merged: What was merged here; nil when something further up was not merged but replaced.
    ///   - node: What is here now.
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
