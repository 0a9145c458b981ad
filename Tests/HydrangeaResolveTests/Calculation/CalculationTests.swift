import HydrangeaResolve
import HydrangeaTree
import Testing

/// Tests of the calculation resolvers: values as in Python, and messages in full.
@Suite struct CalculationTests {
    private static let interpolator = Interpolator(resolvers: .standard.adding(.calculation))

    private func value(_ text: String, in tree: ConfigNode = [:]) throws -> ConfigNode {
        try Self.interpolator.value(of: ConfigNode(.string(text)), in: tree)
    }

    @Test(
        arguments: [
            ("1 + 2 * 3", 7), ("(1 + 2) * 3", 9), ("7 / 2", 3.5), ("6 / 2", 3.0), ("7 // 2", 3), ("-7 // 2", -4),
            ("-7 % 3", 2), ("7 // -2.0", -4.0),
            ("2 ** 10", 1024), ("2 ** -1", 0.5), ("-2 ** 2", -4), ("2 ** 3 ** 2", 512), ("1e-3 * 1000", 1.0),
            ("0.1 + 0.2", 0.30000000000000004),
            ("9007199254740993 / 3", 3002399751580331.0), ("round(2.5)", 2), ("round(3.5)", 4),
            ("round(2.675, 2)", 2.67), ("round(1234, -2)", 1200),
            ("int(3.9)", 3), ("int('12')", 12), ("float('1e3')", 1000.0), ("str(True)", "True"), ("str(1e16)", "1e+16"),
            ("len('größe')", 5),
            ("min(3, 1, 2)", 1), ("max([1, 5, 2])", 5), ("sum([1, 2.5])", 3.5), ("abs(-3)", 3), ("pow(2, 8)", 256),
            ("sorted([3, 1, 2])", [1, 2, 3]),
            ("1 < 2 < 3", true), ("1 < 3 < 2", false), ("1 == 1.0", true), ("'a' in 'cat'", true),
            ("4 not in [1, 2]", true), ("None is None", true),
            ("'big' if 3 > 2 else 1 / 0", "big"), ("0 or 'x'", "x"), ("1 and []", []), ("not 0", true), ("True + 1", 2),
            ("0x10 | 0b1", 17),
            ("1 << 40", 1_099_511_627_776), ("'a/b/c'.split('/')[-1]", "c"),
            ("'model.pt'.replace('.pt', '')[:3]", "mod"), ("'ab' * 2", "abab"),
            ("[1, 2] + [3]", [1, 2, 3]), ("1, 2", [1, 2]), ("'-'.join(['a', 'b'])", "a-b"), ("1_000", 1000), ("~5", -6),
            ("5 - -3", 8),
            ("0x1e+1", 31), ("0X1E-1", 29), ("1 | 2 & 4", 1), ("1 ^ 3 & 2", 3), ("4 | 1 ^ 5", 4), ("1 << 2 + 1", 8),
            ("1.5 == 1", false), ("1.5 > 1", true), ("1 < 1.5", true), ("-1.5 < -1", true),
            ("round(25, -1)", 20), ("round(35, -1)", 40), ("round(-25, -1)", -20), ("round(15, -1)", 20),
            ("round(7 * 10 ** 18, -18)", 7_000_000_000_000_000_000), ("round(4 * 10 ** 18, -19)", 0),
            ("1 or 2", 1), ("0 and 1", 0), ("'' or 0 or 'x' or 'y'", "x"), ("1 and 2 and 0 and 3", 0),
            ("1 or 1 / 0", 1), ("0 and 1 / 0", 0),
            ("True ^ False", true), ("True & False", false), ("True | False", true), ("True & 1", 1),
            ("2 if 0 else 3 if 0 else 4", 4), ("2 ** -1 ** 2", 0.5), ("1 - 2 - 3", -4), ("2 * 3 % 4", 2),
            ("7 // 2 * 2", 6), ("'b' > 'a' > 'A'", true),
            ("float('nan') <= 1", false), ("1 <= float('nan')", false), ("float('nan') == float('nan')", false),
            ("len(range(100000))", 100_000),
        ] as [(String, ConfigNode)])
    func expressionsHavePythonsValues(_ expression: String, _ expected: ConfigNode) throws {
        let result = try value(
            "${eval:'\(expression.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "\\'"))'}")
        #expect(result == expected)
        #expect("\(result.kindName)" == "\(expected.kindName)")
    }

