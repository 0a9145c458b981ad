import HydrangeaTree
import Testing

@testable import HydrangeaGrammar

struct InterpolationParserTests {
    private func reference(_ keys: String..., dots: Int = 0) -> Interpolation {
        .reference(.init(dots: dots, keys: keys.map { .text($0) }))
    }

    @Test func aLoneReferenceIsToldFromText() throws {
        #expect(try InterpolatedText(parsing: "${a.b[0]}", compatibility: .hydra1_4).lone == reference("a", "b", "0"))
        #expect(try InterpolatedText(parsing: "${a} ", compatibility: .hydra1_4).lone == nil)
        #expect(try InterpolatedText(parsing: "${ ..a }", compatibility: .hydra1_4).lone == reference("a", dots: 2))
    }

    @Test(arguments: [
        ("\\${a}", "${a}"), ("\\\\\\${a}", "\\${a}"), ("x\\y\\\\ \\${a", "x\\y\\\\ ${a"), ("$a {b}", "$a {b}"),
        ("\\\\", "\\\\"),
    ])
    func escapedInterpolationsAreText(_ text: String, _ expected: String) throws {
        #expect(
            try InterpolatedText(parsing: text, compatibility: .hydra1_4) == InterpolatedText(parts: [.text(expected)]))
    }

    @Test func pairsOfBackslashesBeforeAnInterpolationAreHalved() throws {
        #expect(
            try InterpolatedText(parsing: "C:\\\\${a}", compatibility: .hydra1_4).parts == [
                .text("C:\\"), .interpolation(reference("a")),
            ])
    }

    @Test func argumentsHaveTypes() throws {
        let text = "${f:1,-2.5,true,null,a b,'q ${x}',[1,,2],{k: v, 1: 2},${y},x${y},a\\,b,???,\\???}"
        guard case .call(let call)? = try InterpolatedText(parsing: text, compatibility: .hydra1_4).lone else {
            Issue.record("not a call")
            return
        }
        #expect(call.name == [.text("f")])
        #expect(
            call.arguments == [
                .int(1), .float(-2.5), .bool(true), .null, .string("a b"),
                .text(InterpolatedText(parts: [.text("q "), .interpolation(reference("x"))])),
                .list([.int(1), .string(""), .int(2)]),
                .map([.init(key: .string("k"), value: .string("v")), .init(key: .int(1), value: .int(2))]),
                .interpolation(reference("y")),
                .text(InterpolatedText(parts: [.text("x"), .interpolation(reference("y"))])), .string("a,b"),
                .string("???"), .string("\\???"),
            ])
    }

    @Test func aKeyMayBeInterpolated() throws {
        #expect(
            try InterpolatedText(parsing: "${a.${b}[${c}]}", compatibility: .hydra1_4).lone
                == .reference(
                    .init(dots: 0, keys: [.text("a"), .interpolation(reference("b")), .bracketed(reference("c"))])))
    }

    @Test func keysHaveEscapesSinceHydra1_4() throws {
        #expect(try InterpolatedText(parsing: "${a\\.b}", compatibility: .hydra1_4).lone == reference("a.b"))
        #expect(throws: ConfigError.self) { try InterpolatedText(parsing: "${a\\.b}", compatibility: .hydra1_3) }
    }

    @Test(arguments: [
        (" 1 ", Interpolation.Argument.string(" 1 ")), ("1", .int(1)),
        ("[a, 'b']", .list([.string("a"), .string("b")])),
    ])
    func aTextOfItsOwnIsReadAsOneArgument(_ text: String, _ value: Interpolation.Argument) throws {
        #expect(try Interpolation.Argument(parsing: text, compatibility: .hydra1_4) == value)
    }

    @Test(arguments: [
        ("a.b[0]", ["a", "b", "0"]), ("[a].b", ["a", "b"]), ("a\\.b", ["a.b"]), ("..a", ["", "", "a"]), ("", [""]),
        ("a\\b", ["a\\b"]),
    ])
    func pathsSplitAtDotsAndBrackets(_ path: String, _ keys: [String]) {
        #expect(DottedPath.keys(of: path, compatibility: .hydra1_4) == keys)
    }

    @Test(arguments: ["${f:", "${", "${f:'${", "${f:{a:"])
    func deepNestingIsAnErrorAndNoOverflow(_ opening: String) {
        #expect(throws: ConfigError.self) {
            try InterpolatedText(parsing: String(repeating: opening, count: 10_000), compatibility: .hydra1_4)
        }
    }

    @Test(arguments: ["[", "{a:", "int("])
    func deeplyNestedValuesAreAnErrorAndNoOverflow(_ opening: String) {
        #expect(throws: ConfigError.self) {
            try Override(parsing: "a=" + String(repeating: opening, count: 10_000), argument: 1)
        }
    }
}
