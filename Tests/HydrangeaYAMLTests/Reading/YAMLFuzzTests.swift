import HydrangeaTree
import HydrangeaYAML
import Testing

/// Fuzz tests: no text crashes the reader, and printed values read back the same.
struct YAMLFuzzTests {
    private static let seeds = [
        "a: &x {b: [1, 2.5, yes, ~], 'c': \"d\\n\"}\ne:\n  <<: *x\n  f: |\n    text\n    more\n",
        "- !!int '12'\n- !!binary aGk=\n- !!omap [x: 1]\n- ? k\n  : v\n- [a, {b: c}]\n- ${x} ??? 1:30 0x1f -.5\n",
        "%YAML 1.1\n--- # c\n\"k\\u00e9y\": >-\n  folded\n  text\n\n  é 日本 😀\n...\n",
    ]
    private static let pieces: [[UInt8]] = [
        "<<: ", "&x ", "*x", "- ", ": ", "\n  ", "{", "}", "[", "]", "\"", "'", "#", "|\n", "---\n", "\t", "!!str ",
        "? ", "\u{85}", "\u{FEFF}",
    ].map { Array($0.utf8) }

    @Test(arguments: 0..<8)
    func noTextTrapsAndWhatIsPrintedReadsBack(_ seed: UInt64) {
        var random = Steps(state: seed)
        for _ in 0..<500 {
            var bytes = Array(Self.seeds[random.next(Self.seeds.count)].utf8)
            for _ in 0...random.next(4) { mutate(&bytes, &random) }
            check(bytes)
        }
    }

    private func check(_ bytes: [UInt8]) {
        let reader = YAMLReader()
        do throws(ConfigError) {
            let node = try reader.readDocument(SourceText(.file("fuzz.yaml"), bytes: bytes))
            let again = try reader.readDocument(SourceText(.memory("again"), text: YAMLWriter().string(for: node)))
            #expect(again == node, "from \(bytes)")
        } catch {
            #expect(!error.description.contains("this is not YAML"), "from \(bytes)")
        }
    }

    private func mutate(_ bytes: inout [UInt8], _ random: inout Steps) {
        let place = random.next(bytes.count + 1)
        switch random.next(3) {
        case 0 where place < bytes.count: bytes[place] = UInt8(truncatingIfNeeded: random.next(256))
        case 1 where place < bytes.count: bytes.removeSubrange(place..<min(bytes.count, place + 1 + random.next(5)))
        default: bytes.insert(contentsOf: Self.pieces[random.next(Self.pieces.count)], at: place)
        }
    }

    /// A small random number generator with a fixed seed, so that failures can be repeated.
    private struct Steps {
        var state: UInt64

        mutating func next(_ bound: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % bound
        }
    }
}
