import HydrangeaGrammar
import HydrangeaTree
import Testing

struct OverrideParserTests {
    @Test(arguments: [
        ("a=1", Override.Operation.change, "a", nil), ("+a.b=1", .add, "a.b", nil), ("++a=1", .forceAdd, "a", nil),
        ("~a", .delete, "a", nil), ("db@backup=pg", .change, "db", "backup"), ("db/driver@a.b=pg", .change, "db/driver", "a.b"),
        ("a@=1", .change, "a", ""), ("~", .delete, "", nil), ("a.0.b=1", .change, "a.0.b", nil),
    ])
    func aKeyHasASignAPathAndAPackage(_ text: String, _ operation: Override.Operation, _ key: String, _ package: String?) throws {
        let override = try Override(parsing: text, argument: 1)
        #expect(override.operation == operation)
        #expect(override.key == key)
        #expect(override.package == package)
        #expect(!override.isValuePath)
    }

    @Test(arguments: ["a[0]=1", "a[b\\.c]=1", "a\\.b=1", "a[0].b[1]=2", "\\==1"])
    func bracketsAndEscapesMakeAPathToAValue(_ text: String) throws {
        #expect(try Override(parsing: text, argument: 1).isValuePath)
        #expect(throws: ConfigError.self) { try Override(parsing: text, argument: 1, rules: .hydra1_3) }
    }

    @Test(arguments: [
        ("1", OverrideValue.int(1)), ("-2", .int(-2)), ("1_000", .int(1000)), ("1.", .float(1)), (".5", .float(0.5)), ("1e3", .float(1000)),
        ("TRUE", .bool(true)), ("Null", .null), ("-inf", .float(-.infinity)), ("007", .string("007")), ("1__0", .string("1__0")),
        ("1.2.3", .string("1.2.3")), ("10 k", .string("10 k")), ("true.false", .string("true.false")), ("yes", .string("yes")),
        ("a\\,b", .string("a,b")), ("C:\\x", .string("C:\\x")), ("${a.b}", .string("${a.b}")), (" x ", .string("x")), ("", .string("")),
        ("'a\\'b'", .quoted("a'b", .single)), ("\"x\\\\y\"", .quoted("x\\\\y", .double)), ("'x\\\\'", .quoted("x\\", .single)),
        ("[1,[x],{k: 'v'}]", .list([.int(1), .list([.string("x")]), .map([.init(key: "k", value: .quoted("v", .single))])])),
        ("{a: b:c, 1: x}", .map([.init(key: "a", value: .string("b:c")), .init(key: 1, value: .string("x"))])),
    ])
    func aValueHasTheTypeOfItsOnlyToken(_ text: String, _ value: OverrideValue) throws {
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
        "a=1,x,'q',true,null,1.5", "a=[1,{k:[x\\ y]},'it\\'s']", "a={a\\:b:1}", "a=\\[x\\]", "+a@p=$\\{b\\}", "a=\"\\\\\"", "~a=1", "a[0].b=x",
    ])
    func whatIsPrintedForAJobIsReadBackAsTheSameOverride(_ text: String) throws {
        let override = try Override(parsing: text, argument: 1)
        for job in try JobList([override], options: { _ in [] }) {
            for printed in job {
                let again = try Override(parsing: printed, argument: 1)
                #expect(try JobList([again], options: { _ in [] }).map(\.self) == [[printed]])
            }
        }
    }

    @Test func aValueBecomesANodeWhereverItIsNotASweep() throws {
        let origin = Origin(SourceText(.argument(1), text: "a=[1,'x']"), Mark(line: 1, column: 3))
        let value = try #require(try Override(parsing: "a=[1,'x']", argument: 1).value)
        #expect(try value.node(origin: origin) == [1, "x"])
        let sweep = try #require(try Override(parsing: "a=1,2", argument: 1).value)
        #expect(throws: ConfigError.self) { try sweep.node(origin: origin) }
    }
}
