import HydrangeaDecode
import HydrangeaTree
import Synchronization
import Testing

/// Counts how often its `init(from:)` runs, by the paths.
private struct Counted: Codable, ValidatableConfig {
    var inner: [Counted]?
    var size: Int
    var limit: Int?

    private enum CodingKeys: CodingKey { case inner, size, limit }

    init(from decoder: any Decoder) throws {
        if let key = CodingUserInfoKey.counter { (decoder.userInfo[key] as? Counter)?.count(decoder.codingPath) }
        let values = try decoder.container(keyedBy: CodingKeys.self)
        inner = try values.decodeIfPresent([Counted].self, forKey: .inner)
        size = try values.decode(Int.self, forKey: .size)
        limit = try values.decodeIfPresent(Int.self, forKey: .limit)
    }

    func validate(_ issues: inout ConfigIssues) {
        issues.require(size < limit ?? .max, at: "size", "must be below \(limit ?? 0)")
    }
}

private final class Counter: Sendable {
    private let calls = Mutex<[String: Int]>([:])
    func count(_ path: [any CodingKey]) {
        calls.withLock { $0[path.map(\.stringValue).joined(separator: "."), default: 0] += 1 }
    }
    var counts: [String: Int] { calls.withLock { $0 } }
}

extension CodingUserInfoKey {
    fileprivate static let counter = CodingUserInfoKey(rawValue: "counter")
}

/// How often the types of a config are decoded, and when their checks count.
@Suite struct PassTests {
    /// The messages for a config, and how often the type at each path was decoded.
    private func counted(_ node: ConfigNode) -> (messages: [String], counts: [String: Int]) {
        let counter = Counter()
        var decoder = ConfigDecoder()
        if let key = CodingUserInfoKey.counter { decoder.userInfo[key] = counter }
        return (decoder.mistakes(in: node, as: Counted.self).map(\.message), counter.counts)
    }

    @Test func aCorrectConfigIsDecodedOnce() {
        let found = counted(["size": 1, "inner": [["size": 2], ["size": 3, "inner": [["size": 4, "limit": 5]]]]])
        #expect(found.messages == [])
        #expect(found.counts == ["": 1, "inner.0": 1, "inner.1": 1, "inner.1.inner.0": 1])
    }

    @Test func aFailedRuleNeedsNoFurtherDecoding() {
        let found = counted(["size": 1, "inner": [["size": 9, "limit": 5]], "limit": 1])
        #expect(found.messages == ["'inner[0].size' must be below 5", "'size' must be below 1"])
        #expect(found.counts == ["": 1, "inner.0": 1])
    }

    @Test func aWrongValueLetsEachTypeBeDecodedTwiceAtMost() {
        var node: ConfigNode = ["size": "wide", "limit": "low"]
        for _ in 0..<30 { node = ["size": 2, "inner": [["size": 1], node, ["size": 3, "limit": 1]]] }
        let found = counted(node)
        #expect(found.messages.count == 32)
        #expect(found.counts.count == 91)
        #expect(found.counts.values.allSatisfy { $0 <= 2 }, "\(found.counts)")
    }
}

/// A type whose `init(from:)` checks a value, and divides by it.
private struct Checked: Codable {
    var size: Int
    var share: Int
    var name: String

    private enum CodingKeys: CodingKey { case size, share, name }

    init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        size = try values.decode(Int.self, forKey: .size)
        name = try values.decode(String.self, forKey: .name)
        share = 100 / size
        guard size > 10 else {
            throw DecodingError.dataCorruptedError(forKey: .size, in: values, debugDescription: "\(size) is too small")
        }
    }
}

private enum Closed: String, Codable { case on, off }

private struct Switched: Codable {
    var closed: Closed
    var size: Int
}

private struct Layered: StructuredConfig {
    var width = 8
    var depth = 2
}

extension PassTests {
    private func messages(_ type: any Decodable.Type, _ node: ConfigNode) -> [String] {
        ConfigDecoder().mistakes(in: node, as: type).map(\.message)
    }

    @Test func anErrorOfATypesOwnIsReportedIfEverythingInTheValueWasDecoded() {
        #expect(messages(Checked.self, ["size": 3, "name": "a"]) == ["the config: 3 is too small"])
        #expect(messages(Checked.self, ["size": 3, "name": [1]]) == ["'name' expects text, found a list"])
        #expect(messages(Checked.self, ["size": "wide", "name": "a"]) == ["'size' expects an integer, found text"])
        #expect(
            messages([Checked].self, [["size": "wide", "name": "a"], ["size": 3, "name": "b"]])
                == ["'[0].size' expects an integer, found text", "'[1]': 3 is too small"])
    }

    @Test func anInterpolationThatIsNotResolvedIsNoMistakeWhateverItsType() {
        func found(_ node: ConfigNode, _ type: any Decodable.Type) -> [String] {
            ConfigDecoder().findings(in: node, as: type, toleratesInterpolations: true).mistakes.map(\.message)
        }
        #expect(found(["size": "${a}", "name": "${b}"], Checked.self) == [])
        #expect(found(["size": "${a}", "name": [1]], Checked.self) == ["'name' expects text, found a list"])
        #expect(found(["closed": "${a}", "size": 1], Switched.self) == [])
        #expect(found(["inner": [["size": "${a}", "limit": 0]], "size": 1], Counted.self) == [])
    }

    @Test func theDefaultsOfAConfigWithAMistakeAreFound() {
        let found = ConfigDecoder().findings(in: [["width": "wide"], ["depth": "deep"]], as: [Layered].self)
        #expect(
            found.mistakes.map(\.message) == [
                "'[0].width' expects an integer, found text", "'[1].depth' expects an integer, found text",
            ])
        #expect(found.defaults.map(\.path) == ["[0].depth", "[1].width"])
    }
}