    @Test(
        arguments: [
            ("${add:1,2}", 3), ("${add:1,2,3.5}", 6.5), ("${subtract:5,3}", 2), ("${multiply:4,2.5}", 10.0),
            ("${times:2,3,4}", 24), ("${mul:[2,3]}", 6),
            ("${divide:10,4}", 2.5), ("${div:10,5}", 2.0), ("${int_div:7,2}", 3), ("${divide_floor:-7,2}", -4),
            ("${div_up:7,2}", 4), ("${divide_ceil:8,2}", 4),
            ("${sum:1,2,3}", 6), ("${sum_list:[1,2,3]}", 6), ("${min:3,1}", 1), ("${max:[1,4]}", 4),
            ("${round:2.5}", 2), ("${round:3.14159,2}", 3.14),
            ("${ceil:1.2}", 2), ("${ceil_int:1.2}", 2), ("${floor:-1.2}", -2), ("${sqrt:16}", 4.0), ("${int:'7'}", 7),
            ("${float:3}", 3.0), ("${pow:2,3}", 8),
            ("${eq:Adam,adam}", true), ("${eq:1,1.0}", true), ("${eq:1,'1'}", false), ("${ne:1,2}", true),
            ("${lt:1,2}", true), ("${ge:1,2}", false),
            ("${if:${eq:a,a},yes,no}", "yes"), ("${if:'',1,2}", 2), ("${not:0}", true), ("${and:true,1}", true),
            ("${or:0,''}", false),
            ("${contains:ADAM,adamw}", true), ("${contains:2,[1,2]}", true), ("${len:[1,2,3]}", 3),
            ("${range:3}", [0, 1, 2]), ("${range:1,10,4}", [1, 5, 9]),
            ("${join:-,[a,1,true]}", "a-1-True"), ("${join:/data,sets/,mnist}", "/data/sets/mnist"),
            ("${replace:a/b,/,-}", "a-b"),
            ("${join:/data,/sets,mnist}", "/sets/mnist"), ("${resolve_default:5,''}", 5), ("${resolve_default:5,7}", 7),
            ("${mod:-7,3}", 2), ("${str:1.0}", "1.0"),
        ] as [(String, ConfigNode)])
    func resolversHaveTheValuesOfTheUsualLambdas(_ call: String, _ expected: ConfigNode) throws {
        let result = try value(call)
        #expect(result == expected)
        #expect("\(result.kindName)" == "\(expected.kindName)")
    }

    @Test func aValueOfAnotherKindIsTrueUnlessItIsEmpty() throws {
        let big = try #require(BigInteger(digits: "9223372036854775808".utf8, radix: 10, negative: false))
        let tree: ConfigNode = ["big": .init(.bigInt(big)), "bytes": .init(.bytes([0])), "none": [:], "some": ["a": 0]]
        let values = try ["big", "bytes", "none", "some"].map { try value("${not:${\($0)}}", in: tree) }
        #expect(values == [false, false, true, false])
    }

    @Test func theHelpCutsAFractionOffOnlyWhereOneIs() {
        let help = ["1.5", "x"].map { text in
            #expect(throws: ConfigError.self) { try value("${int:'\(text)'}") }?.diagnostics.first?.help
        }
        #expect(help == ["int(float('1.5')) cuts the fraction off", nil])
    }

    @Test func theyAreThereOnlyWhenAProgramAddsThem() {
        #expect(!Resolvers.standard.names.contains("eval"))
        #expect(Resolvers.standard.adding(.calculation).names.contains("eval"))
    }

