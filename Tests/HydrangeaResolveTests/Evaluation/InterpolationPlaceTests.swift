import HydrangeaResolve
import HydrangeaTree
import Testing

@Suite struct InterpolationPlaceTests {
    /// A block text begins at its sign, and what it refers to may stand lines below.
    @Test func anInterpolationOfABlockTextIsMarkedOnItsLine() {
        let source = SourceText(.file("a.yaml"), text: "text: |\n  one\n  two ${nope}\n  three\n")
        let text = ConfigNode(.string("one\ntwo ${nope}\nthree\n"), origin: Origin(source, 6..<source.bytes.count))
        expectError {
            try Interpolator().resolve(["text": text])
        } _: {
            """
            a.yaml:3:7: error: ${nope} leads nowhere
              3 |   two ${nope}
                        ^~~~~~~
              the config has: text
            """
        }
    }

    @Test func aLongCycleIsCut() {
        let pairs = (0..<14).map { (ConfigKey.string("k\($0)"), ConfigNode(.string("${k\(($0 + 1) % 14)}"))) }
        let error = #expect(throws: ConfigError.self) {
            try Interpolator().resolve(ConfigNode(.mapping(ConfigMapping(pairs))))
        }
        #expect(
            error?.diagnostics.first?.message == "interpolations form a cycle: "
                + (0..<10).map { "k\($0) → " }.joined() + "… (4 more) → k0")
    }
}
