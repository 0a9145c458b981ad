import HydrangeaTree

/// A node that is being decoded, with its path and the keys that the type asked for.
final class DecodedNode {
    let node: ConfigNode
    let depth: Int
    let parent: DecodedNode?
    let element: ConfigPath.Element?
    private let base: ConfigPath
    /// The node whose type reads this one through a nested container; it decides when all keys were asked for.
    private let owner: DecodedNode?
    /// True if the type has finished reading, so that keys which it did not ask for are unknown.
    private var isRead = false
    /// True if a type asked for a container.
    private(set) var isOpen = false

    /// The names that the type asked for, in this order. A name may be there twice.
    private(set) var names: [String] = []
    /// The type with defaults that reads this mapping by name.
    var structure: (any StructuredConfig.Type)?
    /// Keys that the mapping lacks, and for which its type has taken defaults.
    private var defaulted: Set<String> = []
    /// Keys that the type asked for and did not find, not even among its defaults, or found to be null.
    private var absent: Set<String> = []
    /// For each entry of the mapping, true if the type asked for it; empty as long as it asked for none.
    private var isKnown: [Bool] = []
    private var knownCount = 0

    init(root node: ConfigNode, at base: ConfigPath) {
        self.node = node
        self.base = base
        parent = nil
        element = nil
        owner = nil
        depth = 0
    }

    private init(_ node: ConfigNode, _ element: ConfigPath.Element, in parent: DecodedNode, ownedByParent: Bool) {
        self.node = node
        self.element = element
        self.parent = parent
        base = ConfigPath()
        owner = ownedByParent ? parent : nil
        depth = parent.depth + 1
    }

    /// Makes the same place with fewer keys: those that a type leaves to another one.
    init(_ place: DecodedNode, leaving node: ConfigNode) {
        self.node = node
        depth = place.depth + 1
        (parent, element, base, owner) = (place.parent, place.element, place.base, place.owner)
    }

    func child(_ node: ConfigNode, _ element: ConfigPath.Element, owned: Bool = false) -> DecodedNode {
        DecodedNode(node, element, in: self, ownedByParent: owned)
    }

    /// The path from the root of the config.
    var path: ConfigPath {
        var elements: [ConfigPath.Element] = []
        var place = self
        while let parent = place.parent {
            if let element = place.element { elements.append(element) }
            place = parent
        }
        return ConfigPath(place.base.elements + elements.reversed())
    }

    /// The name of this place in messages: `'model.width'`, or `the config`.
    var subject: String { path.isRoot ? "the config" : "'\(path)'" }

    var codingPath: [any CodingKey] { path.elements.map { ElementKey($0) } }

    var isFinished: Bool { owner?.isFinished ?? isRead }
    func finish() { isRead = true }
    func open() { isOpen = true }

    /// Notes that the type asked for a name, and the entry that has it.
    func ask(_ name: String, _ position: Int?) {
        if names.last != name { names.append(name) }
        if let position { take(position) }
    }

    /// Notes that the type reads an entry whatever its name is.
    func take(_ position: Int) {
        if isKnown.isEmpty { isKnown = Array(repeating: false, count: node.mapping?.count ?? 0) }
        guard isKnown.indices.contains(position), !isKnown[position] else { return }
        isKnown[position] = true
        knownCount += 1
    }

    /// Notes that the type takes its default for a name; false if that was noted before.
    func takesDefault(_ name: String) -> Bool { defaulted.insert(name).inserted }

    /// Lets the type be decoded once more, which takes its defaults again.
    func startAgain() { defaulted = [] }

    /// Notes that there is neither a value nor a default for a name, or that it is null.
    func lack(_ name: String) { absent.insert(name) }
    var hasAbsentNames: Bool { !absent.isEmpty }
    /// The absent names, sorted; they count as reported afterwards.
    func takeAbsentNames() -> [String] {
        defer { absent = [] }
        return absent.sorted()
    }

    var hasUnknownKeys: Bool { knownCount < node.mapping?.count ?? 0 }

    /// The keys that the type asked for.
    var knownKeys: [ConfigKey] {
        zip(node.mapping?.entries ?? [], isKnown).compactMap { $1 ? $0.key : nil }
    }
}
