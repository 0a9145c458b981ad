extension Array {
    /// The elements in an order that looks random, and is the same whenever the seed is: a command line means the same
    /// jobs each time it is given.
    func shuffled(seededBy seed: some Sequence<UInt8>) -> [Element] {
        var generator = SplitMix(seed)
        return shuffled(using: &generator)
    }
}

private struct SplitMix: RandomNumberGenerator {
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
}
