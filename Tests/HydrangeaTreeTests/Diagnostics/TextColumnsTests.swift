import HydrangeaTree
import Testing

/// Tests of the printer of tables.
@Suite struct TextColumnsTests {
    @Test func eachColumnIsAsWideAsItsWidestCell() {
        let columns = TextColumns([["a", "1", "x"], ["longer", "23", ""], ["é", "", "y"]])
        #expect(columns.widths == [6, 2, 1])
        #expect(columns.lines() == ["a       1   x", "longer  23", "é           y"])
    }

    @Test func aCellThatIsTooWideMovesOnlyItsOwnRow() {
        let columns = TextColumns([["a", "1"], ["much too long", "2"]], widest: 4)
        #expect(columns.lines(gap: " | ") == ["a | 1", "much too long | 2"])
    }

    @Test func rowsMayHaveFewerCells() {
        #expect(TextColumns([["alone"], ["a", "b"]]).lines() == ["alone", "a      b"])
        #expect(TextColumns([]).lines() == [])
    }
}
