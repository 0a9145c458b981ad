import Hydrangea
import Testing

/// The Swift code of the guide "Overrides".
struct OverridesGuide {
    @Test func anOverrideIsReadAndTakenApart() throws {
        let override = try Override(parsing: "+model.depth=3", argument: 1)
        #expect(override.operation == .add)
        #expect(override.key.steps == ["model", "depth"])
    }
}
