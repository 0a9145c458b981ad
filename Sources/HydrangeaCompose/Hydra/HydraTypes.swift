import HydrangeaGrammar
import HydrangeaTree

/// The places with declared types: the `hydra` node, and the launchers, sweepers and samplers in it.
///
/// `HydraTypes` checks every config before it is merged, and every override. A value of a wrong type is an error even
/// if a later one replaces it.
struct HydraTypes {
    private struct Place {
        let keys: [String]
        let type: DeclaredType
        /// The built-in config that declares the types.
        let config: String
        let path: ConfigPath

        init(keys: [String], type: DeclaredType, config: String) {
            self.keys = keys
            self.type = type
            self.config = config
            path = ConfigPath(keys.map { .key(.string($0)) })
        }
    }

    private let compatibility: Compatibility
    private var places: [Place] = []

    init(compatibility: Compatibility) { self.compatibility = compatibility }

    /// Adds the types of a built-in config that has been merged to its place.
    mutating func note(_ layer: Composition.Layer, in root: inout ConfigNode) throws(ConfigError) {
        guard layer.isBuiltIn, let type = Self.type(of: layer, compatibility) else { return }
        let place = Place(
            keys: DottedPath.keys(of: layer.package, compatibility: compatibility), type: type, config: layer.config)
        places.removeAll { $0.keys == place.keys }
        places.append(place)
        try Self.convertToDeclaredTypes(&root, place)
    }

    /// The types that a built-in config declares; nil if it declares none.
    private static func type(of layer: Composition.Layer, _ compatibility: Compatibility) -> DeclaredType? {
        layer.config == "hydra/config" ? HydraSchema.type(compatibility) : PluginSchema.type(of: layer.config)
    }

    /// Checks a config that is about to be merged, and converts its values to the types.
    func convert(_ layer: Composition.Layer, over root: ConfigNode) throws(ConfigError) -> ConfigNode {
        var node = layer.node
        // Hydra's own config declares a defaults list, so another config may set the key. It has no effect.
        if node["hydra.defaults"]?.isSequence == true { _ = node.update(.key("hydra")) { $0.remove(.key("defaults")) } }
        for place in places {
            guard let part = node[place.path] else { continue }
            // A value without a declared type may be set to null. It is not checked from then on.
            if part.isNull, isReplaceable(place) { continue }
            if layer.isBuiltIn, DottedPath.keys(of: layer.package, compatibility: compatibility) == place.keys {
                guard layer.config == place.config || Self.type(of: layer, compatibility) == nil else {
                    throw error(layer, place)
                }
                continue
            }
            if let unknown = place.type.unknownKey(in: part, existing: root[place.path], at: place.path) {
                throw error(unknown)
            }
            try Self.convert(&node, place)
        }
        return node
    }

    /// Converts the values that a config or an override has set to the declared types.
    mutating func convertToDeclaredTypes(_ root: inout ConfigNode) throws(ConfigError) {
        forgetReplaced(in: root)
        for place in places { try Self.convertToDeclaredTypes(&root, place) }
    }

    /// Drops places that no longer hold a mapping.
    private mutating func forgetReplaced(in root: ConfigNode) {
        places.removeAll { root[$0.path]?.isMapping != true }
    }

    private static func convert(_ root: inout ConfigNode, _ place: Place) throws(ConfigError) {
        _ = try root.update(at: place.path.elements) { (node: inout ConfigNode) throws(ConfigError) in
            try place.type.convert(&node, at: place.path)
        }
    }

    private static func convertToDeclaredTypes(_ root: inout ConfigNode, _ place: Place) throws(ConfigError) {
        _ = try root.update(at: place.path.elements) { (node: inout ConfigNode) throws(ConfigError) in
            try place.type.convert(&node, at: place.path)
            place.type.complete(&node)
        }
    }

    /// True if the enclosing schema has no type for this key, so that null may replace the whole node.
    private func isReplaceable(_ place: Place) -> Bool {
        if case .any = type(at: place.keys, besides: place.keys) { true } else { false }
    }

    /// The declared type at some keys; `any` if there is none.
    private func type(at keys: [String], besides excluded: [String]? = nil) -> DeclaredType {
        let nearest = places.filter { keys.starts(with: $0.keys) && $0.keys != excluded }.max {
            $0.keys.count < $1.keys.count
        }
        guard let nearest else { return .any }
        return keys[nearest.keys.count...].reduce(nearest.type) { $0.child($1) }
    }
}