    @Test(arguments: [
        ("9**9**9", "9 ** 387420489 is beyond 64 bits", 1),
        ("9223372036854775807 + 1", "9223372036854775807 + 1 is beyond 64 bits", 20),
        ("1 << 1000", "1 << 1000 is beyond 64 bits", 2),
        ("'a' * 10 ** 12", "the result is longer than 1 MiB of text or 100000 items", 4),
        ("1 / 0", "1 / 0 divides by zero", 2), ("2 + 'a'", "'+' does not go between an integer and text", 2),
        ("-1 ** 0.5 + (-1) ** 0.5", "-1 ** 0.5 is no real number", 17), ("1 +", "expected a value at the end", 3),
        ("(1", "expected ')' at the end", 2),
        ("1 2", "expected an operator before this value", 2), ("width * 2", "an expression has no names: 'width'", 0),
        ("__import__('os')", "there is no function '__import__' here", 0),
        ("'a'.format(1)", "text has no 'format' here", 3),
        ("[1][5]", "there is no item 5 among 1", 3), ("1 < 'a'", "an integer and text have no order", 2),
        ("'abc", "this quote is not closed", 0),
        ("1 if 2", "expected 'else' at the end", 6), ("012", "'012' is no number: it begins with 0", 0),
        ("a = 1", "'=' has no meaning in an expression", 2),
        ("3 $ 4", "'$' has no meaning in an expression", 2), ("int('1.5')", "'1.5' is no whole number", 0),
        ("range(10**7)", "the result is longer than 1 MiB of text or 100000 items", 0),
        ("range(100001)", "the result is longer than 1 MiB of text or 100000 items", 0),
        ("1 << -1", "a shift cannot be negative, is -1", 2),
        ("sorted([1, 'a'])", "an integer and text have no order", 0),
    ])
    func aMistakeInAnExpressionIsShownWhereItStands(_ expression: String, _ message: String, _ place: Int) {
        let escaped = expression.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "\\'")
        let error = #expect(throws: ConfigError.self) { try value("${eval:'\(escaped)'}") }
        #expect(error?.diagnostics.first?.message == "this expression cannot be evaluated: \(message)")
        #expect(error?.diagnostics.first?.notes == [expression, String(repeating: " ", count: place) + "^"])
    }

    @Test func aMistakeIsReportedWithTheLineOfTheCall() {
        let tree = file("lr: ${eval:'2 * widht'}\n")
        expectError {
            try Self.interpolator.resolve(tree)
        } _: {
            """
            conf/config.yaml:1:5: error: this expression cannot be evaluated: an expression has no names: 'widht'
              1 | lr: ${eval:'2 * widht'}
                      ^~~~~~~~~~~~~~~~~~~
              2 * widht
                  ^
              help: quote it for the text, or write ${widht} for the value of a key
            """
        }
    }

    @Test func aWrongCountSaysHowToWriteTheCall() {
        let tree = file("x: ${if:true,1}\ny: ${divide:1,a}\n")
        expectError {
            try Self.interpolator.resolve(tree)
        } _: {
            """
            conf/config.yaml:1:4: error: resolver 'if' takes 3 arguments, got 2
              1 | x: ${if:true,1}
                     ^~~~~~~~~~~~
              help: write ${if:condition,a,b}
            conf/config.yaml:2:4: error: 'divide': '/' does not go between an integer and text
              2 | y: ${divide:1,a}
                     ^~~~~~~~~~~~~
              help: make a number of the text first: int(…) or float(…), or take its quotes away
            """
        }
    }

    @Test func whatIsDeepOrLongIsRefused() {
        for expression in [
            String(repeating: "(", count: 5000) + "1", String(repeating: "2**", count: 3000) + "2",
            String(repeating: "x", count: 20000),
        ] {
            #expect(throws: ConfigError.self) { try value("${eval:'\(expression)'}") }
        }
        #expect(throws: Never.self) {
            try value("${eval:'\(Array(repeating: "1", count: 4000).joined(separator: "+"))'}")
        }
        #expect(throws: Never.self) { try value("${eval:'\(String(repeating: "-", count: 9000))1'}") }
    }

    /// The texts are those that Python functions get and return in either release.
    @Test(
        arguments: [
            ("${len:${a}}", 3, 4), ("${str:${a}}", nil, "\\???"), ("${join:-,[${a},b]}", "???-b", "\\???-b"),
            ("${str:${l}}", "['???', 'b']", "['\\\\???', 'b']"),
        ] as [(String, ConfigNode?, ConfigNode)])
    func theMarkerOfMissingValuesHasAnEscapeOnlyInHydra14(text: String, in1_4: ConfigNode?, in1_3: ConfigNode) throws {
        let tree: ConfigNode = ["a": "\\???", "l": ["\\???", "b"]]
        var interpolator = Self.interpolator
        let node = ConfigNode(.string(text))
        if let in1_4 {
            #expect(try interpolator.value(of: node, in: tree) == in1_4)
        } else {
            #expect(throws: ConfigError.self) { try interpolator.value(of: node, in: tree) }
        }
        interpolator.context.compatibility = .hydra1_3
        #expect(try interpolator.value(of: node, in: tree) == in1_3)
    }
}
