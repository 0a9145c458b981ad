/// An ordered mapping: keys keep the place where they were first written, whatever replaces their values later.
public struct ConfigMapping: Sendable {
    /// A key with its value, and the place of the key (its text is the value's).
    public struct Entry: Sendable {
        /// The key, which stays where it is when its value changes.
        public let key: ConfigKey
        private var column: UInt16
        private var line: UInt32
        /// The value, with the place where it was written.
        public var value: ConfigNode

        /// - Parameter mark: Where the key stands in the value's text; nil for where the value does.
        public init(key: ConfigKey, mark: Mark? = nil, value: ConfigNode) {
            self.key = key
            self.value = value
            let mark = mark ?? value.origin.mark
            line = UInt32(clamping: mark.line)
            column = UInt16(clamping: mark.column)
        }

        /// Where the key stands.
        public var keyOrigin: Origin { Origin(value.origin.source, Mark(line: Int(line), column: Int(column))) }

        /// Replaces the value, and with it the key's place.
        mutating func replace(with other: Entry) {
            value = other.value
            moveKey(to: other)
        }

        mutating func moveKey(to other: Entry) {
            line = other.line
            column = other.column
        }
    }

    /// All entries, in the order of their keys.
    public private(set) var entries: [Entry] = []
    /// Where the keys are, once there are so many that looking at each is slower.
    private var index = KeyIndex()
    package static let indexedFrom = 17

    /// An empty mapping.
    public init() {}

    /// Makes a mapping; of two values for one key the last one wins.
    public init(_ pairs: some Sequence<(ConfigKey, ConfigNode)>) {
        for (key, value) in pairs { set(Entry(key: key, value: value)) }
    }

    /// Makes a mapping of entries whose keys are known to differ, with their index if there are so many that it is
    /// needed.
    package init(distinct entries: [Entry], index: KeyIndex) {
        self.entries = entries
        self.index = index
    }

    /// How many keys there are.
    public var count: Int { entries.count }
    /// Whether there are no keys.
    public var isEmpty: Bool { entries.isEmpty }
    /// The keys, in order.
    public var keys: [ConfigKey] { entries.map(\.key) }

    /// The position of a key among the entries.
    public func position(of key: ConfigKey) -> Int? { find(key).position }

    /// Where a key is, or what is needed to add it.
    package struct Finding {
        package let position: Int?
        fileprivate let hash: UInt32?
    }

    package func find(_ key: ConfigKey) -> Finding {
        guard entries.count >= Self.indexedFrom else {
            return Finding(position: entries.firstIndex { $0.key == key }, hash: nil)
        }
        let hash = KeyIndex.hash(key)
        var probe = index.probe(hash)
        while let position = index.next(&probe) {
            if entries[position].key == key { return Finding(position: position, hash: hash) }
        }
        return Finding(position: nil, hash: hash)
    }

    /// The same, for a key that is probably at `expected`.
    package func position(of key: ConfigKey, expected: Int) -> Int? {
        entries.indices.contains(expected) && entries[expected].key == key ? expected : position(of: key)
    }

    /// The value of a key together with the place of the key; nil when there is none.
    public func entry(for key: ConfigKey) -> Entry? { position(of: key).map { entries[$0] } }

    /// The value of a key, or nil when there is none. Setting nil removes the entry.
    public subscript(key: ConfigKey) -> ConfigNode? {
        get { position(of: key).map { entries[$0].value } }
        set {
            if let newValue { set(Entry(key: key, value: newValue)) } else { remove(key) }
        }
    }

    /// The value of a key that is text, or nil when there is none. Setting nil removes the entry.
    public subscript(name: String) -> ConfigNode? {
        get { self[.string(name)] }
        set { self[.string(name)] = newValue }
    }

    /// Adds an entry at the end, or replaces the value of the key at its place.
    public mutating func set(_ entry: Entry) {
        let found = find(entry.key)
        if let position = found.position {
            entries[position].replace(with: entry)
        } else {
            append(entry, found)
        }
    }

    /// Adds an entry whose key is known to be new.
    package mutating func append(_ entry: Entry) { append(entry, Finding(position: nil, hash: nil)) }

    /// Adds an entry whose key was looked for and not found.
    package mutating func append(_ entry: Entry, _ found: Finding) {
        entries.append(entry)
        if entries.count == Self.indexedFrom {
            makeIndex()
        } else if entries.count > Self.indexedFrom {
            index.insert(entries.count - 1, hash: found.hash ?? KeyIndex.hash(entry.key))
        }
    }

    /// Adds an entry whose key is known to be new before the one at `position`, or at the end.
    mutating func insert(_ entry: Entry, at position: Int) {
        guard position < entries.count else { return append(entry) }
        entries.insert(entry, at: max(0, position))
        if entries.count >= Self.indexedFrom { makeIndex() }
    }

    /// Makes room for entries that are going to be added.
    package mutating func reserve(_ more: Int) {
        guard more > Self.indexedFrom else { return }
        entries.reserveCapacity(entries.count + more)
        index.reserve(entries.count < Self.indexedFrom ? entries.count + more : more)
    }

    private mutating func makeIndex() {
        index = KeyIndex()
        index.reserve(entries.capacity)
        for (position, entry) in entries.enumerated() { index.insert(position, hash: KeyIndex.hash(entry.key)) }
    }

    /// Takes over the place at which a key was written last.
    mutating func moveKey(at position: Int, to other: Entry) { entries[position].moveKey(to: other) }

    /// Takes out a key, and gives the value that it had; nil when there is no such key.
    @discardableResult
    public mutating func remove(_ key: ConfigKey) -> ConfigNode? {
        guard let position = position(of: key) else { return nil }
        let removed = entries.remove(at: position)
        // Taking the `hydra` node out of a config is taking the first entry: the others need no new positions for that.
        if position == 0 { index.dropFirst() } else if entries.count >= Self.indexedFrom { makeIndex() }
        return removed.value
    }

    /// Changes the value at a position in place, without a copy of what is below it.
    package mutating func update<Result, Failure: Error>(
        at position: Int, _ body: (inout ConfigNode) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        try body(&entries[position].value)
    }
}

extension ConfigMapping: Hashable {
    public static func == (lhs: ConfigMapping, rhs: ConfigMapping) -> Bool {
        lhs.count == rhs.count && zip(lhs.entries, rhs.entries).allSatisfy { $0.key == $1.key && $0.value == $1.value }
    }

    public func hash(into hasher: inout Hasher) {
        for entry in entries {
            hasher.combine(entry.key)
            hasher.combine(entry.value)
        }
    }
}

extension ConfigMapping: ExpressibleByDictionaryLiteral {
    public init(dictionaryLiteral elements: (ConfigKey, ConfigNode)...) {
        entries.reserveCapacity(elements.count)
        for (key, value) in elements { set(Entry(key: key, value: value)) }
    }
}
