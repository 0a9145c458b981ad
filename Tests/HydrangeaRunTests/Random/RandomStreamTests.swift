import Foundation
import Testing
@testable import HydrangeaRun

/// Tests that random numbers are the same on every machine. The expected values must never change.
@Suite struct RandomStreamTests {
    private struct Known: Sendable {
        var counter: Philox.Block
        var key: (UInt32, UInt32)
        var block: Philox.Block
    }

    /// The known answers published with the authors' implementation Random123 (`tests/kat_vectors`, lines `philox4x32
    /// 10`).
    private static let known = [
        Known(counter: (0, 0, 0, 0), key: (0, 0), block: (0x6627_e8d5, 0xe169_c58d, 0xbc57_ac4c, 0x9b00_dbd8)),
        Known(
            counter: (0xffff_ffff, 0xffff_ffff, 0xffff_ffff, 0xffff_ffff), key: (0xffff_ffff, 0xffff_ffff),
            block: (0x408f_276d, 0x41c8_3b0e, 0xa20b_c7c6, 0x6d54_51fd)),
        Known(
            counter: (0x243f_6a88, 0x85a3_08d3, 0x1319_8a2e, 0x0370_7344), key: (0xa409_3822, 0x299f_31d0),
            block: (0xd16c_fe09, 0x94fd_cceb, 0x5001_e420, 0x2412_6ea1)),
    ]

    @Test(arguments: [0, 1, 2]) func philoxGivesThePublishedAnswers(index: Int) {
        let known = Self.known[index]
        #expect(Philox.block(known.counter, key: known.key) == known.block)
    }

    @Test func aStreamIsWhatItsDocumentationSays() {
        // Computed by a separate program, written from the documentation.
        var stream = RandomStream(seed: 42, name: "shuffle")
        #expect(
            (0..<4).map { _ in stream.next() } == [
                9686448749752841831, 6511546239970089470, 10925016588361054402, 17725668135781527676,
            ])
    }

    @Test func namesSeedsWorkersAndJobsHaveStreamsOfTheirOwn() {
        let seed = Run.Seed(42 as UInt64)
        var streams = [
            seed.generator("shuffle"), seed.generator("split"), Run.Seed(43 as UInt64).generator("shuffle"),
            seed.generator("shuffle", worker: 0),
            seed.generator("shuffle", worker: 1), seed.derived("job", 0).generator("shuffle"),
            seed.derived("job", 1).generator("shuffle"),
        ]
        #expect(Set(streams.indices.map { streams[$0].next() }).count == streams.count)
    }

    @Test func theOrderInWhichStreamsAreUsedDoesNotMatter() {
        let seed = Run.Seed(7 as UInt64)
        var first = seed.generator("a")
        var second = seed.generator("b")
        let apart = ((0..<5).map { _ in first.next() }, (0..<5).map { _ in second.next() })
        var again = (seed.generator("b"), seed.generator("a"))
        var mixed: ([UInt64], [UInt64]) = ([], [])
        for _ in 0..<5 {
            mixed.1.append(again.0.next())
            mixed.0.append(again.1.next())
        }
        #expect(apart == mixed)
    }

    @Test(arguments: [0, 1, 2, 7]) func aStreamGoesOnFromACheckpoint(drawn: Int) throws {
        var stream = RandomStream(seed: 1, name: "x")
        for _ in 0..<drawn { _ = stream.next() }
        var other = try JSONDecoder().decode(RandomStream.self, from: JSONEncoder().encode(stream))
        #expect((0..<5).map { _ in stream.next() } == (0..<5).map { _ in other.next() })
    }

    @Test func drawsAreMadeOfTheNumbersAsDocumented() {
        var stream = RandomStream(seed: 42, name: "draws")
        #expect(stream.uniform() == 0.757931082606793)
        #expect(stream.integer(below: 1000) == 793)
        #expect(stream.permutation(of: 10) == [6, 8, 1, 7, 4, 5, 3, 2, 0, 9])
        #expect(stream.uniform(in: -1..<1) == 0.8783655272083895)
        #expect(abs(stream.normal() - -2.2408690821563457) < 1e-12)
    }

    @Test(arguments: [0, 1, 2, 1000]) func aPermutationHasEveryNumberOnce(count: Int) {
        var stream = RandomStream(seed: 1, name: "p")
        #expect(stream.permutation(of: count).sorted() == Array(0..<count))
    }

    @Test func noBoundTrapsOrIsReached() {
        var stream = RandomStream(seed: 1, name: "bounds")
        #expect(stream.integer(below: 0) == 0)
        #expect(stream.integer(below: -3) == 0)
        #expect(stream.permutation(of: -1) == [])
        #expect(stream.choice(of: [Int]()) == nil)
        #expect(stream.uniform(in: 1..<1) == 1)
        for _ in 0..<1000 { #expect((0..<3).contains(stream.integer(below: 3))) }
    }

    @Test func drawsHaveTheirDistribution() {
        var stream = RandomStream(seed: 5, name: "moments")
        let count = 20_000
        let numbers = (0..<count).map { _ in stream.normal(mean: 1, deviation: 2) }
        let mean = numbers.reduce(0, +) / Double(count)
        let variance = numbers.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(count)
        #expect(abs(mean - 1) < 0.05)
        #expect(abs(variance - 4) < 0.15)
        var tally = [0, 0, 0]
        for _ in 0..<count { tally[stream.integer(below: 3)] += 1 }
        for number in tally { #expect(abs(number - count / 3) < 300) }
        let happened = (0..<count).filter { _ in stream.chance(0.25) }.count
        #expect(abs(happened - count / 4) < 300)
        for _ in 0..<1000 { #expect(!stream.chance(0) && stream.chance(1)) }
    }
}
