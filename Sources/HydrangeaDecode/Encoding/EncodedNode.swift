import HydrangeaTree

/// A node that is being encoded. A type may fill it through several containers, and in any order.
final class EncodedNode {
    private enum Form {
        /// Nothing was encoded, as by a type without properties.
        case empty
        /// A scalar, or a finished tree.
        case value(ConfigNode.Content)
        case list([EncodedNode])
        case mapping([(key: ConfigKey, encoded: EncodedNode)])
    }

    private var form = Form.empty
    private var origin = Origin.unknown
    private var positions: [ConfigKey: Int] = [:]

    func become(_ content: ConfigNode.Content, _ origin: Origin) {
        form = .value(content)
        self.origin = origin
    }

    func becomeList(_ origin: Origin) {
        if case .list = form { return }
        form = .list([])
        self.origin = origin
    }

    func becomeMapping(_ origin: Origin) {
        if case .mapping = form { return }
        form = .mapping([])
        positions = [:]
        self.origin = origin
    }

    var count: Int { if case .list(let items) = form { items.count } else { 0 } }

    /// Adds a node at the end of the list.
    func append() -> EncodedNode {
        let encoded = EncodedNode()
        guard case .list(var items) = form else { return encoded }
        form = .empty
        items.append(encoded)
        form = .list(items)
        return encoded
    }

    /// The node of a key in the mapping, which is made if it is missing.
    func child(_ key: ConfigKey) -> EncodedNode {
        guard case .mapping(var entries) = form else { return EncodedNode() }
        if let position = positions[key] { return entries[position].encoded }
        let encoded = EncodedNode()
        form = .empty
        positions[key] = entries.count
        entries.append((key, encoded))
        form = .mapping(entries)
        return encoded
    }

    /// The encoded node.
    var node: ConfigNode {
        switch form {
        case .empty: ConfigNode(.mapping([:]), origin: origin)
        case .value(let content): ConfigNode(content, origin: origin)
        case .list(let items): ConfigNode(.sequence(items.map(\.node)), origin: origin)
        case .mapping(let entries):
            ConfigNode(.mapping(ConfigMapping(entries.map { ($0.key, $0.encoded.node) })), origin: origin)
        }
    }

    /// Brings a node that `type` has encoded into the form in which people write it.
    func finish(_ type: any Encodable.Type) {
        if let written = FoundationValue(type)?.written(node) { return become(written, origin) }
        switch form {
        case .mapping(let entries) where type is any PairsDictionary.Type:
            sort(entries)
        case .list(let items) where type is any PairsDictionary.Type:
            let pairs = stride(from: 0, to: items.count - 1, by: 2).compactMap { index in
                items[index].key.map { (key: $0, encoded: items[index + 1]) }
            }
            if pairs.count * 2 == items.count { sort(pairs) }
        case .list(let items) where type is any UnorderedList.Type:
            form = .list(items.map { ($0, $0.key?.description ?? "") }.sorted { $0.1 < $1.1 }.map(\.0))
        case .mapping(let entries):
            // A case of an enum without raw values: its name alone is enough.
            guard entries.count == 1, let (name, encoded) = entries.first, encoded.isEmptyMapping else { return }
            if type is any CaseIterable.Type, !(type is any RawRepresentable.Type) {
                become(.string(name.description), origin)
            }
        default: break
        }
    }

    /// Sorts a dictionary's entries: their order differs from process to process, and that of a config must not.
    private func sort(_ entries: [(key: ConfigKey, encoded: EncodedNode)]) {
        let sorted = entries.sorted { left, right in
            if let a = left.key.integer, let b = right.key.integer, a != b {
                a < b
            } else {
                left.key.description < right.key.description
            }
        }
        form = .mapping(sorted)
        positions = Dictionary(sorted.enumerated().map { ($1.key, $0) }) { first, _ in first }
    }

    private var isEmptyMapping: Bool { if case .mapping(let entries) = form { entries.isEmpty } else { false } }

    /// The encoded scalar as a key.
    private var key: ConfigKey? {
        guard case .value(let content) = form else { return nil }
        return switch content {
        case .null, .bytes: nil
        default: ConfigKey(content)
        }
    }
}

/// A list whose order has no meaning and differs from process to process, such as a set.
private protocol UnorderedList {}
extension Set: UnorderedList {}
