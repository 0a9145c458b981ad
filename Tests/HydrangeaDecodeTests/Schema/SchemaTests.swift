import Foundation
import HydrangeaDecode
import HydrangeaTree
import Testing

private enum Color: String, Codable, CaseIterable { case red, on }
private enum Level: Int, Codable, CaseIterable { case low = 1, high = 10 }
private enum Unlisted: String, Codable { case alpha, beta }
/// An enum with the compiler's decoding: a mapping with one key. No placeholder value fits it.
private enum Rate: Codable { case constant(Double), free }

private struct Layer: StructuredConfig {
    var width: UInt8 = 8
    var dropout: Double? = nil
    static let documentation = ["width": "Units."]
}

private struct Everything: StructuredConfig {
    var flag = true
    var count = 3
    var small: Int8 = 1
    var large: UInt64 = 1
    var rate = 0.5
    var text = "1.10"
    var unlisted = Unlisted.alpha
    var own = Rate.free
    var date: Date? = nil
    var pause = Duration.seconds(90)
    var place: URL? = nil
    var key = Data()
    var id: UUID? = nil
    var color = Color.red
    var level = Level.low
    var layers = [Layer()]
    var named: [String: Layer] = [:]
    var table: [[Double]] = []
    var anything = ConfigNode.null
    @Mandatory var dataset: String
}

/// A type with its own `init(from:)` and without defaults.
private struct Plain: Decodable {
    var host: String
    var port: Int?
    var pair: (Int, String)

    enum Keys: CodingKey { case host, port, pair }

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Keys.self)
        host = try container.decode(String.self, forKey: .host)
        port = try container.decodeIfPresent(Int.self, forKey: .port)
        var list = try container.nestedUnkeyedContainer(forKey: .pair)
        pair = (try list.decode(Int.self), try list.decode(String.self))
    }
}

/// A type whose `init(from:)` reads two enums.
private struct Twice: Decodable {
    enum Kind: String, Decodable, CaseIterable { case plain, scaled }
    enum Scale: String, Decodable, CaseIterable { case fixed, learned }
    enum Keys: CodingKey { case kind, scale, factor, rate }

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Keys.self)
        guard try container.decode(Kind.self, forKey: .kind) == .scaled else { return }
        switch try container.decode(Scale.self, forKey: .scale) {
        case .fixed: _ = try container.decode(Double.self, forKey: .factor)
        case .learned: _ = try container.decode(Double.self, forKey: .rate)
        }
    }
}

private final class Tree: Codable, Sendable {
    let name: String
    let children: [Tree]
}

private enum Other {
    final class Tree: Codable, Sendable {
        let size: Int
        let left: Tree?
    }
}

private struct Forest: Codable {
    var first: Tree
    var second: Other.Tree
}

private enum Family: ComponentFamily {
    static let registry: Registry<String> = Registry()
        .registering("leaf") { (layer: Layer) in "\(layer.width)" }
        .registering("both", as: Both.self) { _ in "both" }

    struct Both: Codable, Sendable {
        var parts: [Component<Family>]
    }
}

private struct Chosen: StructuredConfig {
    var part = Component<Family>("leaf")
}

/// A line for each key: its name, its type, its default.
private func lines(_ type: any Decodable.Type) -> [String] {
    ConfigSchema(of: type).keys.map { key in
        let start = key.property.isRequired ? "required" : key.property.defaultValue.map { JSONText.line($0) } ?? "-"
        return "\(key.name): \(key.property.schema.words); \(start)"
            + (key.condition.map { "; \($0.path)=\($0.value)" } ?? "")
    }
}

