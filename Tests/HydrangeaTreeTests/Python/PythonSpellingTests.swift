import HydrangeaTree
import Testing

@Suite struct PythonSpellings {
    @Test(arguments: [
        (1.0, "1.0"), (-0.0, "-0.0"), (0.1, "0.1"), (1e16, "1e+16"), (123456789012345680.0, "1.2345678901234568e+17"),
        (1e15, "1000000000000000.0"), (1e-4, "0.0001"), (1e-5, "1e-05"), (1.5e-7, "1.5e-07"), (-2.5, "-2.5"),
        (1e100, "1e+100"),
        (Double.leastNonzeroMagnitude, "5e-324"), (1.7976931348623157e308, "1.7976931348623157e+308"),
        (0.00012345, "0.00012345"), (120.0, "120.0"), (100.25, "100.25"),
        (.infinity, "inf"), (-.infinity, "-inf"), (.nan, "nan"),
    ])
    func aFloatIsWrittenWithTheFewestDigits(value: Double, text: String) {
        #expect(PythonSpelling.float(value) == text)
    }
}
