import HydrangeaTree
import Testing

@Suite struct JSONTextTests {
    private let tree: ConfigNode = [
        "text": "a \"b\" \\ \n\r\t\u{1}é😀", "number": 1.5, "whole": 3, "none": .init(.null), "flag": .init(.bool(true)),
        "list": [1, [], ["x": [:]]], "endless": .init(.float(.infinity)), "bytes": .init(.bytes([0x61, 0x00])),
    ]

    @Test func aTreeOnOneLine() {
        #expect(
            JSONText.line(tree)
                == #"{"text": "a \"b\" \\ \n\r\t\u0001é😀", "number": 1.5, "whole": 3, "none": null, "flag": true, "#
                + #""list": [1, [], {"x": {}}], "endless": "inf", "bytes": "b'a\\x00'"}"#)
    }

    @Test func allControlCharactersAreEscaped() {
        #expect(JSONText.string("\0\u{8}\u{F}\u{10}\u{1F} \u{7F}") == "\"\\u0000\\u0008\\u000f\\u0010\\u001f \u{7F}\"")
    }

    @Test func aTreeWithOneValueALine() {
        #expect(
            JSONText.lines(["a": [1, ["b": 2]], "c": [:]]) == """
                {
                  "a": [
                    1,
                    {
                      "b": 2
                    }
                  ],
                  "c": {}
                }
                """)
    }
}