// MARK: - Overrides

extension HydraTypes {
    /// True if an override may change a typed place.
    func mayConcern(_ keys: [String]) -> Bool { places.contains { $0.keys.first == keys.first } }

    /// Checks an override of a typed place before it is applied.
    func check(_ override: Override, _ keys: [String], in root: ConfigNode) throws(ConfigError) {
        if override.operation == .delete { return try checkDeletion(override, keys) }
        if let place = places.first(where: { $0.keys == keys }), override.value?.isMap != true, isReplaceable(place) {
            return
        }
        var node = try override.node()
        if override.operation == .extendList { return }
        let path = ConfigPath(keys.map { .key(.string($0)) })
        try checkParents(override, keys, in: root)
        let type = type(at: keys)
        if node.isContainer, let unknown = type.unknownKey(in: node, existing: root[path], at: path) {
            throw error(unknown)
        }
        try type.convert(&node, at: path)
        if override.operation == .change, case .dictionary = type.required, let there = root[path],
            there.isNull || there.isMissing,
            case .mapping(let new) = node.content, !new.isEmpty
        {
            throw ConfigError(
                Diagnostic(
                    .unknownKey, "'\(override.key)' is \(there.isNull ? "null" : "???"): it has none of these keys",
                    at: path,
                    origin: override.origin, length: override.key.length,
                    help: "to add them, write \("+\(override.text)".shellWord)"))
        }
    }

    /// A resolved tree, with the results of its interpolations converted to the declared types.
    func converted(_ tree: ConfigNode) throws(ConfigError) -> ConfigNode {
        var tree = tree
        for place in places { try Self.convert(&tree, place) }
        return tree
    }

    private func checkDeletion(_ override: Override, _ keys: [String]) throws(ConfigError) {
        guard keys.count > 1, case .record = type(at: Array(keys.dropLast())).required else { return }
        throw ConfigError(
            Diagnostic(
                .commandLine, "'\(override.key)' is a fixed part of the hydra node: it cannot be deleted",
                origin: override.origin,
                length: override.key.length + 1, help: "give it another value: \(override.key)=VALUE"))
    }

    /// Refuses keys below a typed mapping that is null: it must be set as a whole.
    private func checkParents(_ override: Override, _ keys: [String], in root: ConfigNode) throws(ConfigError) {
        for count in keys.indices.dropFirst() {
            let parent = Array(keys[..<count])
            let path = ConfigPath(parent.map { .key(.string($0)) })
            guard root[path]?.isNull == true, type(at: parent).isContainer else { continue }
            throw ConfigError(
                Diagnostic(
                    .commandLine, "'\(path)' is null: it takes no key yet", at: path, origin: override.origin,
                    length: override.keyElement.count,
                    help: "give it as a whole: '+\(path)={\(keys[count...].joined(separator: ".")): VALUE}'"))
        }
    }
}

// MARK: - Errors

extension HydraTypes {
    private func error(_ layer: Composition.Layer, _ place: Place) -> ConfigError {
        ConfigError(
            Diagnostic(
                .merge, "'\(layer.config)' cannot be merged over '\(place.config)': their keys have other types",
                at: place.path, help: "choose one of them"))
    }

    private func error(_ unknown: DeclaredType.UnknownKey) -> ConfigError {
        let name = unknown.entry.key.description
        let plugins = HydraPlugins.options(
            having: name, like: unknown.path.description.split(separator: ".").last.map(String.init) ?? "")
        let near = Suggestion.nearest(to: name, among: unknown.names).map { "did you mean \(unknown.path).\($0)?" }
        let other = plugins.first.map { (option: String) -> String in
            let group = option.split(separator: "/").dropLast().joined(separator: "/")
            return "choose it first: override /\(group): \(option.split(separator: "/").last ?? "")"
        }
        return ConfigError(
            Diagnostic(
                .unknownKey, "'\(unknown.path)' has no key '\(name)'", at: unknown.path.appending(unknown.entry.key),
                origin: unknown.entry.keyOrigin,
                length: name.count,
                notes: ["keys: \(unknown.names.sortedByCodePoint().joined(separator: ", "))"]
                    + (plugins.isEmpty ? [] : ["it is a key of: \(plugins.joined(separator: ", "))"]),
                help: near ?? other))
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
