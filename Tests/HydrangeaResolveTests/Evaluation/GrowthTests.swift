import HydrangeaResolve
import HydrangeaTree
import Testing

/// Trees that are large in one direction: a second look at anything would show as a test that does not end, a call of
/// itself as a crash.
@Suite struct GrowthTests {
    let interpolator = Interpolator()
    let size = 30_000

    private func mapping(_ value: (Int) -> ConfigNode) -> ConfigNode {
        ConfigNode(.mapping(ConfigMapping((0..<size).map { (.string("k\($0)"), value($0)) })))
    }

    @Test func aLongChainIsFollowed() throws {
        let tree = mapping { $0 == size - 1 ? "end" : ConfigNode(.string("${k\($0 + 1)}")) }
        let resolved = try interpolator.resolve(tree)
        #expect(resolved["k0"] == "end")
    }

    @Test func aLongChainOfTextsGrowsByOneCharacterALink() throws {
        let tree = mapping { $0 % 1_000 == 999 ? "" : ConfigNode(.string("x${k\($0 + 1)}")) }
        #expect(try interpolator.value(at: "k0", in: tree) == ConfigNode(.string(String(repeating: "x", count: 999))))
    }

    @Test func aLongChainOfResolversIsFollowed() throws {
        let tree = mapping { $0 == size - 1 ? 7 : ConfigNode(.string("${oc.select:k\($0 + 1)}")) }
        #expect(try interpolator.value(at: "k0", in: tree) == 7)
    }

    @Test func manyMayReferToOne() throws {
        var tree = mapping { _ in "${m.a}" }
        guard case .mapping(var entries) = tree.content else { return }
        entries["m"] = ["a": "${b}"]
        entries["b"] = 5
        tree.content = .mapping(entries)
        #expect(try interpolator.resolve(tree)["k29999"] == 5)
    }

    @Test func oneTextMayReferToMany() throws {
        let names = (0..<1_000).map { "${k\($0)}" }.joined()
        let pairs =
            [(ConfigKey.string("all"), ConfigNode(.string(names)))] + (0..<1_000).map { (.string("k\($0)"), "${one}") }
            + [("one", 1)]
        let tree = ConfigNode(.mapping(ConfigMapping(pairs)))
        #expect(
            try interpolator.value(at: "all", in: tree) == ConfigNode(.string(String(repeating: "1", count: 1_000))))
    }

    @Test func everyCallIsMadeOnce() throws {
        let counter = Counter()
        let resolvers = Resolvers.standard.registering("next") { () in counter.next() }
        let tree: ConfigNode = [
            "a": "${next:}", "b": "${a}-${a}", "c": "${b}", "d": ["${b}", "${oc.select:a}", "${oc.env:X,${a}}"],
        ]
        let resolved = try Interpolator(resolvers: resolvers).resolve(tree)
        #expect(resolved == ["a": 1, "b": "1-1", "c": "1-1", "d": ["1-1", 1, "1"]])
    }

    @Test func aDeepTreeIsResolved() throws {
        var tree: ConfigNode = "${top}"
        for _ in 0..<1_000 { tree = ["a": tree] }
        guard case .mapping(var entries) = tree.content else { return }
        entries["top"] = 3
        let resolved = try interpolator.resolve(ConfigNode(.mapping(entries)))
        var node = resolved
        for _ in 0..<1_000 { node = node["a"] ?? .null }
        #expect(node == 3)
    }

    @Test func textThatDoublesIsRefused() {
        var pairs: [(ConfigKey, ConfigNode)] = (0..<60).map {
            (.string("k\($0)"), ConfigNode(.string("${k\($0 + 1)}${k\($0 + 1)}")))
        }
        pairs.append(("k60", "x"))
        let tree = ConfigNode(.mapping(ConfigMapping(pairs)))
        expectError(from: { try interpolator.value(at: "k0", in: tree) }) {
            """
            error: interpolations make more than 256 MiB of text here
              help: look for texts that repeat one another: a: ${b}${b}
            """
        }
    }

    @Test func mappingsThatDoubleAreRefused() {
        var pairs: [(ConfigKey, ConfigNode)] = (0..<60).map {
            (.string("k\($0)"), ["a": ConfigNode(.string("${k\($0 + 1)}")), "b": ConfigNode(.string("${k\($0 + 1)}"))])
        }
        pairs.append(("k60", ["x": 1]))
        let tree = ConfigNode(.mapping(ConfigMapping(pairs)))
        expectError(from: { try interpolator.value(at: "k0", in: tree) }) {
            """
            error: interpolations make more than 10000000 values here
              help: look for mappings that hold one another more than once
            """
        }
    }

    @Test func listsThatDoubleInArgumentsAreRefused() {
        var pairs: [(ConfigKey, ConfigNode)] = (0..<60).map {
            (.string("k\($0)"), ConfigNode(.string("${oc.create:[${k\($0 + 1)},${k\($0 + 1)}]}")))
        }
        pairs.append(("k60", [1]))
        let tree = ConfigNode(.mapping(ConfigMapping(pairs)))
        expectError(from: { try interpolator.value(at: "k0", in: tree) }) {
            """
            error: interpolations make more than 1000000 values here
              help: look for mappings that hold one another more than once
            """
        }
    }

    @Test(arguments: [true, false]) func containersInContainersAreRefusedWhenTooDeep(_ isMade: Bool) {
        let tree = mapping {
            $0 == size - 1
                ? ["end"]
                : isMade
                    ? ConfigNode(.string("${oc.create:[${k\($0 + 1)}]}")) : ["a": ConfigNode(.string("${k\($0 + 1)}"))]
        }
        expectError(from: { try interpolator.value(at: "k0", in: tree) }) {
            """
            error: interpolations put containers more than 1000 levels deep into one another here
              help: look for a long chain of mappings that hold one another
            """
        }
    }

    @Test func aLongCycleIsToldInOneLine() {
        let tree = mapping { ConfigNode(.string("${k\(($0 + 1) % size)}")) }
        expectError(from: { try interpolator.value(at: "k0", in: tree) }) {
            """
            error: interpolations form a cycle: k0 → k1 → k2 → k3 → k4 → k5 → k6 → k7 → k8 → k9 → … (29990 more) → k0
              k0: ${k1}
              k1: ${k2}
              k2: ${k3}
              k3: ${k4}
              k4: ${k5}
              k5: ${k6}
              k6: ${k7}
              k7: ${k8}
              k8: ${k9}
              k9: ${k10}
              help: give one of them a value of its own
            """
        }
    }
}
