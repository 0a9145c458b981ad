import HydrangeaGrammar
import HydrangeaResolve
package import HydrangeaTree

/// The answers of the program's types to questions about a config that is being composed.
///
/// `HydrangeaCompose` does not know the program's types: a program passes the answers as closures, and a tree without a
/// program has none.
package struct TypeAnswers: Sendable {
    /// The defaults of types for keys that a config lacks, the outer ones first. The config has no `hydra` node.
    package var defaults: @Sendable (ConfigNode) -> [TypeDefault]
    /// True if the types accept a new key at a path of a config. Messages suggest only keys that can be added.
    package var take: @Sendable (ConfigPath, ConfigNode) -> Bool

    /// True if a type declares the key at the end of a path. Such a key can be changed even if no config sets it.
    package var declare: @Sendable (ConfigPath) -> Bool

    package init(
        defaults: @escaping @Sendable (ConfigNode) -> [TypeDefault],
        take: @escaping @Sendable (ConfigPath, ConfigNode) -> Bool,
        declare: @escaping @Sendable (ConfigPath) -> Bool
    ) {
        self.defaults = defaults
        self.take = take
        self.declare = declare
    }
}

extension ValueOverrides {
    /// True if a key can be added: the types accept the config with the key.
    func canAdd(_ keys: [String], _ override: Override, in root: ConfigNode) -> Bool {
        guard let types, keys.first != "hydra" else { return true }
        var other = root
        var adding = self
        adding.types = nil
        var added = override
        added.operation = .add
        let isAdded = override.operation != .extendList && (try? adding.apply(added, to: &other)) != nil
        return types.take(ConfigPath(keys.map { .key(.string($0)) }), resolvedConfig(isAdded ? other : root))
    }

    /// True if the program's types have a key that the tree lacks: a key without a default that no config sets.
    func declares(_ keys: [String], _ override: Override, in root: ConfigNode) -> Bool {
        guard let types, keys.first != "hydra" else { return false }
        return types.declare(ConfigPath(keys.map { .key(.string($0)) })) && canAdd(keys, override, in: root)
    }

    /// Adds defaults of the program's types to a tree, if an override changes a key in them: a key must be in the tree
    /// before it can be changed.
    ///
    /// All other defaults are known only after all overrides have been applied, since an override may choose another
    /// component.
    ///
    /// - Returns: The defaults; empty if there are none.
    func takeDefaults(for keys: [String], _ value: ConfigNode, in root: inout ConfigNode) -> [TypeDefault] {
        guard let types, keys.first != "hydra" else { return [] }
        let wanted = types.defaults(resolvedConfig(root)).filter { $0.path.concerns(keys, value) }
        return root.take(wanted) ? wanted : []
    }

    /// A tree with all defaults of the program's types, for messages.
    func withDefaults(_ root: ConfigNode) -> ConfigNode {
        guard let types else { return root }
        var whole = root
        _ = whole.take(types.defaults(resolvedConfig(root)))
        return whole
    }

    /// The program's part of a tree, with its interpolations resolved as far as possible.
    private func resolvedConfig(_ root: ConfigNode) -> ConfigNode {
        var config = root
        config.remove(.key("hydra"))
        return interpolator.resolving(config).root
    }
}

extension ConfigPath.Element {
    /// The step as an override spells it.
    var spelled: String {
        switch self {
        case .key(let key): key.description
        case .index(let index): String(index)
        }
    }
}

extension ConfigPath {
    /// True if the keys lead to this place or below it, or if the value for the keys contains it.
    fileprivate func concerns(_ keys: [String], _ value: ConfigNode) -> Bool {
        guard zip(elements, keys).allSatisfy({ $0.spelled == $1 }) else { return false }
        return elements.count <= keys.count || value[ConfigPath(Array(elements.dropFirst(keys.count)))] != nil
    }
}

extension ConfigNode {
    /// True if another mapping has keys, at any depth, that this one lacks.
    func lacksKeys(of other: ConfigNode) -> Bool {
        guard case .mapping(let mapping) = content, case .mapping(let new) = other.content else { return false }
        return new.entries.contains { entry in mapping[entry.key].map { $0.lacksKeys(of: entry.value) } ?? true }
    }
}
