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
            let value = ConfigNode(content(spelling), origin: Origin(source, 9..<9 + spelling.utf8.count))
            #expect(value.writtenText == spelling)
            #expect(try ConfigDecoder().decode(Version.self, from: ["version": value]).version == spelling)
        }
    }

    @Test(arguments: ["commit=0e12345", "commit=1.10", "commit=0x10", "commit=1e3", "commit=TRUE"])
    func anArgumentThatIsWantedAsTextStaysAsWritten(text: String) throws {
        struct Run: Codable { var commit: String }
        let source = SourceText(.argument(1), text: text)
        let value = ConfigNode(content(String(text.dropFirst(7))), origin: Origin(source, 7..<text.utf8.count))
        #expect(try ConfigDecoder().decode(Run.self, from: ["commit": value]).commit == text.dropFirst(7))
    }

    @Test(arguments: ["${version}", "[1, 2]", "'1.1'", "\"1.1\"", "float(1)", "", "1.1 2", "1.1\n", "{a: 1}"])
    func aPlaceThatDoesNotHoldTheValueIsNotQuoted(text: String) {
        let source = SourceText(.file("a.yaml"), text: "x: " + text)
        #expect(ConfigNode(.float(1.1), origin: Origin(source, 3..<source.bytes.count)).writtenText == "1.1")
    }

    @Test func aTextThatIsTooLongForARangeIsNotQuoted() {
        let source = SourceText(.file("a.yaml"), text: "1." + String(repeating: "0", count: 70_000))
        #expect(ConfigNode(.float(1), origin: Origin(source)).writtenText == "1.0")
    }

    @Test func aKeyOfAProgramHasItsUsualSpelling() throws {
        let value = ConfigNode(.int(2), origin: Origin(SourceText(.file("a.yaml"), text: "02")))
        let mapping = ConfigNode(.mapping(ConfigMapping([(.int(1), value)])))
        #expect(try ConfigDecoder().decode([String: String].self, from: mapping) == ["1": "02"])
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

    @Test(arguments: [0..<0, 3..<3, 6..<100, 100..<101, 0..<Int.max])
    func aRangeOutsideOfTheTextIsNoTrap(range: Range<Int>) {
        let source = SourceText(.file("a.yaml"), text: "a: 1.1\n")
        #expect(ConfigNode(.float(1.1), origin: Origin(source, range)).writtenText == "1.1")
    }

    @Test func manyNumbersAreReadInLinearTime() throws {
        let count = 50_000
        let source = SourceText(.file("a.yaml"), text: (0..<count).map { "key\($0): 1.10\n" }.joined())
        var mapping = ConfigMapping()
        var start = 0
        for index in 0..<count {
            start += "key\(index): ".utf8.count
            mapping["key\(index)"] = ConfigNode(.float(1.1), origin: Origin(source, start..<start + 4))
            start += 5
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
