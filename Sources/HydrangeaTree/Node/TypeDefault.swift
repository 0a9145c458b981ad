/// A default that a type declares for a key which the config lacks.
package struct TypeDefault: Sendable {
    /// The place of the key.
    package var path: ConfigPath
    /// The default; its origin names the type.
    package var value: ConfigNode
    /// All keys of the type, in the order in which it declares them.
    package var siblings: [ConfigKey]

    package init(path: ConfigPath, value: ConfigNode, siblings: [ConfigKey]) {
        self.path = path
        self.value = value
        self.siblings = siblings
    }
}

extension ConfigNode {
    /// Adds defaults to the mappings that lack them, each in the order in which its type declares it: behind the key
    /// before it, or before the key behind it.
    ///
    /// A default is left out if a reference stands in the place of its mapping.
    ///
    /// - Returns: True if the tree has changed.
    package mutating func take(_ defaults: [TypeDefault]) -> Bool {
        var hasChanged = false
        for found in defaults {
            guard case .key(let key)? = found.path.elements.last else { continue }
            let isTaken = update(at: found.path.elements.dropLast()[...]) { (node: inout ConfigNode) -> Bool in
                guard case .mapping(let there) = node.content, there.position(of: key) == nil else { return false }
                guard var mapping = node.takeMapping() else { return false }
                mapping.insert(.init(key: key, value: found.value), at: mapping.place(of: key, among: found.siblings))
                node.content = .mapping(mapping)
                return true
            }
            hasChanged = hasChanged || isTaken == true
        }
        return hasChanged
    }
}

extension ConfigMapping {
    /// The position of a new key, by the order in which its type declares the keys.
    fileprivate func place(of key: ConfigKey, among siblings: [ConfigKey]) -> Int {
        guard let rank = siblings.firstIndex(of: key) else { return count }
        if let before = siblings[..<rank].reversed().lazy.compactMap({ position(of: $0) }).first { return before + 1 }
        return siblings[(rank + 1)...].lazy.compactMap { position(of: $0) }.first ?? count
    }
}
