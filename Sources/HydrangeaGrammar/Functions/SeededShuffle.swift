extension Array {
    /// The elements in an order that looks random, and is the same whenever the seed is: a command line means the same
    /// jobs each time it is given, on every machine and with every version of Swift. The standard library's
    /// `shuffled(using:)` does not promise that.
    func shuffled(seededBy seed: some Sequence<UInt8>) -> [Element] {
        var generator = SplitMix(seed)
        var result = self
        // Fisher and Yates, from the end: each place gets one of the elements before it, or keeps its own.
        for last in indices.dropFirst().reversed() { result.swapAt(last, generator.next(upTo: last)) }
        return result
    }
}

/// The generator SplitMix64.
private struct SplitMix {
    private var state: UInt64

    init(_ seed: some Sequence<UInt8>) {
        // FNV-1a, so that texts which differ in one character have unlike seeds.
        state = seed.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
    }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    /// A number from 0 to `last`: the upper half of a product, whose bias nobody notices in lists that fit the memory.
    mutating func next(upTo last: Int) -> Int { Int((next().multipliedFullWidth(by: UInt64(last) + 1)).high) }
}
