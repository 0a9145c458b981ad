import HydrangeaDecode
import HydrangeaTree
import Testing

private struct One<Value: Codable & Equatable>: Codable, Equatable { var value: Value }
private enum Level: Int, Codable { case low = 1, high = 3 }
private enum Mode: Codable, CaseIterable { case fast, slow }
private enum Shape: Codable, Equatable { case circle(radius: Double), square }
private enum Key: String, Codable, CaseIterable { case left, right }

/// A type that tries to decode one form and then another, like a union.
private enum TextOrList: Codable, Equatable {
    case text(String)
    case list([Int])

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if let items = try? container.decode([Int].self) {
            self = .list(items)
        } else {
            self = .text(try container.decode(String.self))
        }
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch self {
        case .text(let text): try container.encode(text)
        case .list(let items): try container.encode(items)
        }
    }
}

private func decoded<Value: Codable & Equatable>(_ node: ConfigNode, as type: Value.Type = Value.self) throws -> Value {
    try ConfigDecoder().decode(One<Value>.self, from: ["value": node]).value
}

@Suite struct DecodingTests {
    @Test func aNumberConvertsWhenNothingIsLost() throws {
        #expect(try decoded(1.0, as: Int.self) == 1)
        #expect(try decoded(1e6, as: Int.self) == 1_000_000)
        #expect(try decoded(3, as: Double.self) == 3)
        #expect(try decoded(300) == UInt16(300))
        #expect(try decoded(0.1) == Float(0.1))
        #expect(try decoded("8080", as: Int.self) == 8080)
        #expect(try decoded("1e-3", as: Double.self) == 0.001)
        #expect(try decoded("yes", as: Bool.self))
    }

    @Test(arguments: [
        (ConfigNode(1.5), "'value' expects an integer, found 1.5"),
        (ConfigNode(1e300), "'value' expects an integer, found 1e+300"),
        (ConfigNode(.float(.nan)), "'value' expects an integer, found nan"),
        (ConfigNode(true), "'value' expects an integer, found a boolean"),
        (ConfigNode.null, "'value' expects an integer, found null"),
        (ConfigNode("eight"), "'value' expects an integer, found text"),
        ([1] as ConfigNode, "'value' expects an integer, found a list"),
        (["a": 1] as ConfigNode, "'value' expects an integer, found a mapping"),
        (ConfigNode(.bytes([1])), "'value' expects an integer, found binary data"),
    ])
    func anIntegerIsNothingElse(node: ConfigNode, message: String) {
        let error = #expect(throws: ConfigError.self) { try decoded(node, as: Int.self) }
        #expect(error?.diagnostics.map(\.message) == [message])
    }

