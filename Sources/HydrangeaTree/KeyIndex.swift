/// Finds keys among very many entries by their hashes.
///
/// It holds no keys, only where they are: eight bytes for an entry, which grow without a look at the keys. Whoever asks compares the keys themselves.
package struct KeyIndex: Sendable {
    /// A position plus one in the lower half, the key's hash in the upper one; 0 where nothing is. Their number is a power of two.
    private var slots: [UInt64] = []
    private var count = 0

    package init() {}

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

    package func probe(_ hash: UInt32) -> Probe { Probe(hash: hash, slot: Int(hash) & (slots.count - 1)) }

    /// The next position, or nil when there is none left.
    package func next(_ probe: inout Probe) -> Int? {
        if slots.isEmpty { return nil }
        while case let slot = slots[probe.slot], slot != 0 {
            probe.slot = (probe.slot + 1) & (slots.count - 1)
            if UInt32(truncatingIfNeeded: slot >> 32) == probe.hash { return Int(UInt32(truncatingIfNeeded: slot)) - 1 }
        }
        return nil
    }

    /// Notes the position of a key that is not there yet.
    package mutating func insert(_ position: Int, hash: UInt32) {
        reserve(1)
        count += 1
        put(UInt64(hash) << 32 | UInt64(UInt32(truncatingIfNeeded: position + 1)))
    }

    /// Makes room for more keys.
    package mutating func reserve(_ more: Int) {
        guard (count + more) * 4 > slots.count * 3 else { return }
        var size = max(slots.count, 32)
        while (count + more) * 4 > size * 3 { size *= 2 }
        let old = slots
        slots = Array(repeating: 0, count: size)
        for slot in old where slot != 0 { put(slot) }
    }

    private mutating func put(_ slot: UInt64) {
        var index = Int(slot >> 32) & (slots.count - 1)
        while slots[index] != 0 { index = (index + 1) & (slots.count - 1) }
        slots[index] = slot
    }
}
