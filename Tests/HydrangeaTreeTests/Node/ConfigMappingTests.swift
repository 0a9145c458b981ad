import HydrangeaTree
import Testing

/// Tests that small mappings, which are searched linearly, and large ones, which have an index, behave the same.
@Suite struct ConfigMappingTests {
    @Test(arguments: [3, 16, 17, 18, 40, 1000]) func everyKeyIsFoundWhereItStands(_ count: Int) {
        let mapping = numbered(count)
        for number in 0..<count {
            #expect(mapping.position(of: .string("k\(number)")) == number)
            #expect(mapping["k\(number)"] == ConfigNode(.int(number)))
        }
        #expect(mapping.position(of: .string("k\(count)")) == nil)
        #expect(mapping.position(of: .int(0)) == nil)
    }

    @Test(arguments: [3, 17, 18, 40]) func theOthersMoveUpWhenAnEntryIsRemoved(_ count: Int) {
        for removed in 0..<count {
            var mapping = numbered(count)
            #expect(mapping.remove(.string("k\(removed)")) == ConfigNode(.int(removed)))
            #expect(mapping.position(of: .string("k\(removed)")) == nil)
            #expect(mapping.keys == (0..<count).filter { $0 != removed }.map { .string("k\($0)") })
            for (position, key) in mapping.keys.enumerated() { #expect(mapping.position(of: key) == position) }
            mapping[.string("k\(removed)")] = "again"
            #expect(mapping.position(of: .string("k\(removed)")) == count - 1)
        }
    }

    @Test func itIsACollectionOfEntriesWhosePositionsAreNoKeys() {
        let mapping: ConfigMapping = [1: "one", "b": "two"]
        #expect(mapping.map(\.key) == [1, "b"])
        #expect(mapping.first?.value == "one")
        #expect(mapping.reversed().map(\.key) == ["b", 1])
        #expect(mapping.indices.map { mapping[$0].value } == ["one", "two"])
        #expect(mapping[1] == "one")
        #expect(mapping[0] == nil)
    }

    @Test func entriesCanBeTakenFromTheFrontUntilNoneIsLeft() {
        var mapping = numbered(60)
        for number in 0..<60 {
            mapping.remove(.string("k\(number)"))
            mapping[.string("n\(number)")] = "new"
            #expect(mapping.position(of: .string("k\(number)")) == nil)
            #expect(mapping.position(of: .string("n\(number)")) == 59)
            if number < 59 { #expect(mapping.position(of: "k59") == 58 - number) }
        }
        #expect(mapping.keys == (0..<60).map { .string("n\($0)") })
        for number in 0..<60 { mapping.remove(.string("n\(number)")) }
        #expect(mapping.isEmpty)
    }

    @Test func keysThatPythonCallsEqualAreOneKeyHoweverManyThereAre() {
        var mapping = numbered(30)
        mapping[.int(1)] = "first"
        mapping[.bool(true)] = "second"
        mapping[.float(1)] = "third"
        #expect(mapping.count == 31)
        #expect(mapping[.int(1)] == "third")
    }

    @Test func aCopyKeepsItsKeysWhenTheOriginalLosesOne() {
        var mapping = numbered(50)
        let copy = mapping
        mapping.remove("k0")
        mapping.remove("k20")
        #expect(copy.position(of: "k0") == 0)
        #expect(copy.position(of: "k49") == 49)
        #expect(mapping.position(of: "k49") == 47)
    }

    /// Large files are kept in memory as nodes, so the size of a node matters.
    @Test func aNodeTakesThirtyTwoBytes() {
        #expect(MemoryLayout<ConfigNode>.stride == 32)
    }

    private func numbered(_ count: Int) -> ConfigMapping {
        ConfigMapping((0..<count).map { (.string("k\($0)"), ConfigNode(.int($0))) })
    }
}
