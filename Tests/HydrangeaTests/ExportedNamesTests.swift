import Hydrangea
import Testing

/// What a program may write although it imports this library: names of Swift's own keep their meaning.
struct ExportedNamesTests {
    private struct Point { var x = 0 }

    @Test func aKeyPathIsSwifts() {
        let path: KeyPath<Point, Int> = \.x
        #expect(Point(x: 3)[keyPath: path] == 3)
    }
}
