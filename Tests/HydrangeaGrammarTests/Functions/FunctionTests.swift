import HydrangeaGrammar
import HydrangeaTree
import Testing

struct FunctionTests {
    private func texts(_ text: String, _ compatibility: Compatibility = .hydra1_4) throws -> [String]? {
        let override = try Override(parsing: "a=" + text, argument: 1, compatibility: compatibility)
        guard case .sweep(let sweep)? = override.value?.content else {
            return override.value?.content.text.map { [$0] }
        }
        return sweep.alternatives(at: .unknown, compatibility: compatibility) { [] }?.map(\.text)
    }

    @Test(arguments: [
        ("int(3.9)", ["3"]), ("int(' 1_0 ')", ["10"]), ("int(1e22)", ["10000000000000000000000"]),
        ("float(3)", ["3.0"]), ("str(true)", ["true"]),
        ("bool(null)", ["False"]), ("int([1.5,'2'])", ["[1,2]"]), ("str({a:1.0})", ["{a:1.0}"]),
        ("int(1.5,2.5)", ["1", "2"]),
        ("json_str({a:[1,null]})", ["\\{\"a\"\\:\\ \\[1\\,\\ null\\]\\}"]), ("int('\u{663}')", ["3"]),
    ])
    func castsConvertAllThatAValueHolds(_ text: String, _ expected: [String]) throws {
        #expect(try texts(text) == expected)
    }

    @Test(arguments: [
        ("range(3)", ["0", "1", "2"]), ("range(5,0,-2)", ["5", "3", "1"]),
        ("range(0.1,0.5,0.1)", ["0.1", "0.2", "0.3", "0.4"]),
        ("range(5,1)", []), ("int(range(0,2,0.5))", ["0", "0", "1", "1"]),
        ("sort(range(1,10,4),reverse=true)", ["9", "5", "1"]),
        ("sort(range(0,1,0.3),reverse=true)", ["0.9", "0.6", "0.3", "0.0"]),
        ("range(99999999999999999999,100000000000000000001)", ["99999999999999999999", "100000000000000000000"]),
    ])
    func rangesStepExactly(_ text: String, _ expected: [String]) throws {
        #expect(try texts(text) == expected)
    }

    @Test(arguments: [
        ("range(0.1,0.5,0.1)", ["0.1", "0.2", "0.30000000000000004", "0.4"]),
        ("sort(range(0,1,0.3),reverse=true)", ["0.7", "0.39999999999999997", "0.09999999999999998", "-0.2"]),
        ("float(range(2))", ["0.0", "1.0"]),
    ])
    func rangesOfHydra1_3StepInBinary(_ text: String, _ expected: [String]) throws {
        #expect(try texts(text, .hydra1_3) == expected)
    }

    @Test(arguments: [
        ("sort(3,1,2)", ["1", "2", "3"]), ("sort(b,a,B)", ["B", "a", "b"]),
        ("sort([[2],[1,9],[1]])", ["[[1],[1,9],[2]]"]),
        ("sort(1,1.0,true,0,reverse=true)", ["1", "1.0", "True", "0"]), ("sort(x)", ["x"]),
        ("sort(9007199254740993,9007199254740992.0)", ["9007199254740992.0", "9007199254740993"]),
        ("sort(100000000000000000001,1e20,3)", ["3", "1e+20", "100000000000000000001"]),
        ("sort(5000000000000000001,int(5e18))", ["5000000000000000000", "5000000000000000001"]),
        ("shuffle(x)", ["[x]"]),
    ])
    func sortingIsStable(_ text: String, _ expected: [String]) throws {
        #expect(try texts(text) == expected)
    }

    @Test func aShuffleHasTheSameValuesInTheSameOrderEachTime() throws {
        let first = try #require(try texts("shuffle(range(100))"))
        #expect(first == (try texts("shuffle(range(100))")))
        #expect(first != (try texts("range(100)")))
        #expect(Set(first).count == 100)
    }

    /// The order of shuffled jobs is the same on every machine and with every compiler.
    @Test(arguments: [
        ("shuffle(range(10))", ["1", "5", "0", "9", "4", "8", "2", "6", "7", "3"]),
        ("shuffle(a,b,c,d)", ["b", "d", "c", "a"]), ("shuffle([1,2,3,4,5])", ["[1,5,3,2,4]"]),
    ])
    func theOrderOfAShuffleNeverChanges(_ text: String, _ expected: [String]) throws {
        #expect(try texts(text) == expected)
    }

    @Test(arguments: ["range(0,inf)", "range(0,3,0)", "range(nan)", "range(0,1000000000000)", "range(1,2,1e-300)"])
    func aRangeWithoutEndIsNeverListed(_ text: String) throws {
        #expect(try texts(text) == nil)
        let override = try Override(parsing: "a=" + text, argument: 1)
        #expect(throws: ConfigError.self) { try JobList([override], compatibility: .hydra1_4, options: { _ in [] }) }
    }

    @Test(arguments: ["json_str(1)", "extend_list(1)"])
    func hydra1_3LacksTwoFunctions(_ text: String) throws {
        _ = try Override(parsing: "a=" + text, argument: 1)
        #expect(throws: ConfigError.self) { try Override(parsing: "a=" + text, argument: 1, compatibility: .hydra1_3) }
    }
}
