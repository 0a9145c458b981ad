extension Array {
    /// The elements in a random order that follows from the seed alone: a command line gives the same jobs each time,
    /// on every machine and with every version of Swift. The standard library's `shuffled(using:)` does not promise
    /// that.
    func shuffled(seededBy seed: some Sequence<UInt8>) -> [Element] {
        var generator = SplitMix(seed)
        var result = self
        // Fisher and Yates, from the end: each element is swapped with one before it, or with itself.
        for last in indices.dropFirst().reversed() { result.swapAt(last, generator.next(upTo: last)) }
        return result
    }
}

/// The random number generator SplitMix64.
private struct SplitMix {
    private var state: UInt64

    init(_ seed: some Sequence<UInt8>) {
        // FNV-1a gives texts that differ in one character very different seeds.
        state = seed.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
    }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    /// The next number from 0 to `last`: the upper half of a product. Its bias is too small to matter for lists that
    /// fit into memory.
    mutating func next(upTo last: Int) -> Int { Int((next().multipliedFullWidth(by: UInt64(last) + 1)).high) }
}
