import HydrangeaTree
import Testing

@Suite struct BigIntegerTests {
    @Test(arguments: [
        ("9223372036854775808", 10, false, "9223372036854775808"),
        ("000100000000000000000000", 10, true, "-100000000000000000000"),
        ("ffffffffffffffffffffffff", 16, false, "79228162514264337593543950335"), ("0", 10, true, "0"),
        ("1000000000000000000000000000", 10, false, "1000000000000000000000000000"),
    ])
    func digitsOfAnyRadixArePrintedInDecimals(_ digits: String, _ radix: Int, _ negative: Bool, _ text: String) {
        #expect(BigInteger(digits: digits.utf8, radix: radix, negative: negative)?.description == text)
    }

    @Test func whatIsNoNumberOrTooLongIsRefused() {
        #expect(BigInteger(digits: "".utf8, radix: 10, negative: false) == nil)
        #expect(BigInteger(digits: "12a".utf8, radix: 10, negative: false) == nil)
        #expect(BigInteger(digits: "12".utf8, radix: 2, negative: false) == nil)
        let longest = String(repeating: "9", count: 4300)
        #expect(BigInteger(digits: longest.utf8, radix: 10, negative: true)?.description == "-" + longest)
        #expect(BigInteger(digits: ("1" + longest).utf8, radix: 10, negative: false) == nil)
    }

    @Test(arguments: [
        (1e20, "100000000000000000000"), (-1e20, "-100000000000000000000"), (0x1p63, "9223372036854775808"),
        (1e22, "10000000000000000000000"), (1e23, "99999999999999991611392"), (-2.75, "-2"), (0.5, "0"),
        (5e18, "5000000000000000000"),
    ])
    func theIntegerPartOfANumberIsExact(_ value: Double, _ text: String) {
        #expect(BigInteger(truncating: value)?.description == text)
    }

    @Test(arguments: [Double.nan, .infinity, -.infinity]) func aNumberWithoutAnIntegerPartHasNone(_ value: Double) {
        #expect(BigInteger(truncating: value) == nil)
    }
}
