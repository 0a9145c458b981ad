import Testing

import digits

/// The outputs are those that the authors' reference implementations give.
struct RandomStreamTests {
    @Test func xoshiro256StarStarGivesThePublishedNumbers() {
        var stream = RandomStream(state: (1, 2, 3, 4))
        let expected: [UInt64] = [
            11520, 0, 1_509_978_240, 1_215_971_899_390_074_240, 1_216_172_134_540_287_360, 607_988_272_756_665_600,
            16_172_922_978_634_559_625, 8_476_171_486_693_032_832, 10_595_114_339_597_558_777, 2_904_607_092_377_533_576,
        ]
        for number in expected { #expect(stream.next() == number) }
    }

    @Test func splitMix64GivesThePublishedNumbers() {
        var seeder = SplitMix64(state: 1_234_567)
        let expected: [UInt64] = [
            6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423, 4_593_380_528_125_082_431,
            16_408_922_859_458_223_821,
        ]
        for number in expected { #expect(seeder.next() == number) }
    }

    @Test func fnv1aGivesThePublishedHashes() {
        #expect(fnv1a("".utf8) == 0xCBF2_9CE4_8422_2325)
        #expect(fnv1a("a".utf8) == 0xAF63_DC4C_8601_EC8C)
        #expect(fnv1a("foobar".utf8) == 0x8594_4171_F739_67E8)
    }

    @Test func eachPurposeHasAStreamOfItsOwn() {
        var split = RandomStream(seed: 7, for: .split)
        var shuffling = RandomStream(seed: 7, for: .shuffling)
        var otherSeed = RandomStream(seed: 8, for: .split)
        let first = split.next()
        #expect(first != shuffling.next())
        #expect(first != otherSeed.next())
    }

    @Test(arguments: [0, 1, 2, 1000]) func aPermutationHasEveryNumberOnce(count: Int) {
        var stream = RandomStream(seed: 1, for: .shuffling)
        #expect(stream.permutation(of: count).sorted() == Array(0..<count))
    }
}
