import HydrangeaDecode
import HydrangeaTree
import TestSupport
import Testing

private enum Activation: String, Codable, CaseIterable { case relu, gelu }
private enum Unlisted: Int, Codable { case one = 1 }
private enum Either: Codable { case text(String), pair(a: Int, b: Bool) }
private enum Plain: Codable, CaseIterable { case relu, value }

private struct Config: StructuredConfig, ValidatableConfig {
    var a = 1
    var b: Double? = nil
    var value: [String: Int] = [:]
    var on = Activation.relu
    @Mandatory var name: Unlisted
    var list: [Config] = []
    func validate(_ issues: inout ConfigIssues) { issues.require(a >= 0, at: "a", "must not be negative") }
}

private struct Strict: Codable {
    var a: UInt8
    var b: [Unlisted]
    var value: Either
    var on: Plain
    var list: [Strict]?
    var name: Set<String>
}

private enum Family: ComponentFamily {
    static let registry = Registry<Int>().registering("relu") { (config: Config) in config.a }
}

private final class Tree: Codable {
    var a: Tree?
    var b: [Tree]?
    var value: ConfigNode?
}

/// The types to decode trees as.
enum Target: CaseIterable {
    case config, strict, tree, dictionary, chosen, ranges, node, integer, texts, component, times

    func decode(_ node: ConfigNode) throws(ConfigError) {
        let decoder = ConfigDecoder()
        switch self {
        case .config: _ = try decoder.decode(Config.self, from: node)
        case .strict: _ = try decoder.decode(Strict.self, from: node)
        case .tree: _ = try decoder.decode(Tree.self, from: node)
        case .dictionary: _ = try decoder.decode([String: [Int: Float?]].self, from: node)
        case .chosen: _ = try decoder.decode([Activation: [Either]].self, from: node)
        case .ranges: _ = try decoder.decode([ClosedRange<Int8>].self, from: node)
        case .node: _ = try decoder.decode(ConfigNode.self, from: node)
        case .integer: _ = try decoder.decode(UInt128.self, from: node)
        case .texts: _ = try decoder.decode([String].self, from: node)
        case .component: _ = try decoder.decode([Component<Family>].self, from: node)
        case .times: _ = try decoder.decode([String: [Duration?]].self, from: node)
        }
    }
}

@Suite struct RandomTreeTests {
    @Test(arguments: Target.allCases) func anyTreeGivesAValueOrAMessage(target: Target) {
        var random = Repeatable(seed: 1)
        var decoded = 0
        for _ in 0..<2_000 {
            let tree = RandomTree(
                random: Repeatable(seed: random.next()),
                names: ["a", "b", "value", "on", "name", "list", "relu", "_target_"])
            do {
                try target.decode(tree.node(depth: 4))
                decoded += 1
            } catch {
                let texts = error.diagnostics.map(\.message)
                #expect(!texts.isEmpty && !texts.contains(""))
                #expect(
                    !error.description.contains("Hydrangea") && !error.description.contains("CodingKey"), "\(error)")
            }
        }
        #expect(decoded < 2_000 || target == .node)
    }
}
