import HydrangeaGrammar
import HydrangeaTree
import Testing

struct OverrideParserTests {
    @Test(arguments: [
        ("a=1", Override.Operation.change, "a", nil), ("+a.b=1", .add, "a.b", nil), ("++a=1", .forceAdd, "a", nil),
        ("~a", .delete, "a", nil), ("db@backup=pg", .change, "db", "backup"),
        ("db/driver@a.b=pg", .change, "db/driver", "a.b"),
        ("a@=1", .change, "a", ""), ("~", .delete, "", nil), ("a.0.b=1", .change, "a.0.b", nil),
    ])
    func aKeyHasASignAPathAndAPackage(
        _ text: String, _ operation: Override.Operation, _ key: String, _ package: String?
    ) throws {
        let override = try Override(parsing: text, argument: 1)
        #expect(override.operation == operation)
        #expect(override.key == .name(key, package: package))
    }

    @Test(arguments: [
        ("a[0]=1", ["a", "0"]), ("a[b\\.c]=1", ["a", "b.c"]), ("a\\.b=1", ["a.b"]),
        ("a[0].b[1]=2", ["a", "0", "b", "1"]), ("\\==1", ["="]),
    ])
    func bracketsAndEscapesMakeAPathToAValue(_ text: String, _ steps: [String]) throws {
        let key = try Override(parsing: text, argument: 1).key
        #expect(key == .path(steps, written: String(text.dropLast(2))))
        #expect(throws: ConfigError.self) { try Override(parsing: text, argument: 1, compatibility: .hydra1_3) }
    }

    @Test(arguments: [
        ("1", Override.Value.Content.int(1)), ("-2", .int(-2)), ("1_000", .int(1000)), ("1.", .float(1)),
        (".5", .float(0.5)),
        ("1e3", .float(1000)),
        ("TRUE", .bool(true)), ("Null", .null), ("-inf", .float(-.infinity)), ("007", .string("007")),
        ("1__0", .string("1__0")),
        ("1.2.3", .string("1.2.3")), ("10 k", .string("10 k")), ("true.false", .string("true.false")),
        ("yes", .string("yes")),
        ("a\\,b", .string("a,b")), ("C:\\x", .string("C:\\x")), ("${a.b}", .string("${a.b}")), (" x ", .string("x")),
        ("", .string("")),
        ("'a\\'b'", .quoted("a'b", .single)), ("\"x\\\\y\"", .quoted("x\\\\y", .double)),
        ("'x\\\\'", .quoted("x\\", .single)),
        (
            "[1,[x],{k: 'v'}]",
            .list([
                .init(.int(1)), .init(.list([.init(.string("x"))])),
                .init(.map([.init(key: "k", value: .init(.quoted("v", .single)))])),
            ])
        ),
        (
            "{a: b:c, 1: x}",
            .map([.init(key: "a", value: .init(.string("b:c"))), .init(key: 1, value: .init(.string("x")))])
        ),
    ])
    func aValueHasTheTypeOfItsOnlyToken(_ text: String, _ value: Override.Value.Content) throws {
        #expect(try Override(parsing: "a=" + text, argument: 1).value?.content == value)
    }