    @Test func aNumberOutOfRangeNamesTheRange() {
        #expect(
            message(One<Int8>.self, ["value": 300]) == "error: 'value' expects an integer from -128 to 127, found 300")
        #expect(
            message(One<UInt>.self, ["value": -1])
                == "error: 'value' expects an integer from 0 to 18446744073709551615, found -1")
        #expect(
            message(One<Float>.self, ["value": 1e300])
                == "error: 'value' expects a number that fits 32 bits, found 1e+300")
        #expect(
            message(One<Double>.self, ["value": 9_007_199_254_740_993]) == """
                error: 'value' expects a number, found 9007199254740993
                  a number of 64 bits cannot hold this integer exactly
                """)
    }

    @Test func anIntegerBeyond64BitsFitsTheTypesThatHoldIt() throws {
        let node = ConfigNode(
            .bigInt(try #require(BigInteger(digits: "100000000000000000000".utf8, radix: 10, negative: false))))
        #expect(try decoded(node) == Int128(100_000_000_000_000_000_000))
        #expect(try decoded(node, as: Double.self) == 1e20)
        #expect(try decoded(node, as: String.self) == "100000000000000000000")
        #expect(throws: ConfigError.self) { try decoded(node, as: UInt64.self) }
    }

    @Test func nullAndAnAbsentKeyAreNil() throws {
        #expect(try decoded(.null, as: Int?.self) == nil)
        #expect(try ConfigDecoder().decode(One<Int?>.self, from: [:]).value == nil)
        #expect(try decoded(.null, as: Int??.self) == nil)
        #expect(try decoded(1, as: Int??.self) == 1)
        #expect(try decoded([1, .null], as: [Int?].self) == [1, nil])
        #expect(try ConfigDecoder().decode(Int?.self, from: .null) == nil)
    }

    @Test func dictionariesTakeAnyKeys() throws {
        #expect(try decoded(["a": 1, "b": 2], as: [String: Int].self) == ["a": 1, "b": 2])
        #expect(try decoded([1: "x", "2": "y"], as: [Int: String].self) == [1: "x", 2: "y"])
        #expect(try decoded([1: "x"], as: [String: String].self) == ["1": "x"])
        #expect(try decoded(["left": 1, "right": 2], as: [Key: Int].self) == [.left: 1, .right: 2])
    }

    @Test func keysThatAreNoStringsKeepTheirSpelling() throws {
        let node = yaml("1.10: a\non: b\n0x10: c\n")
        #expect(try ConfigDecoder().decode([String: String].self, from: node) == ["1.10": "a", "on": "b", "0x10": "c"])
        struct Switch: Codable, Equatable { var on: Int }
        #expect(try ConfigDecoder().decode(Switch.self, from: yaml("on: 3\n")).on == 3)
    }

    @Test func aKeyThatIsNoIntegerIsShown() {
        #expect(
            message([Int: Int].self, yaml("1: 2\ntwo: 3\n")) == """
                conf/config.yaml:2:1: error: the config expects integers as keys, found 'two'
                  2 | two: 3
                      ^~~
                """)
    }

    @Test func enumsAreNamed() throws {
        #expect(try decoded(3) == Level.high)
        #expect(try decoded("fast") == Mode.fast)
        #expect(try decoded(["slow": [:]]) == Mode.slow)
        #expect(try decoded(["circle": ["radius": 2]]) == Shape.circle(radius: 2))
        #expect(
            message(One<Mode>.self, ["value": "fats"]) == """
                error: 'value' cannot be 'fats'
                  allowed: fast, slow
                  help: did you mean fast?
                """)
        #expect(message(One<Level>.self, ["value": 2]) == "error: 'value' cannot be '2'")
    }

    @Test func aTypeMayTryOneFormAfterAnother() throws {
        #expect(try decoded([1, 2]) == TextOrList.list([1, 2]))
        #expect(try decoded("a") == TextOrList.text("a"))
        #expect(message(One<TextOrList>.self, ["value": [1, "x"]]) == "error: 'value' expects text, found a list")
    }

    @Test func aNodeIsTakenAsItIs() throws {
        let node: ConfigNode = ["a": [1, "???", .null], "b": 1.5]
        #expect(try decoded(node, as: ConfigNode.self) == node)
        #expect(try decoded(["k": node], as: [String: ConfigNode].self) == ["k": node])
        let source = SourceText(.file("a.yaml"), text: "value: 1\n")
        let value = ConfigNode(.int(1), origin: Origin(source, SourceText.Position(line: 1, column: 8)))
        #expect(try decoded(value, as: ConfigNode.self).origin == value.origin)
    }

    @Test func elementsOfAListHaveTheDefaultsOfTheirType() throws {
        struct Layer: StructuredConfig, Equatable {
            var width = 8
            var bias = true
            var name: String? = "dense"
        }
        let layers = try decoded([["width": 3], ["bias": false, "name": .null], [:]], as: [Layer].self)
        #expect(layers == [Layer(width: 3), Layer(bias: false, name: nil), Layer()])
    }

    @Test func aConfigWithoutPropertiesHasNoKeys() {
        struct Empty: StructuredConfig {}
        #expect(message(One<EmptyHolder>.self, ["value": ["empty": ["a": 1]]]) == "error: 'value.empty' has no key 'a'")
        #expect(
            message(One<EmptyHolder>.self, ["value": ["empty": 3]]) == "error: 'value.empty' expects a mapping, found 3"
        )
        #expect(message(Empty.self, [:]) == "decoded: Empty()")
    }

    @Test func pathsStartWhereTheNodeStands() {
        let error = #expect(throws: ConfigError.self) {
            try ConfigDecoder().decode(Int.self, from: "x", at: "model.layers[1]")
        }
        #expect(error?.diagnostics.map(\.message) == ["'model.layers[1]' expects an integer, found text"])
    }

    @Test func aClassAndItsSuperclassShareTheirKeys() throws {
        let node: ConfigNode = ["super": ["name": "n"], "size": 3]
        let child = try ConfigDecoder().decode(Child.self, from: node)
        #expect(child.name == "n" && child.size == 3)
        #expect(try ConfigEncoder().encode(child) == node)
        #expect(
            message(Child.self, ["super": ["name": "n", "nam": 1], "size": 3]) == """
                error: 'super' has no key 'nam'
                  keys: name
                  help: did you mean name?
                """)
    }

    @Test func aTypeMayLayOutItsOwnContainers() throws {
        #expect(try decoded(["pair": [1, [2, 3]], "deep": ["x": 4]]) == Laid(a: 1, b: [2, 3], x: 4))
        #expect(try ConfigEncoder().encode(Laid(a: 1, b: [2, 3], x: 4)) == ["pair": [1, [2, 3]], "deep": ["x": 4]])
        #expect(
            message(Laid.self, ["pair": [1, [2, 3]], "deep": ["x": 4, "y": 5]]) == """
                error: 'deep' has no key 'y'
                  keys: x
                """)
        #expect(message(Laid.self, ["pair": [1], "deep": ["x": 4]]) == "error: 'pair': a list of 1 is too short")
    }

    @Test func aConfigThatIsTooDeepIsRefused() {
        final class Chain: Codable { var next: Chain? }
        var node: ConfigNode = [:]
        for _ in 0..<5_000 { node = ["next": node] }
        let error = #expect(throws: ConfigError.self) { try ConfigDecoder().decode(Chain.self, from: node) }
        #expect(error?.diagnostics.map(\.message) == ["this is nested more than 200 levels deep"])
    }

    @Test func whatATypeThrowsItselfIsShownAtItsPlace() {
        #expect(message([Even].self, [2, 3]) == "error: '[1]': only even numbers, not 3")
    }
}

