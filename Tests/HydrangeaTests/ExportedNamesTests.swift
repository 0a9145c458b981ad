import Hydrangea
import Testing

/// Tests that importing the library does not shadow names of the standard library.
struct ExportedNamesTests {
    private struct Point { var x = 0 }

    @Test func aKeyPathIsSwifts() {
        let path: KeyPath<Point, Int> = \.x
        #expect(Point(x: 3)[keyPath: path] == 3)
    }
}
