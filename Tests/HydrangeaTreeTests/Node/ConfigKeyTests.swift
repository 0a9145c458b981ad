import HydrangeaTree
import Testing

/// Tests that keys are equal if they are equal in Python. The table contains Python's answers.
@Suite struct ConfigKeyTests {
    private static let numbers: [ConfigKey] = [
        1, .bool(true), .float(1), 0, .bool(false), .float(0), .float(-0.0), 9_007_199_254_740_993,
        .float(9_007_199_254_740_992), 9_007_199_254_740_992, big("100000000000000000000"), .float(1e20),
        big("100000000000000000001"), big("9223372036854775808"), .float(0x1p63), .int(.max), .int(.min),
        .float(-0x1p63), big("-9223372036854775809"), big("1" + String(repeating: "0", count: 400)), .float(.infinity),
        big("-1" + String(repeating: "0", count: 400)), .float(-.infinity), .float(0.5),
    ]
    private static let orders = [
        "===>>>><<<<<<<<<>>><<>>>", "===>>>><<<<<<<<<>>><<>>>", "===>>>><<<<<<<<<>>><<>>>", "<<<====<<<<<<<<<>>><<>><",
        "<<<====<<<<<<<<<>>><<>><", "<<<====<<<<<<<<<>>><<>><", "<<<====<<<<<<<<<>>><<>><", ">>>>>>>=>><<<<<<>>><<>>>",
        ">>>>>>><==<<<<<<>>><<>>>", ">>>>>>><==<<<<<<>>><<>>>", ">>>>>>>>>>==<>>>>>><<>>>", ">>>>>>>>>>==<>>>>>><<>>>",
        ">>>>>>>>>>>>=>>>>>><<>>>", ">>>>>>>>>><<<==>>>><<>>>", ">>>>>>>>>><<<==>>>><<>>>", ">>>>>>>>>><<<<<=>>><<>>>",
        "<<<<<<<<<<<<<<<<==><<>><", "<<<<<<<<<<<<<<<<==><<>><", "<<<<<<<<<<<<<<<<<<=<<>><", ">>>>>>>>>>>>>>>>>>>=<>>>",
        ">>>>>>>>>>>>>>>>>>>>=>>>", "<<<<<<<<<<<<<<<<<<<<<=><", "<<<<<<<<<<<<<<<<<<<<<<=<", "<<<>>>><<<<<<<<<>>><<>>=",
    ]

    private static func big(_ text: String) -> ConfigKey {
        let digits = text.utf8.drop { $0 == UInt8(ascii: "-") }
        return BigInteger(digits: digits, radix: 10, negative: text.hasPrefix("-")).map(ConfigKey.bigInt) ?? .null
    }

    @Test(arguments: 0..<24) func numbersCompareAsInPython(_ row: Int) {
        let a = Self.numbers[row]
        for (b, order) in zip(Self.numbers, Self.orders[row]) {
            #expect(PythonOrder.compare(a, b) == (order == "<" ? -1 : order == ">" ? 1 : 0), "\(a) and \(b)")
            #expect((a == b) == (order == "="), "\(a) and \(b)")
            if a == b { #expect(a.hashValue == b.hashValue, "\(a) and \(b)") }
        }
    }

    @Test func aNumberThatIsNoneIsOneKeyButHasNoOrder() {
        #expect(ConfigKey.float(.nan) == .float(.nan))
        #expect(ConfigKey.float(.nan).hashValue == ConfigKey.float(.nan).hashValue)
        #expect(ConfigKey.float(.nan) != .float(.infinity))
        // As a value it is not equal to itself: `~a=nan` deletes nothing.
        #expect(!PythonOrder.areEqual(ConfigNode(.float(.nan)), ConfigNode(.float(.nan))))
        for number in Self.numbers { #expect(PythonOrder.compare(.float(.nan), number) == nil) }
    }

    @Test func valuesAreEqualIfTheyAreInPython() {
        #expect(PythonOrder.areEqual([1, ["a": true, "b": 2.0]], [1.0, ["b": 2, "a": 1]]))
        #expect(!PythonOrder.areEqual([1, 2], [2, 1]))
        #expect(!PythonOrder.areEqual("1", 1))
        #expect(!PythonOrder.areEqual([], [:]))
    }

    @Test func otherScalarsEqualOnlyTheirOwnKind() {
        let others: [ConfigKey] = ["1", "true", "null", .null, .bytes([0x31]), .bytes([])]
        for (index, key) in others.enumerated() {
            for (other, second) in others.enumerated() { #expect((key == second) == (index == other)) }
            for number in Self.numbers { #expect(key != number) }
        }
        // The same letter, composed from one code point and from two.
        #expect(ConfigKey.string("\u{E9}") != .string("e\u{301}"))
    }
}
