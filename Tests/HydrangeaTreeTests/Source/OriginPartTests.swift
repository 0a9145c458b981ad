import HydrangeaTree
import Testing

@Suite struct OriginPartTests {
    /// The text of `part` where `value` is written as `written`.
    private func place(of part: String, in value: String, written: String) throws -> String {
        let source = SourceText(.file("a.yaml"), text: "ké: " + written + " # end")
        let origin = Origin(source, 5..<5 + written.utf8.count)
        let range = try #require(value.firstRange(of: part))
        let start = value.utf8.distance(from: value.startIndex, to: range.lowerBound)
        return String(decoding: origin.part(start..<start + part.utf8.count, of: value.utf8).bytes, as: UTF8.self)
    }

    @Test(arguments: [
        ("a ${b} c", "a ${b} c"), ("a ${b} c", "'a ${b} c'"), ("a ${b} c", "\"a ${b} c\""), ("${b}", "${b}"),
        ("größe ${b}", "größe ${b}"), ("it's ${b}", "\"it's ${b}\""), ("'${b}'", "\"'${b}'\""),
        ("one two ${b} c", "one\n  two\n  ${b} c"), ("one\ntwo ${b}\n", "|\n    one\n    two ${b}"),
        ("one ${b}\n", ">-\n  one\n  ${b}"), ("one\n${b} x", "'one\n\n   ${b} x'"), ("|x ${b}", "|x ${b}"),
        ("${b} it's", "'${b} it''s'"),
    ])
    func aPartOfATextIsFoundWhereItIsWritten(value: String, written: String) throws {
        #expect(try place(of: "${b}", in: value, written: written) == "${b}")
    }

    @Test(arguments: [
        ("it's ${b}", "'it''s ${b}'"), ("a\nb ${b}", #""a\nb ${b}""#), ("é ${b}", #""\xe9 ${b}""#), ("${b}", "[1, 2]"),
        ("${b}", ""),
    ])
    func thePlaceIsThatOfTheWholeTextIfAnEscapeComesBefore(value: String, written: String) throws {
        #expect(try place(of: "${b}", in: value, written: written) == written)
    }

    @Test func theEndOfATextIsAPlaceInIt() {
        let origin = Origin(SourceText(.argument(1), text: "a=[1"), 0..<4)
        #expect(origin.part(4..<4, of: "a=[1".utf8).range == 4..<4)
        #expect(origin.part(2..<2, of: "a=[1".utf8).range == 2..<2)
        #expect(Origin.unknown.part(0..<3, of: "abc".utf8).source == nil)
    }

    @Test func thePlaceOfTheFirstCharactersCountsCharacters() {
        let origin = Origin(SourceText(.argument(1), text: "größe=1"))
        #expect(String(decoding: origin.prefix(5).bytes, as: UTF8.self) == "größe")
        #expect(origin.prefix(100).range == 0..<9)
        #expect(origin.prefix(0).range == 0..<0)
    }
}
