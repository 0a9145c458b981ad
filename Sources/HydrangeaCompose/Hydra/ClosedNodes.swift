import HydrangeaTree

/// Launchers and sweepers take only the keys that they know: a layer may not bring others into their nodes.
struct ClosedNodes {
    private var paths: [ConfigPath] = []

    /// Notes that a built-in config has been merged.
    mutating func note(_ layer: Composition.Layer) {
        guard layer.config.hasPrefix("hydra/launcher/") || layer.config.hasPrefix("hydra/sweeper/") else { return }
        paths.append(ConfigPath(layer.package))
    }

    /// Reports keys that a layer would add to a closed node.
    func check(_ layer: ConfigNode, over root: ConfigNode) throws(ConfigError) {
        for path in paths {
            guard case .mapping(let new)? = layer[path]?.content, case .mapping(let known)? = root[path]?.content else { continue }
            guard let entry = new.entries.first(where: { known.position(of: $0.key) == nil }) else { continue }
            let names = known.keys.map(\.description)
            let others = HydraPlugins.options(having: entry.key.description, like: path.description.split(separator: ".").last.map(String.init) ?? "")
            throw ConfigError(
                Diagnostic(
                    .unknownKey, "'\(path)' has no key '\(entry.key)'", at: path.appending(entry.key), origin: entry.keyOrigin,
                    length: entry.key.description.count,
                    notes: ["keys: \(names.joined(separator: ", "))"] + (others.isEmpty ? [] : ["it is a key of: \(others.joined(separator: ", "))"]),
                    help: Suggestion.nearest(to: entry.key.description, among: names).map { "did you mean \(path).\($0)?" }
                        ?? others.first.map { "choose it first: override /\($0.split(separator: "/").dropLast().joined(separator: "/")): \($0.split(separator: "/").last ?? "")" }))
        }
    }
}

extension HydraPlugins {
    /// The launchers (or sweepers) that have a key, as `hydra/launcher/joblib`.
    static func options(having key: String, like group: String) -> [String] {
        let read = texts.filter { $0.value.split(separator: "\n").contains { $0.hasPrefix(key + ":") } }.map(\.key)
        return (read + basic.filter { $0.1[ConfigPath([.key(.string(key))])] != nil }.map(\.0))
            .filter { $0.hasPrefix(group + "/") }.map { "hydra/\($0)" }.sortedByCodePoint()
    }
}
