import HydrangeaTree
import HydrangeaYAML
import Testing

/// Tests of places, root nodes, releases and limits.
struct YAMLReaderTests {
    /// Python compares integers with other numbers exactly.
    @Test(arguments: [
        ("9007199254740993: x\n9007199254740992.0: y\n", 2), ("9007199254740992: x\n9007199254740992.0: y\n", 1),
        ("100000000000000000000: x\n1.0e+20: y\n", 1), ("100000000000000000001: x\n1.0e+20: y\n", 2),
    ])
    func keysAreOneWhereTheirNumbersAreExactlyEqual(_ text: String, _ count: Int) throws {
        let mapping = try #require(try read(text).mapping)
        #expect(mapping.count == count)
        #expect(mapping.entries.last?.value == "y")
    }

    @Test func everyValueAndKeyKnowsItsPlace() throws {
        let root = try read("model:\n  layers: [64, größe]\n  'wide': &w !!str 12\n")
        let model = try #require(root.mapping?.entry(for: "model"))
        #expect(model.keyOrigin.position == SourceText.Position(line: 1, column: 1))
        #expect(model.value.origin.description == "conf/config.yaml:2:3")
        let layers = try #require(model.value.mapping?.entry(for: "layers"))
        #expect(layers.keyOrigin.position == SourceText.Position(line: 2, column: 3))
        #expect(
            layers.value.sequence?.map(\.origin.position) == [
                SourceText.Position(line: 2, column: 12), SourceText.Position(line: 2, column: 16),
            ])
        let wide = try #require(model.value.mapping?.entry(for: "wide"))
        #expect(wide.keyOrigin.position == SourceText.Position(line: 3, column: 3))
        #expect(wide.value.origin.position == SourceText.Position(line: 3, column: 20), "behind its anchor and tag")
    }

    @Test func anAliasGivesACopyThatKnowsWhereItWasWritten() throws {
        let root = try read("a: &x {b: 1}\nc: *x\n")
        let copy = try #require(root.mapping?.entry(for: "c"))
        #expect(copy.keyOrigin.position == SourceText.Position(line: 2, column: 1))
        #expect(copy.value.mapping?["b"]?.origin.position == SourceText.Position(line: 1, column: 11))
    }

    @Test func placesOnlyCountWhatIsShown() throws {
        let root = try read("\u{FEFF}a: 1\r\nb: 2\rc: 3\u{2028}d: 4\n")
        #expect(root.mapping?.entries.map(\.value.origin.position.line) == [1, 2, 3, 4])
        #expect(root.mapping?.entries.map(\.value.origin.position.column) == [4, 4, 4, 4])
    }

    @Test(arguments: ["", "# nothing\n", "---\n", "null\n", "~ # none\n"])
    func aTextWithoutAValueIsAnEmptyConfig(_ text: String) throws {
        #expect(try read(text).content == .mapping(ConfigMapping()))
    }

    @Test func aListIsAConfigOnlyWhereOneIsAllowed() throws {
        let source = SourceText(.file("x.yaml"), text: "- a\n")
        #expect(throws: ConfigError.self) { try YAMLReader().readConfig(source) }
        #expect(try YAMLReader().readConfig(source, allowingList: true).content == .sequence(["a"]))
    }

    @Test func aDocumentMayBeAnyValue() throws {
        #expect(
            try YAMLReader().readDocument(SourceText(.memory("test"), text: "[1, x]")).content == .sequence([1, "x"]))
        #expect(try YAMLReader().readDocument(SourceText(.memory("test"), text: "")).isNull)
    }

    @Test func hydra13KeepsAnExplicitKeyAtItsMergedPlace() throws {
        let text = "b: &b {x: 1, k: 2}\nm:\n  q: 0\n  <<: *b\n  x: 9\n"
        #expect(try read(text).mapping?["m"]?.mapping?.keys == ["k", "q", "x"])
        #expect(try read(text, compatibility: .hydra1_3).mapping?["m"]?.mapping?.keys == ["x", "k", "q"])
    }

    @Test func hydra13AllowsANumberBesideATextThatLooksAlike() throws {
        #expect(try read("1: a\n'1': b\n", compatibility: .hydra1_3).mapping?.count == 2)
    }

    /// The oracle refuses these texts by the rules of 1.4 and reads them by those of 1.3.
    @Test(arguments: [
        "9223372036854775808: a\n'9223372036854775808': b\n",
        "m:\n  <<: {-9223372036854775809: a}\n  '-9223372036854775809': b\n", "m:\n  <<: {1: a}\n  '1': b\n",
        "m:\n  <<: {'1': a}\n  1: b\n",
    ])
    func aNumberOfAnySizeAndATextThatLooksAlikeAreRefused(_ text: String) throws {
        #expect(message(of: text).contains("may not both be keys of one mapping"))
        _ = try read(text, compatibility: .hydra1_3)
    }

    @Test func manyKeysAreStillToldApart() throws {
        let text = (0..<1000).map { "key\($0): \($0)\n" }.joined()
        let root = try read(text)
        #expect(root.mapping?.count == 1000)
        #expect(root.mapping?["key999"] == 999)
        #expect(message(of: text + "key500: 1\n").contains("the key 'key500' is given twice"))
    }
}