@Suite struct SchemaTests {
    @Test func aTypeTellsItsKeysWithTypesAndDefaults() {
        #expect(
            lines(Everything.self) == [
                "flag: true or false; true", "count: integer; 3", "small: integer from -128 to 127; 1",
                "large: integer from 0 on; 1", "rate: number; 0.5",
                #"text: text; "1.10""#, #"unlisted: text; "alpha""#, #"own: mapping; {"free": {}}"#,
                "date: date like 2026-11-23 or 2026-11-23T07:29:03Z, or null; null",
                #"pause: duration like 90s, 1h30m or 250ms; "1m30s""#,
                "place: URL, or null; null", "key: binary data in base 64; \"b''\"", "id: UUID, or null; null",
                #"color: red, on; "red""#, "level: 1, 10; 1",
                #"layers: list of mappings; [{"width": 8, "dropout": null}]"#,
                "layers[].width: integer from 0 to 255; 8",
                "layers[].dropout: number, or null; null", "named: mapping to mappings; {}",
                "named.*.width: integer from 0 to 255; 8",
                "named.*.dropout: number, or null; null", "table: list of lists of numbers; []",
                "anything: any value; null", "dataset: text; required",
            ])
    }

    @Test func aTypeWithoutDefaultsIsAskedWhatItLooksFor() {
        #expect(
            lines(Plain.self) == [
                "host: text; required", "port: integer, or null; -", "pair: list of integer and text; required",
            ])
    }

    @Test func whatDependsOnTwoChoicesMayHaveFurtherKeys() throws {
        #expect(
            lines(Twice.self) == [
                "scale: fixed, learned; required; kind=scaled", "factor: number; required; kind=scaled",
            ])
        let forms = JSONSchema(of: [ConfigSchema(of: Twice.self)], title: "").node["anyOf"]
        #expect(forms?[ConfigPath([.index(0)])]?["additionalProperties"] == false)
        #expect(forms?[ConfigPath([.index(1)])]?["additionalProperties"] == nil)
    }

    @Test func aTypeInsideOfItselfEnds() {
        #expect(lines(Tree.self) == ["name: text; required", "children: list of mappings; required"])
        #expect(ConfigSchema(of: Tree.self).definitions.keys.sorted() == ["Tree"])
    }

    @Test func twoTypesOfOneNameThatContainThemselvesHaveADefinitionEach() {
        let schema = ConfigSchema(of: Forest.self)
        #expect(schema.definitions.keys.sorted() == ["Tree", "Tree2"])
        #expect(schema.schema(at: "first.children[0].name")?.words == "text")
        #expect(schema.schema(at: "second.left.size")?.words == "integer")
    }

    @Test func aComponentHasTheArgumentsOfEachChoice() {
        #expect(
            lines(Chosen.self) == [
                #"part: mapping with _target_: both, leaf; {"_target_": "leaf"}"#,
                "part.parts: list of mappings; required; part._target_=both",
                "part.width: integer from 0 to 255; 8; part._target_=leaf",
                "part.dropout: number, or null; null; part._target_=leaf",
            ])
    }

    @Test func whatStandsAtAPathIsFound() {
        let schema = ConfigSchema(of: Chosen.self)
        #expect(schema.schema(at: "part.width")?.words == "integer from 0 to 255")
        #expect(schema.schema(at: "part.parts[0].dropout")?.words == "number, or null")
        #expect(schema.schema(at: "part.depth") == nil)
    }

    @Test func theJSONSchemaOfATypeIsTheWholeText() {
        let text = JSONSchema(
            of: [ConfigSchema(of: Layer.self)], title: "layer", groups: [(name: "layer", options: ["wide"])],
            isRoot: true
        ).text
        #expect(
            text == #"""
                {
                  "$schema": "https://json-schema.org/draft/2020-12/schema",
                  "title": "layer",
                  "type": "object",
                  "properties": {
                    "defaults": {
                      "$ref": "#/$defs/defaults"
                    },
                    "hydra": {
                      "type": "object",
                      "description": "Hydra's own settings: see --cfg hydra"
                    },
                    "width": {
                      "description": "Units.",
                      "default": 8,
                      "$ref": "#/$defs/unsigned8"
                    },
                    "dropout": {
                      "default": null,
                      "anyOf": [
                        {
                          "$ref": "#/$defs/number"
                        },
                        {
                          "type": "null"
                        }
                      ]
                    }
                  },
                  "additionalProperties": false,
                  "$defs": {
                    "defaults": {
                      "type": "array",
                      "description": "The configs that this one is composed of, in the order in which they are merged.",
                      "items": {
                        "anyOf": [
                          {
                            "type": "string"
                          },
                          {
                            "type": "object",
                            "properties": {
                              "layer": {
                                "anyOf": [
                                  {
                                    "enum": [
                                      "wide"
                                    ]
                                  },
                                  {
                                    "type": [
                                      "string",
                                      "null",
                                      "array"
                                    ],
                                    "items": {
                                      "type": "string"
                                    }
                                  }
                                ]
                              }
                            },
                            "additionalProperties": {
                              "type": [
                                "string",
                                "null",
                                "array"
                              ],
                              "items": {
                                "type": "string"
                              }
                            }
                          }
                        ]
                      }
                    },
                    "later": {
                      "description": "an interpolation, or ??? for what must be given",
                      "anyOf": [
                        {
                          "type": "string",
                          "pattern": "\\$\\{"
                        },
                        {
                          "const": "???"
                        }
                      ]
                    },
                    "unsigned8": {
                      "anyOf": [
                        {
                          "type": "integer",
                          "minimum": 0,
                          "maximum": 255
                        },
                        {
                          "type": "string",
                          "pattern": "^[+]?(0x[0-9a-fA-F_]+|0b[01_]+|[0-9][0-9_]*(\\.0*)?([eE][+]?[0-9]+)?)$"
                        },
                        {
                          "$ref": "#/$defs/later"
                        }
                      ]
                    },
                    "number": {
                      "anyOf": [
                        {
                          "type": "number"
                        },
                        {
                          "type": "string",
                          "pattern": "^[-+]?(\\.inf|\\.nan|([0-9_]+(\\.[0-9_]*)?|\\.[0-9_]+)([eE][-+]?[0-9]+)?)$"
                        },
                        {
                          "$ref": "#/$defs/later"
                        }
                      ]
                    }
                  }
                }

                """#)
    }

    @Test func aChoiceThatReadersTakeForABooleanIsAcceptedAsOne() {
        let node = JSONSchema(of: [ConfigSchema(of: Everything.self)], title: "").node
        let forms = node["properties"]?["color"]?["anyOf"]?[ConfigPath([.index(0)])]
        #expect(forms?["enum"] == ["red", "on", true])
    }
}