    @Test func ofEqualKeysTheLastValueStandsInTheFirstOnesPlace() throws {
        let value = try Override(parsing: "a={1:x,b:y,true:z}", argument: 1).value?.content
        #expect(
            value == .map([.init(key: 1, value: .init(.string("z"))), .init(key: "b", value: .init(.string("y")))]))
    }

    @Test func anIntegerBeyond64BitsKeepsItsDigits() throws {
        let override = try Override(parsing: "a=-123456789012345678901234567890", argument: 1)
        #expect(override.value?.content.text == "-123456789012345678901234567890")
    }

    @Test(arguments: [
        "a=1,x,'q',true,null,1.5", "a=[1,{k:[x\\ y]},'it\\'s']", "a={a\\:b:1}", "a=\\[x\\]", "+a@p=$\\{b\\}",
        "a=\"\\\\\"", "~a=1", "a[0].b=x",
    ])
    func whatIsPrintedForAJobIsReadBackAsTheSameOverride(_ text: String) throws {
        let override = try Override(parsing: text, argument: 1)
        for job in try JobList([override], compatibility: .hydra1_4, options: { _ in [] }) {
            for printed in job {
                let again = try Override(parsing: printed, argument: 1)
                #expect(try JobList([again], compatibility: .hydra1_4, options: { _ in [] }).map(\.self) == [[printed]])
            }
        }
    }

    @Test func aValueBecomesANodeWhereverItIsNotASweep() throws {
        #expect(try Override(parsing: "a=[1,'x']", argument: 1).node() == [1, "x"])
        #expect(try Override(parsing: "~a", argument: 1).node() == .null)
        let sweep = try Override(parsing: "a=1,2", argument: 1)
        #expect(throws: ConfigError.self) { try sweep.node() }
    }

    @Test(arguments: [
        ("a=['é', x,[y]]", ["['é', x,[y]]", "'é'", "x", "[y]", "y"]),
        ("+a@p={k: 1,l : [2] }", ["{k: 1,l : [2] }", "k", "1", "l", "[2]", "2"]),
        ("a=extend_list(1,[ x y ])", ["extend_list(1,[ x y ])", "1", "[ x y ]", "x y"]), ("a= 1", ["1"]), ("a=", [""]),
        ("a=['x\ny',b]", ["['x\ny',b]", "'x\ny'", "b"]), ("a=x\\ ", ["x\\ "]),
        // What a function makes has the place of the call; what it passes on keeps its own.
        ("a=sort([2,1])", ["sort([2,1])", "1", "2"]), ("a=[int(1.5),2]", ["[int(1.5),2]", "int(1.5)", "2"]),
        ("a=float([1,2.0])", ["float([1,2.0])", "float([1,2.0])", "2.0"]), ("a={k:1,k:2}", ["{k:1,k:2}", "k", "2"]),
    ])
    func thePartsOfAValueHavePlacesOfTheirOwn(_ text: String, _ written: [String]) throws {
        #expect(places(try Override(parsing: text, argument: 1).node()) == written)
    }

    @Test(arguments: [
        ("a=1.10,x,1_0", [["1.10"], ["x"], ["1_0"]]), ("a=choice(1.10,[1,2])", [["1.10"], ["[1,2]", "1", "2"]]),
        ("a=range(2)", [["range(2)"], ["range(2)"]]), ("a=1.10", [["1.10"]]), ("a=sort(b,a)", [["a"], ["b"]]),
        // A value that is read back as another one has one place.
        ("a=choice('[1]',x)", [["'[1]'"], ["x"]]),
        ("a=choice('1',[str(1),2])", [["'1'"], ["[str(1),2]", "[str(1),2]", "[str(1),2]"]]),
    ])
    func theValuesOfJobsHaveThePlacesWhereTheyAreWrittenInTheSweep(_ text: String, _ written: [[String]]) throws {
        let list = try JobList(
            [try Override(parsing: text, argument: 1)], compatibility: .hydra1_4, options: { _ in [] })
        for (index, (job, written)) in zip(list, written).enumerated() {
            let overrides = try #require(try list.overrides(ofJob: index))
            #expect(overrides.map(\.text) == job)
            #expect(try overrides.map { places(try $0.node()) } == [written])
        }
    }

    /// The text of a value in its source, and the texts of all keys and values in it.
    private func places(_ node: ConfigNode) -> [String] {
        let text = String(decoding: node.origin.bytes, as: UTF8.self)
        switch node.content {
        case .sequence(let items): return [text] + items.flatMap(places)
        case .mapping(let mapping):
            return [text]
                + mapping.entries.flatMap { entry in
                    [String(decoding: entry.keyOrigin.bytes, as: UTF8.self)] + places(entry.value)
                }
        default: return [text]
        }
    }
}