private struct EmptyHolder: Codable, Equatable {
    struct Empty: StructuredConfig, Equatable {}
    var empty: Empty
}

private struct Even: Decodable {
    struct Odd: Error, CustomStringConvertible {
        var value: Int
        var description: String { "only even numbers, not \(value)." }
    }
    init(from decoder: any Decoder) throws {
        let value = try decoder.singleValueContainer().decode(Int.self)
        if value % 2 != 0 { throw Odd(value: value) }
    }
}

private class Base: Codable { var name = "" }
private final class Child: Base {
    var size = 0
    enum CodingKeys: CodingKey { case size }
    required init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        size = try container.decode(Int.self, forKey: .size)
        try super.init(from: container.superDecoder())
    }
    override func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try super.encode(to: container.superEncoder())
        try container.encode(size, forKey: .size)
    }
}

private struct Laid: Codable, Equatable {
    var a: Int
    var b: [Int]
    var x: Int
    enum Keys: CodingKey { case pair, deep }
    enum Deep: CodingKey { case x }

    init(a: Int, b: [Int], x: Int) { (self.a, self.b, self.x) = (a, b, x) }

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Keys.self)
        var pair = try container.nestedUnkeyedContainer(forKey: .pair)
        a = try pair.decode(Int.self)
        var inner = try pair.nestedUnkeyedContainer()
        b = []
        while !inner.isAtEnd { b.append(try inner.decode(Int.self)) }
        x = try container.nestedContainer(keyedBy: Deep.self, forKey: .deep).decode(Int.self, forKey: .x)
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Keys.self)
        var pair = container.nestedUnkeyedContainer(forKey: .pair)
        try pair.encode(a)
        var inner = pair.nestedUnkeyedContainer()
        for item in b { try inner.encode(item) }
        var deep = container.nestedContainer(keyedBy: Deep.self, forKey: .deep)
        try deep.encode(x, forKey: .x)
    }
}
