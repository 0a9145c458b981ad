import HydrangeaTree
import Testing

@Suite struct MappingRemovalTests {
    /// The same additions and removals in a mapping and in plain arrays, at random, with sizes on both sides of the one
    /// from which a mapping has an index.
    @Test(arguments: [8, 16, 17, 18, 40, 200]) func removedKeysAreGoneAndAllOthersAreFound(_ size: Int) {
        var state = UInt64(size)
        func random(_ bound: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % bound
        }
        var mapping = ConfigMapping()
        var model: [(name: String, value: Int)] = []
        for step in 0..<2000 {
            let name = "k\(random(size))"
            let position = model.firstIndex { $0.name == name }
            if let position, random(3) > 0 {
                let removed = mapping.remove(.string(name))
                #expect(removed?.content == .int(model.remove(at: position).value))
            } else if position == nil {
                mapping[name] = ConfigNode(.int(step))
                model.append((name, step))
            }
            for name in ["k\(random(size))", "k\(size)"] {
                #expect(mapping[name]?.content == model.first { $0.name == name }.map { .int($0.value) })
            }
        }
        #expect(mapping.entries.map(\.key) == model.map { .string($0.name) })
        for (position, (name, _)) in model.enumerated() { #expect(mapping.position(of: .string(name)) == position) }
    }
}
