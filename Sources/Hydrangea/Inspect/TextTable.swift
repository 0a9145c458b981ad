/// Rows of text with a heading, in columns between bars.
struct TextTable {
    let head: [String]
    let rows: [[String]]
    /// A text after the heading's last bar.
    var headEnd = ""

    /// The lines, with rules around the heading and below the last row.
    var lines: [String] {
        let widths = head.indices.map { column in ([head] + rows).map { $0[column].unicodeScalars.count }.max() ?? 0 }
        func line(_ cells: [String]) -> String {
            "| "
                + zip(cells, widths).map { $0 + String(repeating: " ", count: $1 - $0.unicodeScalars.count) }.joined(
                    separator: " | ") + " |"
        }
        let heading = line(head) + headEnd
        let rule = String(repeating: "-", count: heading.unicodeScalars.count)
        return [heading, rule] + rows.map(line) + [rule]
    }
}
