import HydrangeaDecode
import HydrangeaTree
import TestSupport
import Testing

private enum Optimizer: String, Codable, CaseIterable { case sgd, adam }
private enum Schedule: Codable, CaseIterable { case constant, cosine }
private enum Source: Codable, Hashable { case file(name: String), url(String, port: Int), none }

private struct Inner: Codable, Hashable {
    var text: String?
    var number: Double?
    var flag: Bool?
    var child: [Inner]
}

private struct Everything: Codable, Hashable {
    var bool: Bool, text: String
    var i: Int, i8: Int8, i16: Int16, i32: Int32, i64: Int64, i128: Int128
    var u: UInt, u8: UInt8, u16: UInt16, u32: UInt32, u64: UInt64, u128: UInt128
    var double: Double, float: Float
    var optionalInt: Int?, optionalDeep: Int??, optionalUInt64: UInt64?, optionalFloat: Float?, optional128: Int128?
    var list: [Int?], lists: [[String]], set: Set<String>
    var named: [String: Double], numbered: [Int: String], chosen: [Optimizer: [Int]]
    var optimizer: Optimizer, schedule: Schedule, source: Source
    var inner: Inner?, range: ClosedRange<Int>
    var node: ConfigNode
}

/// Generates values of many shapes, the same ones in every test run.
private struct Maker {
    var random: Repeatable

    mutating func integer<T: FixedWidthInteger>(_ type: T.Type = T.self) -> T {
        [T.min, T.max, 0, 1, T.random(in: T.min...T.max, using: &random)].randomElement(using: &random) ?? 0
    }

    mutating func double() -> Double {
        [0, -0.0, 1, 0.1, 1e300, -1e-300, .infinity, .leastNonzeroMagnitude, Double(bitPattern: random.next())]
            .filter { !$0.isNaN }.randomElement(using: &random) ?? 0
    }

    mutating func float() -> Float {
        [
            0, 0.1, .greatestFiniteMagnitude, .leastNonzeroMagnitude, -.infinity,
            Float(bitPattern: UInt32.random(in: 0...0x7F7F_FFFF, using: &random)),
        ]
        .randomElement(using: &random) ?? 0
    }

    mutating func text() -> String {
        ["", "a", "???x", "1.10", "true", "null", "ä\u{301}\n", "${x}", "~"].randomElement(using: &random) ?? ""
    }

    mutating func list<T>(_ make: (inout Maker) -> T) -> [T] {
        (0..<Int.random(in: 0...3, using: &random)).map { _ in make(&self) }
    }
    mutating func maybe<T>(_ make: (inout Maker) -> T) -> T? { Bool.random(using: &random) ? make(&self) : nil }
    mutating func flag() -> Bool { Bool.random(using: &random) }

    mutating func inner(_ depth: Int = 0) -> Inner {
        Inner(
            text: maybe { $0.text() }, number: maybe { $0.double() }, flag: maybe { $0.flag() },
            child: depth > 2 ? [] : list { $0.inner(depth + 1) })
    }

    mutating func everything() -> Everything {
        let bound: Int = Int.random(in: -5...5, using: &random)
        return Everything(
            bool: flag(), text: text(), i: integer(), i8: integer(), i16: integer(), i32: integer(), i64: integer(),
            i128: integer(),
            u: integer(), u8: integer(), u16: integer(), u32: integer(), u64: integer(), u128: integer(),
            double: double(), float: float(),
            optionalInt: maybe { $0.integer() }, optionalDeep: maybe { $0.integer() },
            optionalUInt64: maybe { $0.integer() },
            optionalFloat: maybe { $0.float() }, optional128: maybe { $0.integer() },
            list: list { maker in maker.maybe { $0.integer() } }, lists: list { maker in maker.list { $0.text() } },
            set: Set(list { $0.text() }),
            named: Dictionary(list { ($0.text(), $0.double()) }) { a, _ in a },
            numbered: Dictionary(list { ($0.integer(), $0.text()) }) { a, _ in a },
            chosen: Dictionary(list { ($0.flag() ? .adam : .sgd, [1, 2]) }) { a, _ in a },
            optimizer: flag() ? .sgd : .adam, schedule: flag() ? .constant : .cosine,
            source: [.none, .file(name: text()), .url(text(), port: integer())].randomElement(using: &random) ?? .none,
            inner: maybe { $0.inner() }, range: bound...(bound + 3),
            node: RandomTree(random: random).node(depth: 3))
    }
}

