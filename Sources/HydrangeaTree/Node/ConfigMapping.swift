/// An ordered mapping: keys keep the place where they were first written, whatever replaces their values later.
public struct ConfigMapping: Sendable {
    /// A key with its value, and where the key is written, in the same source as the value.
    public struct Entry: Sendable {
        /// The key, which stays where it is when its value changes.
        public let key: ConfigKey
        private var keyLength: UInt16
        private var keyStart: UInt32
        /// The value, with the place where it was written.
        public var value: ConfigNode

        /// - Parameter keyRange: The bytes of the key in the value's source; nil for the start of the value.
        public init(key: ConfigKey, keyRange: Range<Int>? = nil, value: ConfigNode) {
            self.key = key
            self.value = value
            keyStart = UInt32(clamping: (keyRange ?? value.origin.range).lowerBound)
            keyLength = UInt16(clamping: keyRange?.count ?? 0)
        }

        /// The place where the key is written.
        public var keyOrigin: Origin {
            Origin(value.origin.source, Int(keyStart)..<Int(keyStart) + Int(keyLength))
        }

        /// Replaces the value, and the key's place with it.
        mutating func replace(with other: Entry) {
            value = other.value
            moveKey(to: other)
        }

        mutating func moveKey(to other: Entry) {
            keyStart = other.keyStart
            keyLength = other.keyLength
        }
    }

    /// All entries, in the order of their keys.
    public private(set) var entries: [Entry] = []
    /// The positions of the keys, once there are so many that comparing with each is slower.
    private var keyIndex = KeyIndex()
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
        self.keyIndex = index
    }

    /// The number of keys.
    public var count: Int { entries.count }
    /// True if there are no keys.
    public var isEmpty: Bool { entries.isEmpty }
    /// The keys, in order.
    public var keys: [ConfigKey] { entries.map(\.key) }

    /// The position of a key among the entries.
    public func position(of key: ConfigKey) -> Int? { find(key).position }

    /// The result of looking for a key: its position, or the hash that is needed to add it.
    package struct Finding {
        package let position: Int?
        fileprivate let hash: UInt32?
    }

    package func find(_ key: ConfigKey) -> Finding {
        guard entries.count >= Self.indexedFrom else {
            return Finding(position: entries.firstIndex { $0.key == key }, hash: nil)
        }
        let hash = KeyIndex.hash(key)
        var probe = keyIndex.probe(hash)
        while let position = keyIndex.next(&probe) {
            if entries[position].key == key { return Finding(position: position, hash: hash) }
        }
        return Finding(position: nil, hash: hash)
    }

    /// The position of a key that is probably at `expected`.
    package func position(of key: ConfigKey, expected: Int) -> Int? {
        entries.indices.contains(expected) && entries[expected].key == key ? expected : position(of: key)
    }

    /// The value of a key together with the place of the key; nil if the mapping lacks the key.
    public func entry(for key: ConfigKey) -> Entry? { position(of: key).map { entries[$0] } }

    /// The value of a key, or nil if the mapping lacks it. Setting nil removes the entry.
    public subscript(key: ConfigKey) -> ConfigNode? {
        get { position(of: key).map { entries[$0].value } }
        set {
            if let newValue { set(Entry(key: key, value: newValue)) } else { remove(key) }
        }
    }

    /// The value of a key that is text, or nil if the mapping lacks it. Setting nil removes the entry.
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
            keyIndex.insert(entries.count - 1, hash: found.hash ?? KeyIndex.hash(entry.key))
        }
    }

    /// Adds an entry whose key is known to be new before the one at `position`, or at the end.
    mutating func insert(_ entry: Entry, at position: Int) {
        guard position < entries.count else { return append(entry) }
        entries.insert(entry, at: Swift.max(0, position))
        if entries.count >= Self.indexedFrom { makeIndex() }
    }

    /// Makes room for entries that are going to be added.
    package mutating func reserve(_ more: Int) {
        guard more > Self.indexedFrom else { return }
        entries.reserveCapacity(entries.count + more)
        keyIndex.reserve(entries.count < Self.indexedFrom ? entries.count + more : more)
    }

    private mutating func makeIndex() {
        keyIndex = KeyIndex()
        keyIndex.reserve(entries.capacity)
        for (position, entry) in entries.enumerated() { keyIndex.insert(position, hash: KeyIndex.hash(entry.key)) }
    }

    /// Changes the place of a key to the one at which it was written last.
    mutating func moveKey(at position: Int, to other: Entry) { entries[position].moveKey(to: other) }

    /// Removes a key and returns its value; nil if there is no such key.
    @discardableResult
    public mutating func remove(_ key: ConfigKey) -> ConfigNode? {
        guard let position = position(of: key) else { return nil }
        let removed = entries.remove(at: position)
        keyIndex.remove(position)
        return removed.value
    }

    /// Changes the value at a position in place, without copying the nodes below it.
    package mutating func update<Result, Failure: Error>(
        at position: Int, _ body: (inout ConfigNode) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        try body(&entries[position].value)
    }
}

extension ConfigMapping: RandomAccessCollection {
    /// The position of an entry. It is not an integer, so that `mapping[1]` is the value of the key 1.
    public struct Index: Hashable, Comparable, Sendable {
        fileprivate let position: Int

        public static func < (lhs: Index, rhs: Index) -> Bool { lhs.position < rhs.position }
    }

    public var startIndex: Index { Index(position: 0) }
    public var endIndex: Index { Index(position: entries.count) }
    public subscript(index: Index) -> Entry { entries[index.position] }
    public func index(after index: Index) -> Index { Index(position: index.position + 1) }
    public func index(before index: Index) -> Index { Index(position: index.position - 1) }
    public func index(_ index: Index, offsetBy distance: Int) -> Index { Index(position: index.position + distance) }
    public func distance(from start: Index, to end: Index) -> Int { end.position - start.position }
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
