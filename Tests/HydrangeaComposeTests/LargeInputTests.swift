import HydrangeaCompose
import HydrangeaTree
import Testing

/// Configs far larger than usual: they compose or are refused with one message, and the stack does not overflow.
@Suite struct LargeInputTests {
    @Test func aHundredThousandKeysKeepTheirOrderAndTheirValues() throws {
        let keys = 0..<100_000
        let text = try composed(
            ["config": keys.map { "k\($0): \($0)\n" }.joined()], ["k500=changed", "~k0", "+k100000=last"])
        let lines = text.split(separator: "\n")
        #expect(lines.count == keys.count)
        #expect(lines[0] == "k1: 1")
        #expect(lines[499] == "k500: changed")
        #expect(lines[99_999] == "k100000: last")
    }

    @Test func aFileThatChangesEveryKeyOfALargeOneLeavesTheirOrder() throws {
        let keys = 0..<5000
        let text = try composed(
            [
                "config": "defaults: [base, _self_]\n" + keys.reversed().map { "k\($0): new\n" }.joined() + "more: 1\n",
                "base": keys.map { "k\($0): old\n" }.joined(),
            ])
        #expect(text == keys.map { "k\($0): new\n" }.joined() + "more: 1\n")
    }

    @Test func thousandsOfOverridesAreAppliedInTheirOrder() throws {
        let keys = 0..<3000
        let overrides = keys.map { "k\($0)=\($0)" } + keys.map { "++group.k\($0)=\($0)" } + ["model=large", "k7=seven"]
        let text = try composed(
            [
                "config": "defaults: [model: small, _self_]\n" + keys.map { "k\($0): x\n" }.joined(),
                "model/small": "size: 1\n", "model/large": "size: 9\n",
            ],
            overrides)
        let lines = text.split(separator: "\n")
        #expect(lines[0...1] == ["model:", "  size: 9"])
        #expect(lines[9] == "k7: seven")
        #expect(lines[3001] == "k2999: 2999")
        #expect(lines.last == "  k2999: 2999")
    }

    @Test func anInterpolationChainOfTenThousandLinksIsFollowedToItsEnd() throws {
        let links = 0..<10_000
        let text = try composed(
            ["config": links.map { "k\($0): ${k\($0 + 1)}\n" }.joined() + "k10000: end\n"], resolved: true)
        #expect(text == (links.map { "k\($0): end\n" } + ["k10000: end\n"]).joined())
    }

    @Test func aThousandDefaultsAreMergedInTheirOrder() throws {
        var configs = ["config": "defaults:\n" + (0..<1000).map { "  - g\($0): a\n" }.joined() + "  - _self_\n"]
        for number in 0..<1000 { configs["g\(number)/a"] = "# @package _global_\nlast: \(number)\nk\(number): 1\n" }
        let lines = try composed(configs).split(separator: "\n")
        #expect(lines.count == 1001)
        #expect(lines[0] == "last: 999")
        #expect(lines[1000] == "k999: 1")
    }

    @Test func nestingUpToTheLimitIsComposedChangedAndPrinted() throws {
        let depth = 999
        let config =
            (0..<depth).map { String(repeating: " ", count: $0) + "k:\n" }.joined()
            + String(repeating: " ", count: depth) + "v: ${top}\n"
        let path = Array(repeating: "k", count: depth).joined(separator: ".")
        let text = try composed(["config": config + "top: 1\n"], ["+\(path).w=2"], resolved: true)
        #expect(text.contains(String(repeating: " ", count: 2 * depth) + "w: 2\n"))
        #expect(text.contains(String(repeating: " ", count: 2 * depth) + "v: 1\n"))
    }

    @Test func anOverrideDeeperThanTheLimitIsRefused() {
        let key = Array(repeating: "a", count: 10_000).joined(separator: ".")
        #expect(
            message(["config": "a: 1\n"], ["+\(key)=1"])?.split(separator: "\n").first
                == "error: this key has 10000 steps, and a config has at most 1000 levels")
    }

    @Test func aPackageDeeperThanTheLimitIsRefused() {
        let package = Array(repeating: "a", count: 1001).joined(separator: ".")
        #expect(
            message(["config": "defaults:\n  - ? g@\(package)\n    : x\n", "g/x": "v: 1\n"])?.split(separator: "\n")
                .first
                == "config.yaml:2:7: error: a package has 1001 steps here, and a config has at most 1000 levels")
    }
}
