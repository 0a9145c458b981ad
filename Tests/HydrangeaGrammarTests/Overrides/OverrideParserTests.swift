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
        #expect(override.key == key)
        #expect(override.package == package)
        #expect(!override.isValuePath)
    }

    @Test(arguments: ["a[0]=1", "a[b\\.c]=1", "a\\.b=1", "a[0].b[1]=2", "\\==1"])
    func bracketsAndEscapesMakeAPathToAValue(_ text: String) throws {
        #expect(try Override(parsing: text, argument: 1).isValuePath)
        #expect(throws: ConfigError.self) { try Override(parsing: text, argument: 1, compatibility: .hydra1_3) }
    }

    @Test(arguments: [
        ("1", Override.Value.int(1)), ("-2", .int(-2)), ("1_000", .int(1000)), ("1.", .float(1)), (".5", .float(0.5)),
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
            .list([.int(1), .list([.string("x")]), .map([.init(key: "k", value: .quoted("v", .single))])])
        ),
        ("{a: b:c, 1: x}", .map([.init(key: "a", value: .string("b:c")), .init(key: 1, value: .string("x"))])),
    ])
    func aValueHasTheTypeOfItsOnlyToken(_ text: String, _ value: Override.Value) throws {
        #expect(try Override(parsing: "a=" + text, argument: 1).value == value)
    }

    @Test func ofEqualKeysTheLastValueStandsInTheFirstOnesPlace() throws {
        let value = try Override(parsing: "a={1:x,b:y,true:z}", argument: 1).value
        #expect(value == .map([.init(key: 1, value: .string("z")), .init(key: "b", value: .string("y"))]))
    }

    @Test func anIntegerBeyond64BitsKeepsItsDigits() throws {
        let override = try Override(parsing: "a=-123456789012345678901234567890", argument: 1)
        #expect(override.value?.valueText == "-123456789012345678901234567890")
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
        ("a=['é', x,[y]]", [3, 4, 9, 11, 12]), ("+a@p={k: 1,l:[2]}", [6, 7, 10, 12, 14, 15]),
        ("a=extend_list(1,[x])", [3, 15, 17, 18]), ("a=1", [3]),
        // The results of functions and the last of repeated keys have no text of their own.
        ("a=sort([2,1])", [3, 3, 3]), ("a=[int(1.5),2]", [3, 3, 3]), ("a={k:1,k:2}", [3, 3, 3]),
    ])
    func thePartsOfAValueHavePlacesOfTheirOwn(_ text: String, _ columns: [Int]) throws {
        #expect(places(try Override(parsing: text, argument: 1).node()) == columns)
    }

    @Test(arguments: [
        ("a=1.10,x,1_0", [[3], [8], [10]]), ("a=choice(1.10,[1,2])", [[10], [15, 16, 18]]), ("a=range(2)", [[3], [3]]),
        ("a=1.10", [[3]]),
    ])
    func theValuesOfJobsHaveThePlacesWhereTheyAreWrittenInTheSweep(_ text: String, _ columns: [[Int]]) throws {
        let list = try JobList(
            [try Override(parsing: text, argument: 1)], compatibility: .hydra1_4, options: { _ in [] })
        for (index, (job, columns)) in zip(list, columns).enumerated() {
            let overrides = try list.overrides(job, ofJob: index, compatibility: .hydra1_4)
            #expect(overrides.map(\.text) == job)
            #expect(try overrides.map { places(try $0.node()) } == [columns])
        }
    }

    /// The columns of a value and of all keys and values in it.
    private func places(_ node: ConfigNode) -> [Int] {
        switch node.content {
        case .sequence(let items): [node.origin.position.column] + items.flatMap(places)
        case .mapping(let mapping):
            [node.origin.position.column]
                + mapping.entries.flatMap { [$0.keyOrigin.position.column] + places($0.value) }
        default: [node.origin.position.column]
        }
    }
}
