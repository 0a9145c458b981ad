import HydrangeaGrammar
import HydrangeaTree

/// The nodes of a tree that interpolations have to do with, each known by a number, with what is known of it so far.
///
/// An entry is added when its node is first met, so that resolving one value of a large tree costs no walk through all
/// of it.
struct NodeTable: Sendable {
    struct Entry: Sendable {
        let node: ConfigNode
        /// The container it stands in, or -1 for a root.
        let parent: Int
        let root: Int
        /// The node's position among the container's children; -1 for a root and for what a resolver made.
        var position = -1
        let element: ConfigPath.Element
        /// The number of configs made by resolvers that it stands in, one in the other; such a config is found only
        /// through the node that called the resolver.
        let madeDepth: Int
        var isMade: Bool { madeDepth > 0 }
        /// The value of its text.
        var value: Value = .fresh
        /// The node with all below it resolved: containers only.
        var content: Content = .fresh
        /// The size of it as written, once somebody asked.
        var size: TreeSize?
    }

    /// The state of a text's evaluation.
    enum Value: Sendable {
        case fresh, active
        case done(ResolvedValue)
        /// It has no value; the reason has been reported.
        case failed
    }

    /// The state of a container's resolution.
    enum Content: Sendable {
        case fresh, active
        case done(ConfigNode, TreeSize)
        /// Something in it has no value; the reason has been reported. The node has that as it is written.
        case failed(ConfigNode)
    }

    private(set) var all: [Entry] = []
    /// The numbers of children by where they stand.
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
        // Two small numbers next to each other, spread by a multiplication: its upper half depends on both.
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

    /// The path of an entry, or of the text whose resolver made what it is a part of.
    func pathInTree(of index: Int) -> ConfigPath {
        var index = index
        while index >= 0, all[index].isMade, all[index].parent >= 0, all[all[index].parent].isMade {
            index = all[index].parent
        }
        return path(of: index)
    }

    /// Whether an entry is the other one or stands somewhere below it.
    func isEntry(_ index: Int, within ancestor: Int) -> Bool {
        var index = index
        while index >= 0 {
            if index == ancestor { return true }
            index = all[index].parent
        }
        return false
    }

    /// The number of the node one step below a container, or why there is none.
    mutating func find(_ element: ConfigPath.Element, in container: Int, rules: RuleSet) -> Result<Int, DeadEnd> {
        let node = all[container].node
        switch node.content {
        case .mapping(let mapping):
            guard let position = Self.position(of: element, in: mapping, rules: rules) else { return .failure(.noKey) }
            let entry = mapping.entries[position]
            return .success(child(of: container, at: position, element: .key(entry.key), node: entry.value))
        case .sequence(let items):
            guard let index = Self.index(element) else { return .failure(.noIndex) }
            let position = index < 0 && rules == .hydra1_4 ? items.count + index : index
            guard items.indices.contains(position) else { return .failure(.noKey) }
            return .success(child(of: container, at: position, element: .index(position), node: items[position]))
        default: return .failure(.noContainer(node))
        }
    }

    /// Why a path ends before its last key.
    enum DeadEnd: Error {
        case noKey
        /// A word where a list wants a number.
        case noIndex
        case noContainer(ConfigNode)
        case missing
    }

    private static func position(of element: ConfigPath.Element, in mapping: ConfigMapping, rules: RuleSet) -> Int? {
        let key: ConfigKey
        switch element {
        case .key(let written): key = written
        case .index(let index): key = .string(String(index))
        }
        if let position = mapping.position(of: key) { return position }
        // A number reaches an integer key, but not a boolean or a fraction that happens to equal it.
        guard rules == .hydra1_4, case .string(let text) = key, let number = PythonNumber.index(text),
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
