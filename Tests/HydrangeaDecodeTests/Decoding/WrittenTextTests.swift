import HydrangeaDecode
import HydrangeaTree
import Testing

@Suite struct WrittenTextTests {
    private struct Version: Codable { var version: String }

    @Test(arguments: [
        "1.10", "0e12345", "0x1f", "1_000", "007", "1:30", "on", "No", "true", "-0.0", "1e3", ".5", "2.", ".inf",
        ".NaN", "+3",
    ])
    func aScalarThatIsWantedAsTextStaysAsWritten(spelling: String) throws {
        for text in ["version: \(spelling)\n", "version: \(spelling) # chosen\n"] {
            let source = SourceText(.file("conf/config.yaml"), text: text)
            let value = ConfigNode(content(spelling), origin: Origin(source, SourceText.Position(line: 1, column: 10)))
            #expect(value.writtenText == spelling)
            #expect(try ConfigDecoder().decode(Version.self, from: ["version": value]).version == spelling)
        }
        let flow = SourceText(.file("a.yaml"), text: "äöü: {a: [\(spelling), \(spelling)], b: \(spelling)}")
        for column in [11, 11 + spelling.count + 2, 11 + 2 * spelling.count + 8] {
            #expect(
                ConfigNode(content(spelling), origin: Origin(flow, SourceText.Position(line: 1, column: column)))
                    .writtenText
                    == spelling)
        }
    }

    @Test(arguments: ["commit=0e12345", "commit=1.10", "commit=0x10", "commit=1e3", "commit=TRUE"])
    func anArgumentThatIsWantedAsTextStaysAsWritten(text: String) throws {
        struct Run: Codable { var commit: String }
        let source = SourceText(.argument(1), text: text)
        let value = ConfigNode(
            content(String(text.dropFirst(7))), origin: Origin(source, SourceText.Position(line: 1, column: 8)))
        #expect(try ConfigDecoder().decode(Run.self, from: ["commit": value]).commit == text.dropFirst(7))
    }

    @Test(arguments: [
        ("versions=[1.10,2.5]", "1.10"), ("versions=[2.5,[1.1_0,x]]", "1.1_0"), ("versions={a:1.10,b:1.10}", "1.10"),
        // Both spellings have the same value, so the written one cannot be determined.
        ("versions=[1.10,1.1]", "1.1"), ("versions=[2.5]", "1.1"),
    ])
    func aValueInAListOfTheCommandLineIsFoundInIt(text: String, spelling: String) {
        #expect(
            ConfigNode(
                .float(1.1),
                origin: Origin(SourceText(.argument(1), text: text), SourceText.Position(line: 1, column: 10))
            )
            .writtenText == spelling)
    }

    @Test(arguments: ["&sha 1.10", "!!float 1.10", "&a !!float  1.10"])
    func anAnchorOrTagBeforeAValueIsNoPartOfIt(text: String) {
        let source = SourceText(.file("a.yaml"), text: "a:\n  b: \(text)\n")
        #expect(
            ConfigNode(.float(1.1), origin: Origin(source, SourceText.Position(line: 2, column: 6))).writtenText
                == "1.10")
    }

    @Test(arguments: [
        "x: ${version}", "x: [1, 2]", "x: 2.5", "x: '1.1'", "x: add(1,0.1)", "", "x", "\n\n\n", "x: 1.1.1",
    ])
    func aPlaceThatDoesNotHoldTheValueIsNotQuoted(text: String) {
        let source = SourceText(.file("a.yaml"), text: text)
        #expect(
            ConfigNode(.float(1.1), origin: Origin(source, SourceText.Position(line: 1, column: 4))).writtenText
                == "1.1")
    }

    @Test(arguments: [
        (ConfigNode(1), "1"), (ConfigNode(1e-7), "1e-07"), (ConfigNode(1.0), "1.0"), (ConfigNode(true), "true"),
        (ConfigNode("text"), "text"),
        (
            ConfigNode(.bigInt(BigInteger(digits: "123456789012345678901234567890".utf8, radix: 10, negative: true)!)),
            "-123456789012345678901234567890"
        ),
    ])
    func aValueWithoutAPlaceHasItsUsualSpelling(node: ConfigNode, text: String) { #expect(node.writtenText == text) }

    @Test(arguments: [ConfigNode.null, [1], ["a": 1], ConfigNode(.bytes([1]))])
    func whatIsNoTextHasNoWrittenText(node: ConfigNode) { #expect(node.writtenText == nil) }

    @Test func aLineOrColumnOutsideTheTextIsNoTrap() {
        let source = SourceText(.file("a.yaml"), text: "a: 1.1\n")
        for line in [0, 1, 2, 3, Int(UInt32.max)] {
            for column in [0, 1, 4, 7, 8, 9, Int(UInt16.max)] {
                #expect(
                    ConfigNode(.float(1.1), origin: Origin(source, SourceText.Position(line: line, column: column)))
                        .writtenText
                        == "1.1")
            }
        }
    }

    @Test func manyNumbersAreReadInLinearTime() throws {
        let count = 50_000
        let source = SourceText(.file("a.yaml"), text: (0..<count).map { "key\($0): 1.10\n" }.joined())
        var mapping = ConfigMapping()
        for index in 0..<count {
            let mark = SourceText.Position(line: index + 1, column: "key\(index): ".count + 1)
            mapping["key\(index)"] = ConfigNode(.float(1.1), origin: Origin(source, mark))
        }
        let texts = try ConfigDecoder().decode([String: String].self, from: ConfigNode(.mapping(mapping)))
        #expect(texts.count == count && texts.values.allSatisfy { $0 == "1.10" })
    }

    private func content(_ spelling: String) -> ConfigNode.Content {
        switch spelling {
        case "0x1f": .int(31)
        case "0x10": .int(16)
        case "1_000": .int(1000)
        case "007": .int(7)
        case "1:30": .int(90)
        case "+3": .int(3)
        case "on", "true", "TRUE": .bool(true)
        case "No": .bool(false)
        case ".inf": .float(.infinity)
        case ".NaN": .float(.nan)
        default: .float(Double(spelling) ?? 0)
        }
    }
}
