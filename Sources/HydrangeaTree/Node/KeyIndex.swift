/// A hash table from keys to their positions among many entries.
///
/// The table stores positions only, eight bytes an entry, and grows without reading keys; the caller compares the keys
/// themselves. Everything is in one array, because every mapping has an index that is nearly always empty.
package struct KeyIndex: Sendable {
    /// Empty, or two numbers followed by the slots, whose number is a power of two. A slot holds a position plus one in
    /// its lower half and the key's hash in the upper half; 0 is a free slot.
    private var words: [UInt64] = []
    private static let header = 2

    package init() {}

    private var mask: Int { words.count - Self.header - 1 }
    /// The number of slots that are taken.
    private var count: Int { words.isEmpty ? 0 : Int(words[0]) }

    /// Subtracted from stored positions: removing the `hydra` node, the first entry of a config, moves no position.
    package var first: Int { words.isEmpty ? 0 : Int(words[1]) }

    /// Removes a position; those behind it move up by one.
    package mutating func remove(_ position: Int) {
        if words.isEmpty { return }
        if position == 0 {
            words[1] += 1
            return
        }
        let removed = UInt32(truncatingIfNeeded: first + position + 1)
        for index in words.indices.dropFirst(Self.header) {
            let stored = UInt32(truncatingIfNeeded: words[index])
            if stored == removed {
                words[index] = Self.removedSlot
            } else if stored > removed {
                words[index] -= 1
            }
        }
    }

    /// A slot whose key was removed: it has no position, and walks go on behind it.
    private static let removedSlot: UInt64 = 1 << 32

    /// The hash of a key: equal keys have the same one.
    package static func hash(_ key: ConfigKey) -> UInt32 {
        var hasher = Hasher()
        key.hash(into: &hasher)
        return UInt32(truncatingIfNeeded: hasher.finalize())
    }

    /// A walk over the positions that keys of one hash may have.
    package struct Probe {
        fileprivate let hash: UInt32
        fileprivate var slot: Int
    }

    package func probe(_ hash: UInt32) -> Probe { Probe(hash: hash, slot: Int(hash) & mask) }

    /// The next position, or nil when there is none left.
    package func next(_ probe: inout Probe) -> Int? {
        if words.isEmpty { return nil }
        while case let slot = words[Self.header + probe.slot], slot != 0 {
            probe.slot = (probe.slot + 1) & mask
            guard UInt32(truncatingIfNeeded: slot >> 32) == probe.hash else { continue }
            let position = Int(UInt32(truncatingIfNeeded: slot)) - 1 - first
            if position >= 0 { return position }
        }
        return nil
    }

    /// Stores the position of a key that is not in the table yet.
    package mutating func insert(_ position: Int, hash: UInt32) {
        reserve(1)
        words[0] += 1
        put(UInt64(hash) << 32 | UInt64(UInt32(truncatingIfNeeded: first + position + 1)))
    }

    /// Makes room for more keys.
    package mutating func reserve(_ more: Int) {
        let wanted = (count + more) * 4
        guard words.isEmpty || wanted > (mask + 1) * 3 else { return }
        var size = max(words.count - Self.header, 32)
        while wanted > size * 3 { size *= 2 }
        let old = words
        words = Array(repeating: 0, count: Self.header + size)
        if old.isEmpty { return }
        words[0] = old[0]
        words[1] = old[1]
        for slot in old[Self.header...] where slot != 0 { put(slot) }
    }

    private mutating func put(_ slot: UInt64) {
        var index = Int(slot >> 32) & mask
        while words[Self.header + index] != 0 { index = (index + 1) & mask }
        words[Self.header + index] = slot
    }
}
