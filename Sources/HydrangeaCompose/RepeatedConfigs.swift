import HydrangeaTree

/// What the configs that stand in a defaults list more than once hold when they come again.
///
/// A config that is merged at the top shares with the tree the mappings and lists that it brings: what later configs merge into them is in the config
/// too, the next time. When something else takes the place of such a node, the config keeps what was there until then, and they part for good.
/// So it is with the oracle, and public trees see it where two experiments include one base.
struct RepeatedConfigs {
    private struct Shared {
        var content: ConfigNode
        /// Where it and the tree have the same node.
        var places: [ConfigPath] = []
        /// Where they had it once.
        var formerPlaces: [ConfigPath] = []
    }

    private let names: Set<String>
    private var shared: [String: Shared] = [:]
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
        var config = shared[name] ?? Shared(content: content)
        var added: [ConfigPath] = []
        findNew(in: config.content, root, at: ConfigPath(), root, config, &added)
        config.places += added
        shared[name] = config
    }

    /// To be told after each merge.
    mutating func takeUp(_ root: ConfigNode) {
        for (name, var config) in shared {
            for (index, place) in config.places.enumerated().reversed() {
                if let node = root[place], node.isContainer {
                    _ = config.content.update(at: place.elements) { $0 = node }
                } else {
                    config.formerPlaces.append(config.places.remove(at: index))
                }
            }
            shared[name] = config
        }
    }

    /// Finds the mappings and lists that the tree takes as they are, because it has none at their places.
    private func findNew(
        in source: ConfigNode, _ target: ConfigNode, at path: ConfigPath, _ root: ConfigNode, _ config: Shared, _ found: inout [ConfigPath]
    ) {
        guard case .mapping(let new) = source.content, case .mapping(let old) = target.content else { return }
        for entry in new.entries where entry.value.isContainer {
            let place = path.appending(entry.key)
            // The settings of the framework have types, and are made anew by each merge.
            if place == "hydra" || config.places.contains(place) || config.formerPlaces.contains(place) { continue }
            if let there = old[entry.key].flatMap({ $0.isContainer ? $0 : follow(place, root) }) {
                findNew(in: entry.value, there, at: place, root, config, &found)
            } else {
                found.append(place)
            }
        }
    }
}