/// Tests of the limits that keep a small file from becoming a large tree.
struct YAMLLimitTests {
    @Test(arguments: [
        "a: " + String(repeating: "[", count: 10_000),
        String(repeating: "- ", count: 10_000) + "x",
        (0..<10_000).map { String(repeating: " ", count: $0) + "a:\n" }.joined(),
    ])
    func deepNestingIsRefusedAtOnce(_ text: String) {
        #expect(message(of: text).contains("error: lists and mappings are nested more than 1000 levels deep"))
    }

    @Test func nestingUpToTheLimitIsRead() throws {
        let depth = YAMLReader.depthLimit
        let text = String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
        _ = try YAMLReader().readDocument(SourceText(.memory("deep"), text: text))
        #expect(throws: ConfigError.self) {
            try YAMLReader().readDocument(SourceText(.memory("deep"), text: "[\(text)]"))
        }
    }

    @Test func anAliasAddsTheDepthOfItsNode() throws {
        func text(_ outer: Int, _ inner: Int) -> String {
            func nested(_ depth: Int, _ text: String) -> String {
                String(repeating: "[", count: depth) + text + String(repeating: "]", count: depth)
            }
            return "a: &a \(nested(inner, "x"))\nb: \(nested(outer, "*a"))\n"
        }
        // The mapping around both is a level too.
        _ = try read(text(499, 500))
        #expect(message(of: text(500, 500)).contains("nested more than 1000 levels deep"))
    }

    @Test func aliasesMayAddTenThousandNodes() throws {
        func text(_ aliases: String) -> String {
            let items = Array(repeating: "x", count: 99).joined(separator: ", ")
            return "s: &s x\na: &a [\(items)]\nl: [\(aliases)]\n"
        }
        let hundred = Array(repeating: "*a", count: 100).joined(separator: ", ")
        #expect(try read(text(hundred)).mapping?["l"]?.sequence?.count == 100)
        #expect(message(of: text(hundred + ", *s")).contains("they would add more than 10,000 nodes"))
    }

    /// The oracle reads the first text and refuses the second one.
    @Test func theRatioCountsFromAThousandNodes() throws {
        func text(_ a: Int, _ b: Int) -> String {
            func list(_ item: String, _ count: Int) -> String {
                Array(repeating: item, count: count).joined(separator: ", ")
            }
            return "a: [&a [x], &b [\(list("*a", a))], [\(list("*b", b))]]\n"
        }
        _ = try read(text(35, 13))
        #expect(message(of: text(99, 4)).contains("aliases make 1,001 nodes of 7, more than 100 times as many"))
    }

    @Test func aliasesCountTowardsTheDepth() {
        let text = "a0: &a0 [x]\n" + (1...1100).map { "a\($0): &a\($0) [*a\($0 - 1)]\n" }.joined()
        #expect(message(of: text, limit: .unlimited).contains("nested more than 1000 levels deep"))
    }

    @Test func aliasesThatGrowWithoutEndAreRefused() {
        let text = "a0: &a0 [x]\n" + (1...60).map { "a\($0): &a\($0) [*a\($0 - 1), *a\($0 - 1)]\n" }.joined()
        #expect(
            message(of: text).contains(
                "error: aliases repeat too much: they would add more than 10,000 nodes to this file"))
        #expect(throws: ConfigError.self) { try read(text, compatibility: .hydra1_3) }
    }

    @Test func whatIsWrittenIsNotLimited() throws {
        let text = "a:\n" + String(repeating: "- x\n", count: 30_000)
        #expect(try read(text).mapping?["a"]?.sequence?.count == 30_000)
    }

    @Test func aSettingCountsWrittenNodesToo() throws {
        let text = "l: [1, 1, 1, 1, 1, 1, 1]\n"
        _ = try read(text, limit: NodeLimit(setting: "10", compatibility: .hydra1_4))
        #expect(
            message(of: text, limit: .nodes(9)) == """
                conf/config.yaml:1:1: error: this file has more than 9 nodes, the limit that OMEGACONF_MAX_YAML_EXPANDED_NODES sets
                  1 | l: [1, 1, 1, 1, 1, 1, 1]
                      ^
                  help: for a file that you trust, set OMEGACONF_MAX_YAML_EXPANDED_NODES=none
                """)
    }

    @Test(
        arguments: [("none", NodeLimit.unlimited), (" None ", .unlimited), ("1_0", .nodes(10)), (nil, .standard)]
            as [(String?, NodeLimit)])
    func aSettingIsANumberOrNone(_ setting: String?, _ limit: NodeLimit) throws {
        #expect(try NodeLimit(setting: setting, compatibility: .hydra1_4) == limit)
    }

    @Test(arguments: ["many", "0", "-3", ""])
    func anotherSettingIsAnError(_ setting: String) {
        #expect(throws: ConfigError.self) { try NodeLimit(setting: setting, compatibility: .hydra1_4) }
    }

    @Test func hydra13DoesNotLookAtTheSetting() throws {
        #expect(try NodeLimit(setting: "many", compatibility: .hydra1_3) == .lenient)
    }
}
