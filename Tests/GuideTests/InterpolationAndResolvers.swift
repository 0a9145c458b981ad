import Hydrangea
import Testing

/// The Swift code of the guide "Interpolation and resolvers".
struct InterpolationGuide {
    @Test func aProgramHasResolversOfItsOwn() throws {
        let resolvers = Resolvers.standard
            .registering("pow2") { (exponent: Int) in 1 << exponent }
            .registering("join") { (words: [String], separator: String) in words.joined(separator: separator) }
        let config = """
            width: ${pow2:8}
            words: [a, b]
            name: ${join:${words},'-'}
            """
        let composer = Composer([MemorySource(yaml: ["config": config])], resolvers: resolvers)
        let resolved = try composer.compose("config").resolved()
        #expect(resolved == ["width": 256, "words": ["a", "b"], "name": "a-b"])
    }

    @Test func aConfigMayCalculate() throws {
        let resolvers = Resolvers.standard.adding(.calculation)
        let config = """
            epochs: 30
            steps: 100
            total: ${mul:${epochs},${steps}}
            warmup: ${eval:'min(500, ${total} // 10)'}
            """
        let composer = Composer([MemorySource(yaml: ["config": config])], resolvers: resolvers)
        #expect(try composer.compose("config").value(at: "warmup", as: Int.self) == 300)
    }

    @Test func aResolverMayLookAtTheTree() throws {
        let counting = Resolvers.standard.registering("count") { call in
            guard let path = call.arguments.first?.string else { return .null }
            return ConfigNode(.int(call.root[ConfigPath(path)]?.sequence?.count ?? 0))
        }
        let configs = MemorySource(yaml: ["config": "layers: [64, 32]\ndepth: ${count:layers}"])
        let depth = try Composer([configs], resolvers: counting).compose("config").value(at: "depth")
        #expect(depth == 2)
    }
}
