import HydrangeaResolve
import HydrangeaTree
import Testing

@Suite struct DestinationTests {
    let interpolator = Interpolator()
    let tree: ConfigNode = [
        "m": ["a": ["b": 1], "r": "${.a}"], "n": "${m}", "o": "${n.a}", "made": "${oc.create:{x: ${k}}}", "k": 1,
        "text": "x${k}", "lost": "${nope}",
        "selected": "${oc.select:m.a}",
    ]

    @Test(arguments: [("o", "m.a"), ("n.r", "m.a"), ("n.a.b", "m.a.b"), ("k", "k")])
    func writingToAPathFollowsReferences(_ path: String, _ place: String) throws {
        let found = try interpolator.follow(ConfigPath(path), in: tree)
        #expect(found?.path == ConfigPath(place))
        #expect(found?.node == tree[ConfigPath(place)])
    }

    @Test(arguments: ["made", "text", "selected", "m.nope", "made.x"]) func nothingIsWrittenToWhatHasNoPlace(
        _ path: String
    ) throws {
        #expect(try interpolator.follow(ConfigPath(path), in: tree) == nil)
    }

    @Test func destinationsTellPlacesFromWhatIsMade() throws {
        #expect(try interpolator.destination(of: "selected", in: tree) == .place("m.a", ["b": 1]))
        #expect(try interpolator.destination(of: "made", in: tree) == .config(["x": 1]))
        #expect(try interpolator.destination(of: "text", in: tree) == .value("x1"))
        #expect(try interpolator.destination(of: "m.nope", in: tree) == nil)
    }

    @Test func whatLeadsNowhereIsAnError() {
        expectError(from: { try interpolator.destination(of: "lost", in: tree)?.node }) {
            """
            error: ${nope} leads nowhere
              the config has: m, n, o, made, k, text, lost, selected
            """
        }
    }

    @Test func aMistakeOfSyntaxHasThePathOfItsText() {
        let tree: ConfigNode = ["a": ["b": [1, "${"]], "c": "${}", "d": "${c}"]
        let found = #expect(throws: ConfigError.self) { try interpolator.checkSyntax(of: tree) }
        #expect(found?.diagnostics.map { $0.path?.description } == ["a.b[1]", "c"])
        let resolved = #expect(throws: ConfigError.self) { try interpolator.resolve(tree) }
        #expect(resolved?.diagnostics.map { $0.path?.description } == ["a.b[1]", "c"])
    }

    @Test func syntaxIsCheckedWithoutResolving() throws {
        try interpolator.checkSyntax(of: ["a": "${nope}", "b": "${nope:x}"])
        expectError(
            from: {
                try interpolator.checkSyntax(of: file("a: ${b\nc: ${}"))
                return nil
            }
        ) {
            """
            conf/config.yaml:1:4: error: this interpolation is not closed
              1 | a: ${b
                     ^~ expected '}'
              help: write }; for the text itself, write \\${
            conf/config.yaml:2:4: error: this interpolation is empty
              2 | c: ${}
                     ^~~
              help: write ${KEY}; for the text itself, write \\${}
            """
        }
    }
}
