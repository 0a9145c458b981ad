import HydrangeaTree
import Testing

@Suite struct ConfigNodeLeavesTests {
    private let tree: ConfigNode = ["a": ["x": [1, ["lr": 2]], "y": [:]], "b": ["lr": ["lr": 3]], "c": ["lr": 4]]

    @Test func leavesComeInTheOrderOfTheTree() {
        #expect(tree.leaves.map(\.path.description) == ["a.x[0]", "a.x[1].lr", "a.y", "b.lr.lr", "c.lr"])
    }

    @Test func theFirstPathIsTheHighestAndOfSeveralTheFirst() {
        #expect(tree.firstPath(endingIn: .key("lr")) == "b.lr")
        #expect(tree.firstPath(endingIn: .key("x")) == "a.x")
        #expect(tree.firstPath(endingIn: .index(1)) == "a.x[1]")
        #expect(tree.firstPath(endingIn: .key("z")) == nil)
        let deep: ConfigNode = ["a": ["p": ["lr": 1]], "b": ["q": ["lr": 2]]]
        #expect(deep.firstPath(endingIn: .key("lr")) == "a.p.lr")
    }
}
