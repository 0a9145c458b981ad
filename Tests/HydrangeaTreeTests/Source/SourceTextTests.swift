import HydrangeaTree
import Testing

@Suite struct SourceTextTests {
    private func source(_ text: String) -> SourceText { SourceText(.file("a.yaml"), text: text) }

    @Test(arguments: [
        ("one\ntwo", 2), ("one\rtwo", 2), ("one\r\ntwo", 2), ("one\u{85}two", 2), ("one\u{2028}two", 2),
        ("one\u{2029}two", 2), ("one\n\ntwo", 3), ("one\r\n\r\ntwo", 3), ("one\n\rtwo", 3), ("one\u{B}\u{C}two", 1),
    ])
    func everyLineBreakOfYAMLStartsALine(text: String, line: Int) throws {
        let source = source(text)
        let offset = text.utf8.count - 3
        let column = line == 1 ? 6 : 1
        #expect(source.position(at: offset) == SourceText.Position(line: line, column: column))
        #expect(source.offset(of: SourceText.Position(line: line, column: column)) == offset)
        #expect(source.line(line)?.hasSuffix("two") == true)
        #expect(source.line(line + 1) == nil)
    }

    @Test func columnsCountCharactersAndOffsetsBytes() {
        let source = source("größe: 1\nラベル: 😀x")
        #expect(source.position(at: "größe: ".utf8.count) == SourceText.Position(line: 1, column: 8))
        let place = Origin(source, "größe: 1\nラベル: 😀".utf8.count..<source.bytes.count)
        #expect(place.position == SourceText.Position(line: 2, column: 7))
        #expect(String(decoding: place.bytes, as: UTF8.self) == "x")
        #expect(source.offset(of: place.position) == place.range.lowerBound)
    }

    @Test func aByteOrderMarkIsInNoColumn() {
        let source = source("\u{FEFF}a: 1\nb: 2")
        #expect(source.position(at: 0) == SourceText.Position(line: 1, column: 1))
        #expect(source.position(at: 3) == SourceText.Position(line: 1, column: 1))
        #expect(source.position(at: 6) == SourceText.Position(line: 1, column: 4))
        #expect(source.position(at: 8) == SourceText.Position(line: 2, column: 1))
        #expect(source.line(1) == "a: 1")
    }

    @Test func theEndOfATextIsAPlace() {
        #expect(source("a: 1").position(at: 4) == SourceText.Position(line: 1, column: 5))
        #expect(source("a: 1\n").position(at: 5) == SourceText.Position(line: 2, column: 1))
        #expect(source("").position(at: 0) == SourceText.Position(line: 1, column: 1))
        #expect(Origin.unknown.position == SourceText.Position(line: 1, column: 1))
    }

    @Test(arguments: [-1, 0, 3, 4, 5, 6, 100, Int.max])
    func aPlaceOutsideOfTheTextIsNoTrap(number: Int) {
        let source = source("a: 1\n")
        #expect(source.position(at: number).line <= 2)
        #expect((0...5).contains(source.offset(of: SourceText.Position(line: number, column: number))))
        #expect(Origin(source, max(0, number)..<Int.max).bytes.count <= 5)
        #expect(source.line(number) == (number == 0 ? nil : source.line(number)))
    }

    @Test func positionsAndOffsetsAreInverse() {
        let parts = ["a", "ö", "ラ", "😀", "\n", "\r", "\r\n", "\u{85}", "\u{2028}", " "]
        let text = "\u{FEFF}" + (0..<3000).map { parts[($0 * 7 + $0 / 11) % parts.count] }.joined()
        let source = source(text)
        var offset = 3
        var expected = SourceText.Position(line: 1, column: 1)
        for scalar in text.unicodeScalars.dropFirst() {
            #expect(source.position(at: offset) == expected)
            if scalar != "\n" || source.bytes[offset - 1] != 0x0D { #expect(source.offset(of: expected) == offset) }
            offset += String(scalar).utf8.count
            let isBreak = "\n\r\u{85}\u{2028}".unicodeScalars.contains(scalar)
            let isPair = scalar == "\r" && offset < source.bytes.count && source.bytes[offset] == 0x0A
            expected =
                isBreak && !isPair
                ? SourceText.Position(line: expected.line + 1, column: 1)
                : SourceText.Position(line: expected.line, column: expected.column + 1)
        }
    }

    @Test func manyPlacesOfALongLineAreFoundInLinearTime() {
        let count = 100_000
        let source = source("[" + String(repeating: "1é, ", count: count) + "]")
        var columns = 0
        for index in 0..<count { columns += source.position(at: 1 + index * 5).column }
        #expect(columns == (0..<count).reduce(0) { $0 + 2 + $1 * 4 })
    }

    @Test func aHiddenTextShowsNoLine() {
        let source = source("KEY=secret\nOTHER=1").hidden
        let diagnostic = Diagnostic(
            .invalidValue, "wrong", origin: Origin(source, SourceText.Position(line: 1, column: 1)))
        #expect(DiagnosticRenderer().render(diagnostic) == "a.yaml:1:1: error: wrong")
    }
}
