import HydrangeaResolve
import HydrangeaTree
import Testing

/// Tests of very large trees. An algorithm with quadratic time would not finish, and recursion would overflow the
/// stack.
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
        var entries = try #require(tree.mapping)
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

    @Test(arguments: [10, 40]) func aMistakeElsewhereDoesNotRepeatCalls(_ length: Int) {
        let counter = Counter()
        let resolvers = Resolvers.standard.registering("step") { (_: Int) in counter.next() }
        let chain = (0..<length).map { (ConfigKey.string("k\($0)"), ConfigNode(.string("${step:${k\($0 + 1)}}"))) }
        let tree = ConfigNode(.mapping(ConfigMapping(chain + [(.string("k\(length)"), 0), ("bad", "${nope}")])))
        let resolution = Interpolator(resolvers: resolvers).resolving(tree)
        #expect(resolution.mistakes.map(\.message) == ["${nope} leads nowhere"])
        #expect(resolution.root["bad"] == "${nope}")
        #expect(resolution.root["k0"] == ConfigNode(.int(length)))
        #expect(counter.next() == length + 1)
    }

    @Test func whatCannotBeResolvedStaysAsItIsWritten() {
        let tree: ConfigNode = [
            "a": ["x": "${nope}", "y": ["${b}", "${c.d}"]], "b": 1, "c": "${a}", "l": ["${l2}", "${b}"], "l2": ["${l}"],
        ]
        let resolution = interpolator.resolving(tree)
        #expect(
            resolution.root == [
                "a": ["x": "${nope}", "y": [1, "${c.d}"]], "b": 1, "c": "${a}", "l": ["${l2}", 1], "l2": ["${l}"],
            ])
        #expect(
            resolution.mistakes.map(\.message) == [
                "${nope} leads nowhere", "${c.d} leads nowhere", "interpolations form a cycle: l[0] → l2[0] → l[0]",
            ])
    }

    @Test func onlyTheFirstMistakesAreToldButAllValuesAreResolved() throws {
        let tree = mapping { $0 == size - 1 ? "${one}" : ConfigNode(.string("${nope\($0)}")) }
        var entries = try #require(tree.mapping)
        entries["one"] = 1
        let resolution = interpolator.resolving(ConfigNode(.mapping(entries)))
        #expect(resolution.mistakes.count == 20)
        #expect(resolution.root["k29999"] == 1)
    }

    @Test func callsAreMadeOnceAndInOrderWhenATextIsEvaluatedAgain() throws {
        let counter = Counter()
        let resolvers = Resolvers.standard.registering("next") { () in counter.next() }
        let tree: ConfigNode = [
            "t": "${next:}-${oc.select:a}-${next:}-${b.${oc.select:c}}-${oc.create:[${next:}]}",
            "a": "${next:}", "b": ["k": "${next:}"], "c": "${oc.decode:${d}}", "d": "k",
        ]
        let value = try Interpolator(resolvers: resolvers).value(at: "t", in: tree)
        #expect(value == "1-2-3-4-[5]")
    }

    @Test(arguments: ["${oc.select:k%}", "${oc.dict.keys:k%}", "${oc.create:[${k%}]}"])
    func oneTextMayCallForMany(_ call: String) throws {
        let count = 3_000
        let names = (0..<count).map { call.replacing("%", with: String($0)) }.joined()
        let pairs =
            [(ConfigKey.string("all"), ConfigNode(.string(names)))] + (0..<count).map { (.string("k\($0)"), "${one}") }
            + [("one", ["a": 1])]
        #expect(try interpolator.value(at: "all", in: ConfigNode(.mapping(ConfigMapping(pairs)))) != nil)
    }

    @Test func aTextThatDecodesItselfIsRefused() {
        expectError(from: {
            try interpolator.resolve(["a": "${oc.decode:${b}}", "b": "\\${oc.decode:\\${b}}"])
        }) {
            """
            error: resolvers call one another more than 300 levels deep here
              help: look for a text that ${oc.decode:…} reads again and again
            """
        }
    }

    @Test func aDeepTreeIsResolved() throws {
        var tree: ConfigNode = "${top}"
        for _ in 0..<1_000 { tree = ["a": tree] }
        var entries = try #require(tree.mapping)
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
