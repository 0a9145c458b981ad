import HydrangeaTree
import TestSupport

/// Generates config trees of any shape. Many of them nearly fit the types of the tests.
struct RandomTree {
    var random: Repeatable
    /// The keys of mappings, besides those that are not strings.
    var names = ["a", "b", "value", "on"]

    private static let source = SourceText(.file("a.yaml"), text: "a: 1.10\nb: [1, 'x', \"y\n")

    func node(depth: Int) -> ConfigNode {
        var copy = self
        return copy.make(depth)
    }

    private mutating func make(_ depth: Int) -> ConfigNode {
        ConfigNode(content(depth), origin: Bool.random(using: &random) ? .unknown : origin())
    }

    private mutating func origin() -> Origin {
        let start = Int.random(in: 0...30, using: &random)
        return Origin(Self.source, start..<start + Int.random(in: 0...6, using: &random))
    }

    private mutating func content(_ depth: Int) -> ConfigNode.Content {
        switch Int.random(in: 0..<(depth > 0 ? 13 : 9), using: &random) {
        case 0: .null
        case 1: .bool(Bool.random(using: &random))
        case 2: .int([0, 1, -1, 300, .max, .min].randomElement(using: &random) ?? 0)
        case 3:
            BigInteger(digits: "99999999999999999999999999".utf8, radix: 10, negative: Bool.random(using: &random)).map
            { .bigInt($0) } ?? .null
        case 4:
            .float([0, 1.5, 1e3, 1e300, .nan, -.infinity, .leastNonzeroMagnitude].randomElement(using: &random) ?? 0)
        case 5: .bytes([0, 255, 65])
        case 6: .string("???")
        case 7, 8:
            .string(
                ["", "relu", "1", "1.5", "true", "PT5M", "5m", "2026-11-23", "http://a b", "aGk=", "sgd"].randomElement(
                    using: &random) ?? "")
        case 9, 10: .sequence((0..<Int.random(in: 0...4, using: &random)).map { _ in make(depth - 1) })
        default: .mapping(mapping(depth))
        }
    }

    private mutating func mapping(_ depth: Int) -> ConfigMapping {
        var mapping = ConfigMapping()
        for _ in 0..<Int.random(in: 0...6, using: &random) {
            let name = names.randomElement(using: &random) ?? "a"
            let key: ConfigKey =
                Int.random(in: 0..<12, using: &random) == 0
                ? [.int(1), .bool(true), .null, .float(1.5), .bytes([1])].randomElement(using: &random) ?? .null
                : .string(name)
            mapping.set(.init(key: key, keyRange: origin().range, value: make(depth - 1)))
        }
        return mapping
    }
}
