import HydrangeaGrammar
import HydrangeaTree

/// The nodes that an evaluation has met, each with a number and the state of its evaluation.
///
/// An entry is added when its node is first needed, so that resolving one value of a large tree does not walk the whole
/// tree.
struct NodeTable: Sendable {
    struct Entry: Sendable {
        let node: ConfigNode
        /// The number of the parent container, or -1 for a root.
        let parent: Int
        let root: Int
        /// The node's position among the container's children, or -1 for a root and for a node made by a resolver.
        var position = -1
        let element: ConfigPath.Element
        /// The number of resolver-made configs that contain the node, one in the other. Such a config is not reachable
        /// by keys, only through the node that called the resolver.
        let madeDepth: Int
        var isMade: Bool { madeDepth > 0 }
        /// The state of the node's text.
        var value: Value = .fresh
        /// The state of the node's values, for a container.
        var content: Content = .fresh
        /// The size of the node as written, once it was needed.
        var size: TreeSize?
    }

    /// The state of a text's evaluation.
    enum Value: Sendable {
        case fresh, active
        case done(ResolvedValue)
        /// The text has no value; the reason has been reported.
        case failed
    }

    /// The state of a container's resolution.
    enum Content: Sendable {
        case fresh, active
        case done(ConfigNode, TreeSize)
        /// Some value in the container has failed; the reason has been reported. The node keeps that value as written.
        case failed(ConfigNode)
    }

    private(set) var all: [Entry] = []
    /// The numbers of children, found by parent and position.
    private var children = KeyIndex()

    subscript(index: Int) -> Entry {
        _read { yield all[index] }
        _modify { yield &all[index] }
    }

    /// Adds the root of a tree.
    mutating func addRoot(_ node: ConfigNode) -> Int {
        all.append(Entry(node: node, parent: -1, root: all.count, element: .key(""), madeDepth: 0))
        return all.count - 1
    }

    /// Adds a config that a resolver has made for the node at `element` of `parent`.
    mutating func addMade(_ node: ConfigNode, parent: Int, element: ConfigPath.Element) -> Int {
        all.append(
            Entry(
                node: node, parent: parent, root: all[parent].root, element: element,
                madeDepth: all[parent].madeDepth + 1))
        return all.count - 1
    }

    /// The number of a child.
    mutating func child(of parent: Int, at position: Int, element: ConfigPath.Element, node: ConfigNode) -> Int {
        // `parent` and `position` are put side by side and multiplied; the upper half of the product depends on both.
        let place = UInt64(truncatingIfNeeded: parent) << 32 | UInt64(UInt32(truncatingIfNeeded: position))
        let hash = UInt32(truncatingIfNeeded: (place &* 0x9E37_79B9_7F4A_7C15) >> 32)
        var probe = children.probe(hash)
        while let known = children.next(&probe) {
            if all[known].position == position, all[known].parent == parent { return known }
        }
        children.insert(all.count, hash: hash)
        all.append(
            Entry(
                node: node, parent: parent, root: all[parent].root, position: position, element: element,
                madeDepth: all[parent].madeDepth))
        return all.count - 1
    }

    /// The path of an entry in its tree.
    func path(of index: Int) -> ConfigPath {
        var elements: [ConfigPath.Element] = []
        var index = index
        while index >= 0, all[index].parent >= 0 {
            elements.append(all[index].element)
            index = all[index].parent
        }
        return ConfigPath(elements.reversed())
    }

    /// The path of an entry. For a node in a resolver-made config it is the path of the text that called the resolver.
    func pathInTree(of index: Int) -> ConfigPath {
        var index = index
        while index >= 0, all[index].isMade, all[index].parent >= 0, all[all[index].parent].isMade {
            index = all[index].parent
        }
        return path(of: index)
    }

    /// True if an entry is `ancestor` or is below it.
    func isEntry(_ index: Int, within ancestor: Int) -> Bool {
        var index = index
        while index >= 0 {
            if index == ancestor { return true }
            index = all[index].parent
        }
        return false
    }

    /// The number of a container's child, or the reason why there is none.
    mutating func find(_ element: ConfigPath.Element, in container: Int, compatibility: Compatibility) -> Result<
        Int, DeadEnd
    > {
        let node = all[container].node
        switch node.content {
        case .mapping(let mapping):
            guard let position = Self.position(of: element, in: mapping, compatibility: compatibility) else {
                return .failure(.noKey)
            }
            let entry = mapping.entries[position]
            return .success(child(of: container, at: position, element: .key(entry.key), node: entry.value))
        case .sequence(let items):
            guard let index = Self.index(element) else { return .failure(.noIndex) }
            let position = index < 0 && compatibility.indicesCountFromTheEnd ? items.count + index : index
            guard items.indices.contains(position) else { return .failure(.noKey) }
            return .success(child(of: container, at: position, element: .index(position), node: items[position]))
        default: return .failure(.noContainer(node))
        }
    }

    /// The reason why a path ends before its last key.
    enum DeadEnd: Error {
        case noKey
        /// The key is not a number, but the container is a list.
        case noIndex
        case noContainer(ConfigNode)
        case missing
    }

    private static func position(
        of element: ConfigPath.Element, in mapping: ConfigMapping, compatibility: Compatibility
    ) -> Int? {
        let key: ConfigKey
        switch element {
        case .key(let written): key = written
        case .index(let index): key = .string(String(index))
        }
        if let position = mapping.position(of: key) { return position }
        // `${a.1}` finds the integer key 1, but not the keys `true` and `1.0`, which equal it in Python.
        guard compatibility.pathsReachIntegerKeys, case .string(let text) = key, let number = PythonNumber.index(text),
            let position = mapping.position(of: .int(number)), case .int = mapping.entries[position].key
        else { return nil }
        return position
    }

    private static func index(_ element: ConfigPath.Element) -> Int? {
        switch element {
        case .index(let index): index
        case .key(.string(let text)): PythonNumber.index(text)
        case .key(.int(let number)): number
        case .key: nil
        }
    }
}
