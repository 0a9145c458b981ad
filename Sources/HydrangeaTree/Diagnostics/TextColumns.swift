/// Rows of cells in columns: the one printer of tables, for messages, help pages and lists.
package struct TextColumns: Sendable {
    /// The width of each column in characters: that of its widest cell.
    package let widths: [Int]
    private let rows: [[String]]

    /// - Parameter widest: The widest cell that makes its column wider. A cell beyond it moves only the cells behind it
    ///   in its own row: otherwise one long value would push a whole column off the screen.
    package init(_ rows: [[String]], widest: Int = .max) {
        var widths: [Int] = []
        for row in rows {
            for (column, cell) in row.enumerated() {
                if column == widths.count { widths.append(0) }
                let width = cell.unicodeScalars.count
                if width <= widest { widths[column] = max(widths[column], width) }
            }
        }
        self.widths = widths
        self.rows = rows
    }

    /// The cells of each row, filled with spaces to the width of their columns.
    package var padded: [[String]] {
        rows.map { row in
            zip(row, widths).map { cell, width in
                cell + String(repeating: " ", count: max(0, width - cell.unicodeScalars.count))
            }
        }
    }

    /// A line for each row, without spaces at its end.
    package func lines(gap: String = "  ") -> [String] { padded.map { $0.joined(separator: gap).trimmingEnd } }
}
