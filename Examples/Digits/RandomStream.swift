/// A reproducible source of random numbers for one purpose: xoshiro256** 1.0 (Blackman and Vigna, 2018), seeded by SplitMix64.
///
/// Each purpose has a stream of its own, so that drawing more numbers for one does not move the others:
/// a wider layer leaves the order of the mini-batches as it was.
/// The standard library's `shuffle(using:)` is not used because its algorithm may change between versions of Swift.
package struct RandomStream: RandomNumberGenerator, Codable, Hashable, Sendable {
    /// What the numbers of a stream are for.
    package enum Purpose: String, Sendable {
        case split, initialization, shuffling
    }

    private var s0, s1, s2, s3: UInt64

    /// The generator with exactly this state, which must not be all zeros.
    package init(state: (UInt64, UInt64, UInt64, UInt64)) {
        (s0, s1, s2, s3) = state
    }

    package init(seed: Int, for purpose: Purpose) {
        var seeder = SplitMix64(state: UInt64(bitPattern: Int64(seed)) ^ fnv1a(purpose.rawValue.utf8))
        self.init(state: (seeder.next(), seeder.next(), seeder.next(), seeder.next()))
    }

    package mutating func next() -> UInt64 {
        let product = s1 &* 5
        let result = ((product << 7) | (product >> 57)) &* 9
        let shifted = s1 << 17
        s2 ^= s0
        s3 ^= s1
        s1 ^= s2
        s0 ^= s3
        s2 ^= shifted
        s3 = (s3 << 45) | (s3 >> 19)
        return result
    }

    /// A number in 0 ..< 1, one of 2^53.
    package mutating func uniform() -> Double {
        Double(next() >> 11) * 0x1p-53
    }

    /// A number in 0 ..< bound, each as likely as the others (Lemire's method).
    package mutating func integer(below bound: Int) -> Int {
        let bound = UInt64(bound)
        var product = next().multipliedFullWidth(by: bound)
        let threshold = (0 &- bound) % bound
        while product.low < threshold { product = next().multipliedFullWidth(by: bound) }
        return Int(product.high)
    }

    /// The numbers 0 ..< count in random order (Fisher and Yates).
    package mutating func permutation(of count: Int) -> [Int] {
        var order = Array(0..<count)
        for last in stride(from: count - 1, to: 0, by: -1) {
            order.swapAt(last, integer(below: last + 1))
        }
        return order
    }
}

/// SplitMix64 (Steele, Lea and Flood, 2014): turns one number into as many well-mixed ones as a seed needs.
package struct SplitMix64: RandomNumberGenerator, Sendable {
    private var state: UInt64

    package init(state: UInt64) { self.state = state }

    package mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}

/// The 64-bit FNV-1a hash: the same on every machine, unlike `Hasher`.
package func fnv1a(_ bytes: some Sequence<UInt8>) -> UInt64 {
    bytes.reduce(0xCBF2_9CE4_8422_2325) { hash, byte in (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
}
