import HydrangeaCompose
import HydrangeaResolve
import HydrangeaTree
import HydrangeaYAML
import Testing
@testable import HydrangeaRun

/// Tests that `frozen.yaml` is complete, has the same values for every YAML reader, and can be read back.
@Suite struct FrozenTextTests {
    /// The frozen text of a run without secrets.
    private func frozen(_ tree: ConfigNode) throws -> String {
        let composition = try Composer([]).recompose(frozen: [:], hydra: [:], name: nil, overrides: [])
        return try FrozenFiles(
            composition, Resolution(root: tree, mistakes: [], reads: Interpolator().resolving([:]).reads),
            SecretScan(composition, nil, .none)
        ).frozen
    }

    @Test(arguments: [
        ("plain", nil), ("a$b", nil), ("${x}", "\\${x}"), ("\\${x}", "\\\\\\${x}"), ("\\\\${x}", "\\\\\\\\\\${x}"),
        ("a ${b} ${c}", "a \\${b} \\${c}"),
        ("$${x}", "$\\${x}"), ("\\", nil), ("${", "\\${"),
    ])
    func textThatLooksLikeAnInterpolationIsEscaped(text: String, escaped: String?) throws {
        #expect(FrozenText.escaped(text) == escaped)
        #expect(FrozenText.unescaped(escaped ?? text) == (escaped == nil ? nil : text))
    }

    @Test func aReferenceThatIsKeptStaysOne() {
        for text in ["${oc.env:TOKEN}", "a ${b}", "\\\\${x}"] { #expect(FrozenText.unescaped(text) == nil) }
    }

    @Test func loadingAndFreezingAgainGivesTheSameBytes() throws {
        var random = Random(state: 7)
        for _ in 0..<400 {
            let tree = random.tree(depth: 4)
            let text = try frozen(tree)
            let loaded = FrozenText.unescaping(try YAMLReader().readDocument(SourceText(.memory("frozen"), text: text)))
            #expect(loaded == tree, "\(text)")
            #expect(try frozen(loaded) == text)
        }
    }

    /// A rerun resolves the frozen tree like any config and must get the same values.
    @Test func composingTheFrozenTreeAgainGivesTheSameConfig() throws {
        var random = Random(state: 11)
        for _ in 0..<200 {
            guard case .mapping = random.tree(depth: 3).content else { continue }
            let tree = random.mapping(depth: 3)
            let loaded = try YAMLReader().readDocument(SourceText(.memory("frozen"), text: try frozen(tree)))
            let again = try Composer([]).recompose(frozen: loaded, hydra: [:], name: nil, overrides: []).resolved()
            #expect(again == tree)
        }
    }

    /// A text without quotes must be a text in every version of YAML.
    @Test(arguments: [
        "yes", "No", "ON", "off", "y", "N", "true", "False", "null", "~", "", "12", "-12", "+1", "012", "08", "0o17",
        "-0o17", "0x1F", "0b11", "1_000",
        "190:20:30", "1e5", "1e-05", "1.0e-05", "1E400", ".5", "5.", "-.5e3", ".inf", "-.Inf", "+.INF", ".nan", ".NaN",
        "inf", "nan", "2026-11-23",
        "2026-11-23T07:29:03Z", "2026-11-23 07:29:03", "<<", "=", "0o8", "1.2.3", "1-2", "١٢",
    ])
    func whatAnyVersionReadsAsSomethingElseIsQuoted(text: String) throws {
        let line = try frozen(["k": ConfigNode(.string(text))])
        #expect(line == "k: '\(text)'\n")
    }

    @Test(arguments: ["a\nb", "a\r\nb", "a\u{85}b", "a\u{2028}b", "\u{2029}", "tab\there\n", "é\n"])
    func lineBreaksAreWrittenAsEscapes(text: String) throws {
        let line = try frozen(["k": ConfigNode(.string(text))])
        #expect(line.hasPrefix("k: \""))
        #expect(
            line.unicodeScalars.filter { ["\r", "\u{85}", "\u{2028}", "\u{2029}"].contains($0) || $0 == "\n" }.count
                == 1)
        #expect(
            try YAMLReader().readDocument(SourceText(.memory("frozen"), text: line))["k"]?.string.map { Array($0.utf8) }
                == Array(text.utf8))
    }

    @Test(arguments: [
        (1e-5, "1.0e-05"), (1e16, "1.0e+16"), (0.1, "0.1"), (-2.5e-300, "-2.5e-300"), (.infinity, ".inf"),
        (-.infinity, "-.inf"), (3, "3.0"),
    ])
    func numbersAreFloatsByBothVersions(value: Double, text: String) throws {
        #expect(try frozen(["k": ConfigNode(.float(value))]) == "k: \(text)\n")
    }

    @Test(arguments: [
        "conf/data.csv", "./x", "../y", "-x", ".hidden", "a:b", "http://h/p?q=1#f", "größe", "a b", "3d", "Ärger",
    ])
    func whatCanOnlyBeTextNeedsNoQuotes(text: String) throws {
        let line = try frozen(["k": ConfigNode(.string(text))])
        #expect(line == "k: \(text)\n" || line == "k: '\(text)'\n" && text == "3d")
    }
}

/// Generates trees with texts and numbers that YAML readers interpret differently.
private struct Random {
    var state: UInt64

    mutating func next(_ limit: Int) -> Int {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Int(state >> 33) % limit
    }

    mutating func tree(depth: Int) -> ConfigNode {
        switch next(depth > 0 ? 10 : 7) {
        case 0: return ConfigNode(.int([0, 1, -1, .max, .min, 8, 4711][next(7)]))
        case 1:
            return ConfigNode(
                .float(
                    [0, 0.1, -1e-5, 1e16, 1e300, .infinity, -.infinity, .leastNonzeroMagnitude, 1234567.875][next(9)]))
        case 2: return ConfigNode(next(2) == 0 ? .null : .bool(next(2) == 0))
        case 3...6: return ConfigNode(.string(text()))
        case 7: return ConfigNode(.sequence((0..<next(4)).map { _ in tree(depth: depth - 1) }))
        default: return mapping(depth: depth)
        }
    }

    mutating func mapping(depth: Int) -> ConfigNode {
        var mapping = ConfigMapping()
        for _ in 0..<next(5) { mapping[.string(text())] = tree(depth: depth - 1) }
        return ConfigNode(.mapping(mapping))
    }

    mutating func text() -> String {
        let words = [
            "lr", "yes", "off", "1e-05", "0o17", "08", "1:30", "null", "", " ", "a b", " lead", "trail ", "a: b", "# c",
            "- d", "? e", "${x}", "\\${x}",
            "\\\\${y}", "\n", "a\nb", "a\n\nb\n", "\u{85}", "\u{2028}x", "\u{FEFF}", "\t", "é", "😀", "\u{7}", "'", "\"",
            "%a", "@b", "{", "]", "*x", "&y", "!z",
            "|", ">", "key", "2026-11-23", "<<", "=", "~", "---", "...", ": ", " #",
            String(repeating: "long words ", count: 20), "\\", "$", "${",
        ]
        return (0...next(3)).map { _ in words[next(words.count)] }.joined()
    }
}