@Suite struct RoundTripTests {
    @Test(arguments: 0..<200) func whatIsEncodedDecodesToTheSameValue(seed: Int) throws {
        var maker = Maker(random: Repeatable(seed: UInt64(seed)))
        let value = maker.everything()
        let node = try ConfigEncoder().encode(value)
        #expect(try ConfigDecoder().decode(Everything.self, from: node) == value)
        #expect(try ConfigEncoder().encode(ConfigDecoder().decode(Everything.self, from: node)) == node)
    }

    @Test func aNilPropertyOfAnyTypeIsNull() throws {
        struct Nils: Codable {
            var a: Bool?, b: String?, c: Double?, d: Float?, e: Int?, f: Int8?, g: Int16?, h: Int32?, i: Int64?,
                j: Int128?
            var k: UInt?, l: UInt8?, m: UInt16?, n: UInt32?, o: UInt64?, p: UInt128?, q: [Int]?, r: Inner?,
                s: [String: Int]?, t: Optimizer?
        }
        let node = try ConfigEncoder().encode(Nils())
        #expect(node.mapping?.keys.map(\.description).joined() == "abcdefghijklmnopqrst")
        #expect(node.mapping?.entries.allSatisfy(\.value.isNull) == true)
    }

    @Test func theDefaultsOfAConfigAreItsSchema() throws {
        struct Model: StructuredConfig { var width = 64, dropout: Double? = nil }
        struct Train: StructuredConfig {
            var model = Model()
            var rates = ["b": 2.0, "a": 1.0]
            var tags: Set = ["z", "a"]
            var layers = [2: "two", 10: "ten", 1: "one"]
            var optimizer = Optimizer.adam
            var schedule = Schedule.cosine
            @Mandatory var dataset: String
        }
        let node = try Train.defaults()
        #expect(
            node == [
                "model": ["width": 64, "dropout": .null], "rates": ["a": 1.0, "b": 2.0], "tags": ["a", "z"],
                "layers": [1: "one", 2: "two", 10: "ten"],
                "optimizer": "adam", "schedule": "cosine", "dataset": "???",
            ])
        #expect(node["dataset"]?.origin.description == "Train")
        #expect(node["model.width"]?.origin.description == "Model")
    }

    @Test func aTypeCanAskWhetherAMandatoryValueIsGiven() throws {
        struct Train: StructuredConfig {
            @Mandatory var dataset: String
            var isReady: Bool { _dataset.isGiven }
        }
        var config = Train()
        #expect(!config.isReady)
        config.dataset = "mnist"
        #expect(config.isReady)
        #expect(try ConfigDecoder().decode(Train.self, from: ["dataset": "cifar"]).isReady)
    }

    @Test func aFloatIsWrittenWithItsOwnDigits() throws {
        #expect(try ConfigEncoder().encode([Float(0.1)]) == [0.1])
    }

    @Test func whatATypeRefusesToEncodeIsAnError() {
        struct Refusing: Encodable {
            func encode(to encoder: any Encoder) throws {
                throw EncodingError.invalidValue(
                    self, .init(codingPath: encoder.codingPath, debugDescription: "not today."))
            }
        }
        let error = #expect(throws: ConfigError.self) { try ConfigEncoder().encode(["a": [Refusing()]]) }
        #expect(error?.description == "error: 'a[0]': not today")
    }
}
