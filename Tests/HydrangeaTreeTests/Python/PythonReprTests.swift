import HydrangeaTree
import Testing

/// Tests that values are written and read as in Python. `Tests/Cases/python_scalars.py` prints the rows of the
/// tables.
@Suite struct PythonReprTests {
    @Test(arguments: [
        (1.0, "1.0"), (-0.0, "-0.0"), (0.1, "0.1"), (1e16, "1e+16"), (123456789012345680.0, "1.2345678901234568e+17"),
        (1e15, "1000000000000000.0"), (1e-4, "0.0001"), (1e-5, "1e-05"), (1.5e-7, "1.5e-07"), (-2.5, "-2.5"),
        (1e100, "1e+100"),
        (Double.leastNonzeroMagnitude, "5e-324"), (1.7976931348623157e308, "1.7976931348623157e+308"),
        (0.00012345, "0.00012345"), (120.0, "120.0"), (100.25, "100.25"),
        (.infinity, "inf"), (-.infinity, "-inf"), (.nan, "nan"),
    ])
    func aFloatIsWrittenWithTheFewestDigits(value: Double, text: String) {
        #expect(PythonRepr.float(value) == text)
    }

    @Test(
        arguments: [
            ("", "''"),
            ("a b", "'a b'"),
            ("it's", "\"it's\""),
            ("say \"x\"", "'say \"x\"'"),
            ("'\"", "'\\'\"'"),
            ("\\", "'\\\\'"),
            ("\t\n\r", "'\\t\\n\\r'"),
            ("\u{0}\u{7F}\u{85}\u{A0}", "'\\x00\\x7f\\x85\\xa0'"),
            ("\u{200B}\u{2028}", "'\\u200b\\u2028'"),
            ("\u{E9}", "'\u{E9}'"),
            ("\u{65E5}\u{672C}", "'\u{65E5}\u{672C}'"),
            ("\u{1F600}", "'\u{1F600}'"),
            ("\u{E000}", "'\\ue000'"),
            ("\u{E0001}", "'\\U000e0001'"),
        ]) func textIsQuotedAsInPython(text: String, repr: String)
    {
        #expect(PythonRepr.text(text) == repr)
        #expect(PythonRepr.str(.string(text)) == text)
    }

    @Test(
        arguments: [
            ([], "b''"),
            ([97, 39, 98], "b\"a'b\""),
            ([34], "b'\"'"),
            ([39, 34], "b'\\'\"'"),
            ([92, 9, 10, 13, 0, 127, 255], "b'\\\\\\t\\n\\r\\x00\\x7f\\xff'"),
        ] as [([UInt8], String)])
    func bytesAreWrittenAsInPython(bytes: [UInt8], repr: String) {
        #expect(PythonRepr.scalar(.bytes(bytes)) == repr)
    }

    @Test(
        arguments: [
            ("1", "1", "1.0"),
            ("-1", "-1", "-1.0"),
            ("+1", "1", "1.0"),
            (" 1 ", "1", "1.0"),
            ("1_0", "10", "10.0"),
            ("1__0", nil, nil),
            ("_1", nil, nil),
            ("1_", nil, nil),
            ("007", "7", "7.0"),
            ("0x1", nil, nil),
            ("1.0", nil, "1.0"),
            ("1e3", nil, "1000.0"),
            ("\u{661}\u{662}", "12", "12.0"),
            ("", nil, nil),
            ("-", nil, nil),
            ("9223372036854775808", "9223372036854775808", "9.223372036854776e+18"),
            ("1.", nil, "1.0"),
            (".5", nil, "0.5"),
            ("1e", nil, nil),
            ("1e-07", nil, "1e-07"),
            ("1_0.5_0", nil, "10.5"),
            ("inf", nil, "inf"),
            ("-Infinity", nil, "-inf"),
            ("nan", nil, "nan"),
            ("infinit", nil, nil),
            ("\u{2003}1\u{2003}", "1", "1.0"),
            ("1 0", nil, nil),
            ("0b1", nil, nil),
            ("1e400", nil, "inf"),
        ] as [(String, String?, String?)])
    func textIsReadAsANumberAsInPython(text: String, integer: String?, float: String?) {
        let scalar = PythonNumber.integer(text).flatMap(ConfigScalar.init)
        #expect(scalar.map(PythonRepr.scalar) == integer)
        #expect(PythonNumber.float(text).map(PythonRepr.float) == float)
        #expect(Array(text.utf8).withUnsafeBufferPointer { PythonNumber.accepts($0) } == (float != nil))
    }

}
